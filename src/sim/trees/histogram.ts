import { cell, type Rows } from './tree.ts';

/** Sums over rows: of first derivatives, of second derivatives, and how many rows they are. */
export interface Sums {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
}

/** A feature cut into bins, and the bin of each row. */
export interface BinnedFeature {
  /** One fewer than there are bins, ascending. */
  readonly thresholds: readonly number[];
  readonly bins: Uint16Array;
}

/** For each feature the sums of each bin, over the rows of a node. */
export type Histogram = readonly (readonly Sums[])[];

/** The different values of a feature, ascending. */
export const distinctValues = (
  x: Rows,
  feature: number,
  rounded: (value: number) => number = (value) => value,
) => [...new Set(x.map((_, row) => rounded(cell(x, row, feature))))].sort((a, b) => a - b);

/** Puts each row into a bin. @param equal the side of a value that is equal to a threshold */
export function binned(
  x: Rows,
  feature: number,
  thresholds: readonly number[],
  equal: 'low' | 'high',
): BinnedFeature {
  const bins = Uint16Array.from(x, (_, row) => {
    const value = cell(x, row, feature);
    const at = thresholds.findIndex((threshold) =>
      equal === 'low' ? value <= threshold : value < threshold,
    );
    return at < 0 ? thresholds.length : at;
  });
  return { thresholds, bins };
}

/** The first and second derivative of every row's loss. */
export interface Derivatives {
  readonly gradients: readonly number[];
  readonly hessians: readonly number[];
}

/** The histogram of some rows, added up in their order. */
export function histogramOf(
  features: readonly BinnedFeature[],
  rows: readonly number[],
  { gradients, hessians }: Derivatives,
): Histogram {
  return features.map(({ thresholds, bins }) => {
    const sums = Array.from({ length: thresholds.length + 1 }, () => ({ gradient: 0, hessian: 0, count: 0 }));
    for (const row of rows) {
      const sum = sums[bins[row] ?? 0];
      if (sum === undefined) continue;
      sum.gradient += gradients[row] ?? 0;
      sum.hessian += hessians[row] ?? 0;
      sum.count += 1;
    }
    return sums;
  });
}

/** What is left of sums. */
export const minus = (a: Sums, b: Sums): Sums => ({
  gradient: a.gradient - b.gradient,
  hessian: a.hessian - b.hessian,
  count: a.count - b.count,
});

/** Two sums added. */
export const plus = (a: Sums, b: Sums): Sums => ({
  gradient: a.gradient + b.gradient,
  hessian: a.hessian + b.hessian,
  count: a.count + b.count,
});

/** Nothing yet. */
export const NONE: Sums = { gradient: 0, hessian: 0, count: 0 };

/** A node's histogram without a child's: the other child's, as the libraries get the larger one. */
export const without = (parent: Histogram, child: Histogram): Histogram =>
  parent.map((sums, feature) => sums.map((sum, bin) => minus(sum, child[feature]?.[bin] ?? NONE)));

/** The sums over all bins of a feature. */
export const totalOf = (histogram: Histogram, feature = 0): Sums =>
  (histogram[feature] ?? []).reduce(plus, NONE);
