import { describe, expect, it } from 'vitest';
import { tape } from '../../src/story/tape.ts';

/** Captions that take two seconds each, one after the other. */
const readBy = (captions: readonly unknown[]): number => {
  let free = 0;
  for (const cue of captions as readonly (readonly [number, unknown])[]) free = Math.max(free, cue[0]) + 2;
  return free;
};
const message = { key: 'said', values: {} };

describe('a tape', () => {
  it('gives each step its time, the first one after the start', () => {
    const t = tape(readBy, 0.5);
    t.step(1);
    t.step(0.25);
    expect(t.durations).toEqual([1.5, 0.25]);
    expect([t.now(), t.done(), t.read()]).toEqual([1.75, 2, 0]);
  });

  it('holds the next step until what is said of a state has been read', () => {
    const t = tape(readBy, 0);
    t.step(1);
    t.hold([message]);
    t.step(1);
    const [cue] = t.captions as readonly (readonly [number, unknown])[];
    expect(cue?.[0]).toBeCloseTo(1.1, 9);
    // The caption is read at 3.1 s; the step begins after a rest.
    expect(t.durations[1]).toBeCloseTo(1 + 3.1 + 0.15 - 1, 9);
  });

  it('says something while steps go on', () => {
    const t = tape(readBy, 0);
    t.add([message]);
    t.step(1);
    expect(t.durations).toEqual([1]);
    expect(t.read()).toBeCloseTo(2.25, 9);
  });

  it('never goes back', () => {
    const t = tape(readBy, 0);
    t.step(2);
    t.waitUntil(1);
    expect(t.now()).toBe(2);
  });
});
