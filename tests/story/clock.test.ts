import { describe, expect, it } from 'vitest';
import {
  arrivalOf,
  contains,
  endOf,
  flowing,
  frameAt,
  holding,
  progress,
  secondsAt,
  stepClock,
  stepDurations,
} from '../../src/story/clock.ts';
import { FRAME_RATES } from '../../src/story/frame-rates.ts';
import { playheadAt } from '../../src/story/playhead.ts';

const pace = { first: 1.15, ratio: 0.62, floor: 0.1 };

describe.each(FRAME_RATES)('the clock of a run at %d frames per second', (fps) => {
  it('a frame shows at its own time', () => {
    for (let frame = 0; frame < 4000; frame += 7) expect(frameAt(secondsAt(frame, fps), fps)).toBe(frame);
  });

  it.each([1, 2, 40, 300, 2000])('shows each of %d steps at rest when it has arrived', (steps) => {
    const clock = stepClock(100, stepDurations(steps, pace), fps);
    for (let state = 0; state <= steps; state += 1) {
      const { done } = playheadAt(clock, arrivalOf(clock, state));
      // In long runs several states share a frame: the last of them is visible.
      expect(done).toBeGreaterThanOrEqual(state);
      expect(arrivalOf(clock, done)).toBe(arrivalOf(clock, state));
    }
  });
});

describe('steps', () => {
  it('of longer runs take longer in total, but each takes less', () => {
    const total = (steps: number) => stepDurations(steps, pace).reduce((sum, seconds) => sum + seconds, 0);
    for (const steps of [10, 40, 41, 100, 1000]) expect(total(steps * 2)).toBeGreaterThan(total(steps));
    expect(total(2000)).toBeLessThan(10 * total(40));
  });

  it('that flow follow each other without a rest when they are short', () => {
    const clock = stepClock(0, [0.1, 0.1], 30, flowing);
    expect(clock.moves).toEqual([0, 3]);
    expect(clock.landings).toEqual([3, 6]);
    expect(endOf(clock)).toBe(6);
  });

  it('that are held stand still first and then move', () => {
    const clock = stepClock(0, [0.1, 2.1, 0.1], 30, holding(0.1));
    expect(clock.moves).toEqual([0, 63, 66]);
    expect(clock.landings).toEqual([3, 66, 69]);
  });
});

describe('a range of frames', () => {
  it('contains its start but not its end, and its progress is complete at its end', () => {
    const range = { start: 10, end: 20 };
    expect([9, 10, 19, 20].map((frame) => contains(range, frame))).toEqual([false, true, true, false]);
    expect([0, 10, 15, 20, 99].map((frame) => progress(range, frame))).toEqual([0, 0, 0.5, 1, 1]);
    expect([4, 5].map((frame) => progress({ start: 5, end: 5 }, frame))).toEqual([0, 1]);
  });
});
