import { type Boosted, type BoostedLoss, boost, derivatives, startOf } from './boosting.ts';
import { type Found, growBoosted, largestGain, type OpenNode } from './grow.ts';
import {
  type BinnedFeature,
  binned,
  distinctValues,
  minus,
  NONE,
  plus,
  type Sums,
  totalOf,
} from './histogram.ts';
import { cell, type Rows } from './tree.ts';

/** Settings of scikit-learn's `HistGradientBoosting…`, with its defaults; early stopping is off, as it is for few rows. */
export interface HistGradientBoostingParams {
  readonly loss: BoostedLoss;
  /** @default 100 */
  readonly rounds?: number;
  /** @default 0.1 */
  readonly rate?: number;
  /** @default no limit */
  readonly maxDepth?: number;
  /** @default 31 */
  readonly maxLeaves?: number;
  /** @default 20 */
  readonly minRowsInLeaf?: number;
  /** @default 0 */
  readonly l2?: number;
}

/** Bins for values, and the least second derivative of a side. */
const [BINS, LEAST_HESSIAN] = [255, 1e-3];

/** Halfway between neighbouring values; of more values than bins, quantiles, each the mean of two values where it falls between them. */
function thresholdsOf(x: Rows, feature: number): readonly number[] {
  const values = distinctValues(x, feature);
  if (values.length <= BINS) return values.slice(1).map((value, i) => ((values[i] ?? 0) + value) / 2);
  const sorted = x.map((_, row) => cell(x, row, feature)).sort((a, b) => a - b);
  const quantiles = Array.from({ length: BINS - 1 }, (_, i) => {
    const place = (sorted.length * (i + 1)) / BINS;
    const above = sorted[Math.floor(place)] ?? 0;
    return Number.isInteger(place) ? ((sorted[place - 1] ?? 0) + above) / 2 : above;
  });
  return [...new Set(quantiles)];
}

/** Searches all features for the cut with the largest fall of the loss, the lowest of equal ones. */
function bestCut(
  node: OpenNode,
  features: readonly BinnedFeature[],
  { minRowsInLeaf, outputOf }: { readonly minRowsInLeaf: number; readonly outputOf: (sums: Sums) => number },
): Found | null {
  const lossOf = (sums: Sums): number => sums.gradient * outputOf(sums);
  // The root's value counts as 0.
  const loss = node.depth === 0 ? 0 : lossOf(node.sums);
  let best: Found | null = null;
  features.forEach(({ thresholds }, feature) => {
    let low = NONE;
    for (const [bin, threshold] of thresholds.entries()) {
      low = plus(low, node.histogram[feature]?.[bin] ?? NONE);
      const high = minus(node.sums, low);
      if (low.count < minRowsInLeaf || low.hessian < LEAST_HESSIAN) continue;
      if (high.count < minRowsInLeaf || high.hessian < LEAST_HESSIAN) break;
      const gain = loss - lossOf(low) - lossOf(high);
      if (gain > 0 && gain > (best?.gain ?? 0)) best = { feature, bin, threshold, gain, low, high };
    }
  });
  return best;
}

/**
 * Gradient boosting on histograms as scikit-learn's `HistGradientBoostingClassifier` and `…Regressor` do it: derivatives in single
 * precision, the leaf with the largest gain first.
 *
 * Source: Ke et al., LightGBM, 2017; scikit-learn 1.9.1.
 *
 * @param y 0 and 1 for the logistic loss, numbers for the squared error
 */
export function histGradientBoosting(
  x: Rows,
  y: readonly number[],
  params: HistGradientBoostingParams,
): Boosted {
  const { loss, rounds = 100, rate = 0.1, maxDepth = Number.POSITIVE_INFINITY } = params;
  const { maxLeaves = 31, minRowsInLeaf = 20, l2 = 0 } = params;
  const features = (x[0] ?? []).map((_, feature) => binned(x, feature, thresholdsOf(x, feature), 'low'));
  const outputOf = ({ gradient, hessian }: Sums): number => -gradient / (hessian + l2 + 1e-15);
  return boost({ loss, start: startOf(loss, y), x, rounds }, (margins) => {
    const both = y.map((target, row) => derivatives(loss, target, margins[row] ?? 0).map(Math.fround));
    const gradients = both.map(([first = 0]) => first);
    const hessians = both.map(([, second = 0]) => second);
    const tree = growBoosted(
      x.length,
      { gradients, hessians },
      {
        features,
        equal: 'low',
        single: false,
        maxLeaves,
        root: totalOf,
        next: largestGain(({ node }) => node),
        value: (sums) => rate * outputOf(sums),
        search: (node) => ({
          found:
            node.depth >= maxDepth ||
            node.rows.length < 2 * minRowsInLeaf ||
            node.sums.hessian < LEAST_HESSIAN
              ? null
              : bestCut(node, features, { minRowsInLeaf, outputOf }),
        }),
      },
    );
    // A root that is not split adds nothing.
    return tree.nodes.length > 1
      ? tree
      : { ...tree, nodes: tree.nodes.map((root) => ({ ...root, value: [0] })) };
  });
}
