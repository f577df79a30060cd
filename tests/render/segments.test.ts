import { describe, expect, test } from 'vitest';
import { planSegments } from '../../src/render/segments.ts';

describe('segments', () => {
  test('cover every frame once, in order, 2.5 seconds each', () => {
    for (const fps of [24, 25, 30, 50, 60]) {
      for (const frames of [1, fps - 1, fps, 7 * fps + 3, 10 * fps, 47 * fps + 11]) {
        const segments = planSegments(frames, fps);
        expect(segments[0]?.from).toBe(0);
        expect(segments.at(-1)?.to).toBe(frames);
        segments.forEach(({ index, from, to }, i) => {
          expect(index).toBe(i);
          expect(to - from).toBe(i < segments.length - 1 ? Math.round(2.5 * fps) : frames - from);
          if (i > 0) expect(from).toBe(segments[i - 1]?.to);
        });
      }
    }
  });

  test('stay where they are when a film grows, but for the last one', () => {
    const cuts = (frames: number) => planSegments(frames, 30).map(({ from }) => from);
    const [short, long] = [cuts(610), cuts(900)];
    expect(long.slice(0, short.length)).toEqual(short);
  });

  test('of a range have the same cuts, its ends added', () => {
    expect(planSegments(300, 30, { first: 50, last: 200 }).map(({ from, to }) => [from, to])).toEqual([
      [50, 75],
      [75, 150],
      [150, 201],
    ]);
    expect(planSegments(300, 30, { first: 7, last: 7 })).toEqual([{ index: 0, from: 7, to: 8 }]);
    expect(() => planSegments(300, 30, { first: 200, last: 100 })).toThrow(
      'frames 200-100 are not a range within 0-299',
    );
    expect(() => planSegments(300, 30, { first: 0, last: 300 })).toThrow(/0-300/);
  });
});
