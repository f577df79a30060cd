import { expect, it } from 'vitest';
import { movedApart } from '../../src/scene/apart.ts';
import type { Place } from '../../src/scene/rect.ts';

const within = { x: 0, y: 0, width: 600, height: 400 };

it('moves labels apart in the shorter direction and leaves others alone', () => {
  const [a, b, c] = movedApart(
    [
      [100, 100],
      [130, 105],
      [250, 100],
    ],
    within,
    50,
    4,
  );
  expect(a?.[0]).toBeCloseTo(88, 1);
  expect(b?.[0]).toBeCloseTo(142, 1);
  expect([a?.[1], b?.[1]]).toEqual([100, 105]);
  expect(c).toEqual([250, 100]);
});

it('moves a crowd clear of each other, within the rectangle', () => {
  const crowd = Array.from({ length: 10 }, (_, i): Place => [480 + 7 * i, 200 - 11 * i]);
  const places = movedApart([...crowd, null], within, 50, 4);
  expect(places.at(-1)).toBeNull();
  const there = places.filter((place) => place !== null);
  expect(there).toHaveLength(10);
  there.forEach(([x, y], i) => {
    expect(x >= 25 && x <= 575 && y >= 25 && y <= 375).toBe(true);
    for (const [u, v] of there.slice(0, i)) {
      expect(Math.max(Math.abs(x - u), Math.abs(y - v))).toBeGreaterThan(53.9);
    }
  });
});
