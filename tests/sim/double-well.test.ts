import { describe, expect, it } from 'vitest';
import {
  criticalPoints,
  doubleWell,
  doubleWellCurvature,
  doubleWellGradient,
  doubleWellValue,
  stabilityThreshold,
  wells,
} from '../../src/sim/objectives/double-well.ts';
import { criticalPointOracle, within } from '../helpers/oracles.ts';

const { wells: cases, tolerance } = criticalPointOracle();

describe('the tilted double well', () => {
  it.each([-2.3, -1, -0.4, 0, 0.7, 1.6])('has the slope of its own values at x = %d', (x) => {
    const objective = { a: 0.4, b: 0.22 };
    const h = 1e-5;
    const slope = (doubleWellValue(objective, x + h) - doubleWellValue(objective, x - h)) / (2 * h);
    const curvature = (doubleWellGradient(objective, x + h) - doubleWellGradient(objective, x - h)) / (2 * h);
    expect(doubleWellGradient(objective, x)).toBeCloseTo(slope, 7);
    expect(doubleWellCurvature(objective, x)).toBeCloseTo(curvature, 7);
  });

  it('is an objective of one dimension', () => {
    const objective = doubleWell({ a: 1, b: 0.5 });
    expect(objective.value([2])).toBe(9 - 1);
    expect(objective.gradient([2])).toEqual([24 - 0.5]);
  });
});

describe('its critical points', () => {
  it.each(cases)('agree with NumPy for a = $a, b = $b', ({ a, b, critical_points: expected }) => {
    const found = criticalPoints({ a, b });
    expect(found.map(({ kind }) => kind)).toEqual(expected.map(({ kind }) => kind));
    found.forEach((point, i) => {
      const wanted = expected[i];
      if (wanted === undefined) throw new Error('a point too many');
      expect(within(point.x, wanted.x, tolerance)).toBe(true);
      expect(within(point.loss, wanted.loss, tolerance)).toBe(true);
      expect(within(point.curvature, wanted.curvature, tolerance)).toBe(true);
      if (wanted.gd_stability_threshold !== undefined) {
        expect(within(stabilityThreshold(point.curvature), wanted.gd_stability_threshold, tolerance)).toBe(
          true,
        );
      }
    });
  });

  it.each(cases)(
    'are named as NumPy names them for a = $a, b = $b',
    ({ a, b, critical_points: expected }) => {
      const { global, local, hill, equal } = wells({ a, b });
      const role = (x: number | undefined) =>
        expected.find((point) => Math.abs(point.x - (x ?? 99)) < 1e-9)?.role;
      expect(role(global.x)).toMatch(/^global/);
      expect(equal).toBe(b === 0);
      expect(local === null).toBe(expected.length === 1);
      expect(hill === null).toBe(expected.length === 1);
      if (local !== null) expect(role(local.x)).toBe(equal ? 'global (tie)' : 'local');
    },
  );

  it('mirror each other when the tilt changes its sign', () => {
    for (const b of [0.05, 0.22, 0.6, 0.9]) {
      const right = criticalPoints({ a: 0.4, b }).map(({ x }) => x);
      const left = criticalPoints({ a: 0.4, b: -b }).map(({ x }) => -x);
      left.reverse().forEach((x, i) => {
        expect(x).toBeCloseTo(right[i] ?? Number.NaN, 14);
      });
    }
  });

  it('are three up to the fold |b| = 8a / 3√3 and one beyond it', () => {
    const fold = (8 * 0.4) / (3 * Math.sqrt(3));
    expect(criticalPoints({ a: 0.4, b: fold * 0.999 })).toHaveLength(3);
    expect(criticalPoints({ a: 0.4, b: fold * 1.001 })).toHaveLength(1);
    expect(wells({ a: 0.4, b: -fold }).global.x).toBeLessThan(-1);
  });
});
