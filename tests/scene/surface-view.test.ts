import { describe, expect, it } from 'vitest';
import { mapArea, reliefOf } from '../../src/scene/parts/SurfaceMap.tsx';
import { heightOf, onSurface } from '../../src/scene/surface-view.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';

const rect = { x: 100, y: 50, width: 1000, height: 600 };
const points: readonly Place2[] = [
  [0.3, 0.2],
  [-1, 1.5],
  [1.2, -0.7],
];

describe.each(Object.entries(SURFACES))('%s in space', (_, surface) => {
  const relief = reliefOf(surface, [surface.view.x[0], surface.view.y[0]], surface.view);
  const area = mapArea(relief, rect);

  it('is the map when it has no relief, however it is turned', () => {
    const see = onSurface(relief, area, { relief: 0, turn: 0.3 });
    for (const [x, y] of points) {
      const [sx, sy] = see([x, y]);
      expect(sx).toBeCloseTo(area.x(x), 9);
      expect(sy).toBeCloseTo(area.y(y), 9);
    }
  });

  it('comes out of the map without a jump', () => {
    const [flat, low] = [0, 0.001].map((amount) => onSurface(relief, area, { relief: amount, turn: 0.35 }));
    for (const point of points) {
      const [from, to] = [flat?.(point) ?? [0, 0], low?.(point) ?? [0, 0]];
      expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeLessThan(8);
    }
  });

  it('is higher where the loss is, and finite however far out', () => {
    const height = heightOf(relief);
    const [lowest] = surface.minima;
    expect(height(lowest ?? [0, 0])).toBeCloseTo(0, 9);
    for (const point of points) expect(height(point)).toBeGreaterThan(0);
    const see = onSurface(relief, area, { relief: 1, turn: 0.4 });
    for (const far of [1e3, -1e9, 1e200])
      for (const at of see([far, -far])) expect(Number.isFinite(at)).toBe(true);
  });

  it('stands within the rectangle when it is a full relief, apart from the tips of its corners', () => {
    const see = onSurface(relief, area, { relief: 1, turn: 0.37 });
    const [width, height] = [relief.window.x, relief.window.y].map(([low, high]) => (low + high) / 2);
    const [x, y] = see([width ?? 0, height ?? 0]);
    expect(x).toBeGreaterThan(rect.x + 0.2 * rect.width);
    expect(x).toBeLessThan(rect.x + 0.8 * rect.width);
    expect(y).toBeGreaterThan(rect.y);
    expect(y).toBeLessThan(rect.y + rect.height);
  });
});
