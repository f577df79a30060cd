import { erfc, exp } from '../maths.ts';
import { normal } from '../normal.ts';
import type { RandomStream } from '../random.ts';

/**
 * How first weights are distributed:
 *
 * - `constant` all `value`
 * - `uniform` from −`bound` to `bound`
 * - `normal` mean 0, standard deviation `deviation`
 * - `truncated-normal` the same before values beyond ±`bound` are drawn again, which makes it narrower
 * - `orthogonal` rows (columns, if there are more rows) of length `gain`, 1 if not said, at right angles to each other
 *
 * All but constant and orthogonal ones about `mean`, 0 if not said.
 */
export type WeightDistribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly bound: number; readonly mean?: number }
  | { readonly kind: 'normal'; readonly deviation: number; readonly mean?: number }
  | {
      readonly kind: 'truncated-normal';
      readonly deviation: number;
      readonly bound: number;
      readonly mean?: number;
    }
  | { readonly kind: 'orthogonal'; readonly gain?: number };

/** All zero, as most biases are at first. */
export const ZERO: WeightDistribution = { kind: 'constant', value: 0 };

/**
 * How much narrower a normal distribution gets when it is cut at ±a standard deviations:
 *
 *     √(1 − 2 a φ(a) / (2 Φ(a) − 1)),   0.8796 for a = 2
 */
export function narrowing(a: number): number {
  const density = exp((-a * a) / 2) / Math.sqrt(2 * Math.PI);
  return Math.sqrt(1 - (2 * a * density) / (1 - erfc(a * Math.SQRT1_2)));
}

/** The standard deviation of weights so distributed. @param rows of the matrix; @param columns alike */
export function deviationOf(of: WeightDistribution, rows: number, columns: number): number {
  if (of.kind === 'constant') return 0;
  if (of.kind === 'uniform') return of.bound / Math.sqrt(3);
  if (of.kind === 'normal') return of.deviation;
  if (of.kind === 'orthogonal') return (of.gain ?? 1) / Math.sqrt(Math.max(rows, columns));
  return of.deviation * narrowing(of.bound / of.deviation);
}

/** Makes the rows orthonormal, one after the other, each twice, as once is not right to the last digits (Gram and Schmidt). */
function orthonormalise(rows: readonly Float64Array[]): void {
  rows.forEach((row, r) => {
    for (const earlier of [...rows.slice(0, r), ...rows.slice(0, r)]) {
      const along = row.reduce((sum, x, i) => sum + x * (earlier[i] ?? 0), 0);
      for (let i = 0; i < row.length; i += 1) row[i] = (row[i] as number) - along * (earlier[i] as number);
    }
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    for (let i = 0; i < row.length; i += 1) row[i] = (row[i] as number) / length;
  });
}

/** Orthonormal vectors as the rows, or the columns if there are fewer of them. */
function orthogonal(rows: number, columns: number, next: RandomStream): Float64Array {
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows];
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, next));
  orthonormalise(vectors);
  return Float64Array.from({ length: rows * columns }, (_, i) => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    return (rows <= columns ? vectors[r]?.[c] : vectors[c]?.[r]) ?? 0;
  });
}

/**
 * Draws a matrix of first weights, row by row.
 *
 * @param next uniform in [0, 1): a random stream of ours; no library's generator is imitated
 */
export function drawWeights(
  of: WeightDistribution,
  rows: number,
  columns: number,
  next: RandomStream,
): Float64Array {
  const fill = (value: () => number): Float64Array => Float64Array.from({ length: rows * columns }, value);
  if (of.kind === 'constant') return fill(() => of.value);
  const bell = normal(next);
  if (of.kind === 'orthogonal') {
    const { gain = 1 } = of;
    return orthogonal(rows, columns, bell).map((value) => gain * value);
  }
  const { mean = 0 } = of;
  if (of.kind === 'uniform') return fill(() => mean + (2 * next() - 1) * of.bound);
  if (of.kind === 'normal') return fill(() => mean + of.deviation * bell());
  return fill(() => {
    for (;;) {
      const value = of.deviation * bell();
      if (Math.abs(value) <= of.bound) return mean + value;
    }
  });
}
