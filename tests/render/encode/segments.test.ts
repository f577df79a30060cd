import { describe, expect, test } from 'vitest';
import { planSegments } from '../../../src/render/encode/segments.ts';

describe('segments', () => {
  test('cover every frame once, in order, 2.5 seconds each', () => {
    for (const fps of [24, 25, 30, 50, 60]) {
      for (const frames of [1, fps - 1, fps, 7 * fps + 3, 10 * fps, 47 * fps + 11]) {
        const segments = planSegments(frames, fps);
        expect(segments[0]?.start).toBe(0);
        expect(segments.at(-1)?.end).toBe(frames);
        segments.forEach(({ index, start, end }, i) => {
          expect(index).toBe(i);
          expect(end - start).toBe(i < segments.length - 1 ? Math.round(2.5 * fps) : frames - start);
          if (i > 0) expect(start).toBe(segments[i - 1]?.end);
        });
      }
    }
  });

  test('stay in place when a film gets longer, except for the last one', () => {
    const cuts = (frames: number) => planSegments(frames, 30).map(({ start }) => start);
    const [short, long] = [cuts(610), cuts(900)];
    expect(long.slice(0, short.length)).toEqual(short);
  });

  test('of a range have the same cuts, plus its ends', () => {
    expect(planSegments(300, 30, { start: 50, end: 201 }).map(({ start, end }) => [start, end])).toEqual([
      [50, 75],
      [75, 150],
      [150, 201],
    ]);
    expect(planSegments(300, 30, { start: 7, end: 8 })).toEqual([{ index: 0, start: 7, end: 8 }]);
    expect(() => planSegments(300, 30, { start: 200, end: 101 })).toThrow(
      'frames 200-100 are not a range within 0-299',
    );
    expect(() => planSegments(300, 30, { start: 0, end: 301 })).toThrow(/0-300/);
  });
});
