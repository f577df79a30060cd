import { describe, expect, it } from 'vitest';
import { SURFACE_NAMES, SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import { surfaceOracle, within } from '../helpers/oracles.ts';

const oracle = surfaceOracle();
const H = 1e-5;

describe.each(oracle.surfaces)('$name', ({ name, at, minima }) => {
  const surface = SURFACES[name as SurfaceName];

  it.each(at)('has the value, gradient and curvature of the closed form at $point', (expected) => {
    const [x = 0, y = 0] = expected.point;
    expect(within(surface.value([x, y]), expected.value, oracle.tolerance)).toBe(true);
    surface.gradient([x, y]).forEach((slope, i) => {
      expect(within(slope, expected.gradient[i] ?? Number.NaN, oracle.tolerance)).toBe(true);
    });
    // The Hessian from differences of gradients.
    const curvature = [
      [x + H, y, x - H, y],
      [x, y + H, x, y - H],
    ].map(([x1 = 0, y1 = 0, x0 = 0, y0 = 0]) => {
      const [ahead, behind] = [surface.gradient([x1, y1]), surface.gradient([x0, y0])];
      return ahead.map((slope, i) => (slope - (behind[i] ?? 0)) / (2 * H));
    });
    curvature.flat().forEach((value, i) => {
      const want = expected.hessian.flat()[i] ?? Number.NaN;
      expect(Math.abs(value - want)).toBeLessThan(1e-5 * (1 + Math.abs(want)));
    });
  });

  it('has its minima where the closed form has them', () => {
    expect(surface.minima).toHaveLength(minima.length);
    for (const [x = 0, y = 0] of minima) {
      expect(surface.minima.some(([a, b]) => Math.abs(a - x) + Math.abs(b - y) < 1e-9)).toBe(true);
    }
  });
});

describe.each(SURFACE_NAMES)('%s', (name) => {
  const surface = SURFACES[name];

  it('has the slope of its own values', () => {
    for (const [x, y] of [
      [-1.7, 0.9],
      [0.3, -1.1],
      [2.2, 1.8],
    ] as const) {
      const slope = [
        (surface.value([x + H, y]) - surface.value([x - H, y])) / (2 * H),
        (surface.value([x, y + H]) - surface.value([x, y - H])) / (2 * H),
      ];
      surface.gradient([x, y]).forEach((value, i) => {
        expect(Math.abs(value - (slope[i] ?? 0))).toBeLessThan(1e-5 * (1 + Math.abs(value)));
      });
    }
  });

  it('is flat and minimal at each minimum, and nowhere lower in its view', () => {
    const { minima, leastLoss, view } = surface;
    for (const minimum of minima) {
      expect(surface.value(minimum)).toBeCloseTo(leastLoss, 12);
      for (const slope of surface.gradient(minimum)) expect(Math.abs(slope)).toBeLessThan(1e-12);
    }
    for (let i = 0; i <= 60; i += 1) {
      for (let j = 0; j <= 60; j += 1) {
        const x = view.x[0] + ((view.x[1] - view.x[0]) * i) / 60;
        const y = view.y[0] + ((view.y[1] - view.y[0]) * j) / 60;
        expect(surface.value([x, y])).toBeGreaterThanOrEqual(leastLoss);
      }
    }
  });

  it('shows its minima inside its view', () => {
    const { minima, view } = surface;
    for (const [x, y] of minima) {
      expect(x > view.x[0] && x < view.x[1] && y > view.y[0] && y < view.y[1]).toBe(true);
    }
  });
});
