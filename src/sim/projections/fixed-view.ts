import { max, sum, variance } from 'd3-array';
import { fitPca, projectPca } from './pca.ts';
import { starCoordinates, starVarianceShare } from './star.ts';

type Rows = readonly (readonly number[])[];

/** Samples after every step, seen in one and the same plane. */
export interface FixedView {
  /** Of each sample after each step, y upwards. */
  readonly positions: readonly (readonly (readonly [x: number, y: number])[])[];
  /** Along the third principal axis, towards the viewer; `null` where there is none: two features, or star coordinates. */
  readonly depths: readonly (readonly number[])[] | null;
  /** The fraction of each step's variance that the plane shows. */
  readonly shares: readonly number[];
  /** The variance along each axis of the plane at the step it was fitted to; `null` for star coordinates. */
  readonly ratios: readonly number[] | null;
  /**
   * An affine function of the features, `w · x + b`, along the view's axes: its value at the view's origin, then its change along
   * each axis, of what lies in the space of those axes. `null` for star coordinates.
   */
  readonly seen: ((weights: readonly number[], bias: number) => readonly number[]) | null;
}

/** The largest number among samples: what diverges grows beyond what can be squared, so variances are taken of parts of it. */
const largest = (rows: Rows): number => max(rows, (row) => max(row, Math.abs)) || 1;

const dot = (a: readonly number[], b: readonly number[]): number => sum(a, (x, i) => x * (b[i] ?? 0));

/** The total variance of samples over all their features, in units of a length, squared. */
const spreadOf = (rows: Rows, unit: number): number =>
  sum(rows[0] ?? [], (_, axis) => variance(rows, (row) => (row[axis] ?? 0) / unit) ?? 0);

/**
 * Shows what becomes of samples, step by step, in a plane that is fitted once: a basis that is fitted anew at each step
 * would turn, and points would move that do not.
 *
 * @param steps the samples after each step, one row of features each
 * @param fitted the step that principal components are fitted to
 * @param kind principal plane, or star coordinates of ten numbers, which need no fit
 */
export function fixedView(steps: readonly Rows[], fitted: number, kind: 'pca' | 'star'): FixedView {
  const star = kind === 'star';
  const codes = steps[fitted] ?? [];
  const features = codes[0]?.length ?? 0;
  const unit = largest(codes);
  const scaled = (row: readonly number[]): readonly number[] => row.map((value) => value / unit);
  const pca = star ? null : fitPca(codes.map(scaled), Math.min(3, features));
  const spots = steps.map((rows) =>
    rows.map((code) =>
      pca === null ? starCoordinates(code) : projectPca(pca, scaled(code)).map((value) => value * unit),
    ),
  );
  const positions = spots.map((step) => step.map(([x = 0, y = 0]) => [x, y] as const));
  const shares = steps.map((rows, step) => {
    if (star) return starVarianceShare(rows);
    const length = largest(rows);
    const whole = spreadOf(rows, length);
    return whole > 0 ? Math.min(1, spreadOf(positions[step] ?? [], length) / whole) : 1;
  });
  return {
    positions,
    depths: star || features < 3 ? null : spots.map((step) => step.map(([, , z = 0]) => z)),
    shares,
    ratios: pca?.explainedVarianceRatio.slice(0, 2) ?? null,
    seen:
      pca === null
        ? null
        : (weights, bias) => [
            bias + unit * dot(weights, pca.mean),
            ...pca.components.map((axis) => dot(weights, axis)),
          ],
  };
}
