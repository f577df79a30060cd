import { describe, expect, it } from 'vitest';
import { arrivalOf, FRAME_RATES, positionAt, stepClock, stepDurations } from '../../src/story/clock.ts';

const pace = { first: 1.15, ratio: 0.62, floor: 0.1 };

describe.each(FRAME_RATES)('the clock of a run at %d frames a second', (fps) => {
  it.each([1, 2, 40, 300, 2000])('shows each of %d steps at rest when it has arrived', (steps) => {
    const clock = stepClock(100, stepDurations(steps, pace), fps);
    for (let state = 0; state <= steps; state += 1) {
      const position = positionAt(clock, arrivalOf(clock, state), steps + 1);
      const done = position.t === 1 ? position.step + 1 : position.step;
      // In long runs several states share a frame: the last of them is seen.
      expect(done).toBeGreaterThanOrEqual(state);
      expect(arrivalOf(clock, done)).toBe(arrivalOf(clock, state));
    }
  });

  it('never goes back', () => {
    const clock = stepClock(0, stepDurations(60, pace), fps);
    let before = -1;
    for (let frame = 0; frame < 15 * fps; frame += 1) {
      const { step, t } = positionAt(clock, frame, 61);
      expect(step + t).toBeGreaterThanOrEqual(before);
      before = step + t;
    }
    expect(before).toBe(60);
  });
});

describe('a slow step', () => {
  it('is told as idle, gradient, step, done', () => {
    const clock = stepClock(0, [1.2, 1.2], 30);
    const phases = Array.from({ length: 36 }, (_, frame) => positionAt(clock, frame, 3).phase);
    expect([...new Set(phases)]).toEqual(['idle', 'gradient', 'step', 'done']);
  });
});

describe('a run that ended early', () => {
  it('stays at its last state', () => {
    const clock = stepClock(0, stepDurations(40, pace), 30);
    expect(positionAt(clock, 10_000, 6)).toMatchObject({ step: 5, t: 0, phase: 'done' });
  });
});

describe('longer runs', () => {
  it('take longer, with shorter steps', () => {
    const total = (steps: number) => stepDurations(steps, pace).reduce((sum, seconds) => sum + seconds, 0);
    for (const steps of [10, 40, 41, 100, 1000]) expect(total(steps * 2)).toBeGreaterThan(total(steps));
    expect(total(2000)).toBeLessThan(10 * total(40));
  });
});
