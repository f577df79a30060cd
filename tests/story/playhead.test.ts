import { describe, expect, it } from 'vitest';
import { flowing, holding, stepClock, stepDurations } from '../../src/story/clock.ts';
import { easeInOut, easeOut } from '../../src/story/ease.ts';
import { FRAME_RATES } from '../../src/story/frame-rates.ts';
import { playheadAt, playheadOf, valueAt } from '../../src/story/playhead.ts';

const pace = { first: 1.15, ratio: 0.62, floor: 0.1 };

describe('a playhead', () => {
  it.each(FRAME_RATES)('never goes back at %d frames per second', (fps) => {
    for (const manner of [undefined, flowing, holding(0.1)]) {
      const clock = stepClock(0, stepDurations(60, pace), fps, manner);
      let before = -1;
      for (let frame = 0; frame < 15 * fps; frame += 1) {
        const { step, t } = playheadAt(clock, frame);
        expect(step + t).toBeGreaterThanOrEqual(before);
        before = step + t;
      }
      expect(before).toBe(60);
    }
  });

  it('waits before a slow step moves, eases through it and lands', () => {
    const clock = stepClock(10, [1.2, 1.2], 30);
    expect(playheadAt(clock, 0)).toEqual({ step: 0, t: 0, done: 0, length: 0, waited: 0 });
    expect(playheadAt(clock, 18)).toMatchObject({ t: 0, done: 0, length: 36, waited: 0.5 });
    expect(playheadAt(clock, 33)).toMatchObject({ t: easeInOut(7 / 15), done: 0, waited: 1 });
    expect(playheadAt(clock, 41)).toMatchObject({ step: 0, t: 1, done: 1 });
  });

  it('does not ease steps that follow each other without a rest', () => {
    const clock = stepClock(0, [0.1, 0.1], 30, flowing);
    expect([0, 1, 2, 3, 4].map((frame) => playheadAt(clock, frame).t)).toEqual([0, 1 / 3, 2 / 3, 0, 1 / 3]);
  });

  it('stays at the last state of a run that ended early', () => {
    const clock = stepClock(0, stepDurations(40, pace), 30);
    expect(playheadAt(clock, 10_000, 6)).toEqual({ step: 5, t: 0, done: 5, length: 0, waited: 1 });
  });

  it('interpolates a series linearly between two states, and gives its last value after the end', () => {
    const series = [4, 2, 1];
    expect([0, 0.5, 1, 1.75, 2, 7].map((at) => valueAt(series, playheadOf(at, 3)))).toEqual([
      4, 3, 2, 1.25, 1, 1,
    ]);
    expect(valueAt(series, { ...playheadOf(0, 3), step: 9, t: 0.5 })).toBe(1);
  });
});

describe('easing', () => {
  it.each([
    ['in and out', easeInOut],
    ['out', easeOut],
  ])('%s goes from 0 to 1 and never back', (_name, ease) => {
    expect([ease(0), ease(1)]).toEqual([0, 1]);
    for (let i = 1; i <= 1000; i += 1) expect(ease(i / 1000)).toBeGreaterThanOrEqual(ease((i - 1) / 1000));
  });

  it('in and out is halfway at half time, and at rest at both ends', () => {
    expect(easeInOut(0.5)).toBe(0.5);
    expect(easeInOut(0.001)).toBeLessThan(1e-7);
    expect(1 - easeInOut(0.999)).toBeLessThan(1e-7);
  });
});
