import { describe, expect, it } from 'vitest';
import { pathGeometry, VERB } from '../../src/render/paint/display/path-data.ts';
import { contourPath, sampleField } from '../../src/scene/contour.ts';
import { growingPath, grownTo } from '../../src/scene/growing-path.ts';

const rect = { x: 100, y: 50, width: 400, height: 300 };

const contours = (height: (x: number, y: number) => number, levels: readonly number[]) => {
  const { grid, place } = sampleField(height, rect);
  return levels.map((level) => ({ level, d: contourPath(grid, level, place, 1) }));
};

/** The corners of a path that lie inside a rectangle. */
const corners = (d: string): readonly (readonly [number, number])[] => {
  const { points } = pathGeometry(d);
  return Array.from(
    { length: points.length / 2 },
    (_, i) => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0] as const,
  ).filter(([x, y]) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height);
};

describe('the contours of a cone', () => {
  const cone = (x: number, y: number): number => Math.hypot(x - 300, y - 200);
  const bands = contours(cone, [40, 80, 120]);

  it('are circles of the right radius', () => {
    expect(bands.map(({ level }) => level)).toEqual([40, 80, 120]);
    for (const { level, d } of bands) {
      const found = corners(d);
      expect(found.length).toBeGreaterThan(20);
      for (const [x, y] of found) expect(Math.abs(cone(x, y) - level)).toBeLessThan(0.6);
    }
  });

  it('leave holes in higher bands: the middle is left to lower ones', () => {
    for (const { d } of bands) {
      const rings = pathGeometry(d).verbs.filter((verb) => verb === VERB.move).length;
      expect(rings).toBe(2);
    }
  });
});

it('a plane with straight contours needs hardly any vertices', () => {
  const [band] = contours((x) => x, [250]);
  expect(pathGeometry(band?.d ?? '').verbs.length).toBeLessThan(12);
  for (const [x] of corners(band?.d ?? '')) expect(x).toBeCloseTo(250, 1);
});

it('no contour if nothing is high enough', () => {
  expect(contours(() => 1, [2])).toEqual([{ level: 2, d: '' }]);
});

describe('a growing path', () => {
  const path = growingPath([
    [0, 0],
    [10, 0],
    [10.1, 0.1],
    [10, 20],
  ]);

  it('reaches its head and no further', () => {
    expect(grownTo(path, 0, 0.5)).toEqual({ d: 'M0 0L5 0', head: [5, 0] });
    expect(grownTo(path, 1, 0)).toEqual({ d: 'M0 0L10 0L10 0', head: [10, 0] });
    expect(grownTo(path, 3, 0)).toEqual({ d: 'M0 0L10 0L10 20L10 20', head: [10, 20] });
  });

  it('leaves out places indistinguishable from the last one', () => {
    expect(path.d).toBe('M0 0L10 0L10 20');
  });
});
