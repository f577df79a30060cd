import { sigmoid } from '../network/activations.ts';
import { type Boosted, type BoostedLoss, boost, startOf } from './boosting.ts';
import { type Found, growBoosted, largestGain, type OpenNode } from './grow.ts';
import { type BinnedFeature, binned, minus, NONE, plus, type Sums, totalOf } from './histogram.ts';
import { cell, type Rows, type Tree } from './tree.ts';

/** Settings of LightGBM, with its defaults. */
export interface LightgbmParams {
  readonly loss: BoostedLoss;
  /** @default 100 */
  readonly rounds?: number;
  /** @default 0.1 */
  readonly rate?: number;
  /** 0: no limit. @default 0 */
  readonly maxDepth?: number;
  /** @default 31 */
  readonly maxLeaves?: number;
  /** `min_data_in_leaf`: compared with an estimate from the second derivatives. @default 20 */
  readonly minRowsInLeaf?: number;
  /** `min_data_in_bin`. @default 3 */
  readonly minRowsInBin?: number;
  /** `boost_from_average`: starts from the labels' mean, else from 0. @default true */
  readonly fromAverage?: boolean;
}

/** Bins, what counts as zero, what is added to second derivatives, and the least of them on a side. */
const [BINS, ZERO, EPSILON, LEAST_HESSIAN] = [255, Math.fround(1e-35), 1e-15, 1e-3];

/** The next larger double. @param x a finite number other than 0 */
function nextUp(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** Thresholds just above the middle between two values, whenever a bin has enough rows. */
function thresholdsAmong(sorted: readonly number[], minRowsInBin: number): readonly number[] {
  const thresholds: number[] = [];
  let inBin = 0;
  sorted.forEach((value, i) => {
    inBin += 1;
    const next = sorted[i + 1];
    if (next === undefined || next === value || inBin < minRowsInBin) return;
    const middle = (value + next) / 2;
    thresholds.push(middle === 0 ? Number.MIN_VALUE : nextUp(middle));
    inBin = 0;
  });
  return thresholds;
}

/** Values below and above zero are cut by themselves: zero has a bin of its own. */
function thresholdsOf(x: Rows, feature: number, minRowsInBin: number): readonly number[] {
  const sorted = x.map((_, row) => cell(x, row, feature)).sort((a, b) => a - b);
  const below = sorted.filter((value) => value < -ZERO);
  const above = sorted.filter((value) => value > ZERO);
  return [
    ...thresholdsAmong(below, minRowsInBin),
    ...(below.length > 0 ? [-ZERO] : []),
    ...(above.length > 0 ? [ZERO, ...thresholdsAmong(above, minRowsInBin)] : []),
  ];
}

/** Half up, as LightGBM rounds rows out of second derivatives. */
const rounded = (x: number): number => Math.floor(x + 0.5);

/** The best cut of one feature, from the highest threshold down, or what shows that there is none. */
function cutOf(
  node: OpenNode,
  feature: number,
  { thresholds }: BinnedFeature,
  minRowsInLeaf: number,
): Found | null {
  const { sums } = node;
  const hessian = sums.hessian + 2 * EPSILON;
  const rowsFor = sums.count / hessian;
  const own = (sums.gradient * sums.gradient) / hessian;
  let high: Sums = { ...NONE, hessian: EPSILON };
  let best: Found | null = null;
  let score = own;
  for (let bin = thresholds.length - 1; bin >= 0; bin -= 1) {
    const added = node.histogram[feature]?.[bin + 1] ?? NONE;
    high = plus(high, { ...added, count: rounded(added.hessian * rowsFor) });
    if (high.count < minRowsInLeaf || high.hessian < LEAST_HESSIAN) continue;
    const low = { ...minus(sums, high), hessian: hessian - high.hessian };
    if (low.count < minRowsInLeaf || low.hessian < LEAST_HESSIAN) break;
    const found =
      (low.gradient * low.gradient) / low.hessian + (high.gradient * high.gradient) / high.hessian;
    if (found <= score) continue;
    score = found;
    best = { feature, bin, threshold: thresholds[bin] ?? 0, gain: found - own, low, high };
  }
  return best;
}

/** The best cut of all features that are still looked at, and those that are not any more. */
function searched(node: OpenNode, features: readonly BinnedFeature[], minRowsInLeaf: number) {
  const refused = new Set(node.refused);
  let found: Found | null = null;
  features.forEach((binnedFeature, feature) => {
    if (refused.has(feature)) return;
    const cut = cutOf(node, feature, binnedFeature, minRowsInLeaf);
    if (cut === null) refused.add(feature);
    else if (cut.gain > (found?.gain ?? 0)) found = cut;
  });
  return { found: found as Found | null, refused };
}

/** The rows of both sides as they are, in place of the estimates; second derivatives without what was added. */
function counted(found: Found | null, node: OpenNode, features: readonly BinnedFeature[]): Found | null {
  if (found === null) return null;
  const bins = features[found.feature]?.bins;
  const below = node.rows.filter((row) => (bins?.[row] ?? 0) <= found.bin).length;
  const side = (sums: Sums, count: number): Sums => ({ ...sums, hessian: sums.hessian - EPSILON, count });
  return { ...found, low: side(found.low, below), high: side(found.high, node.rows.length - below) };
}

/** A tree with what the model starts from in its leaves. */
const raised = (tree: Tree, start: number): Tree => ({
  ...tree,
  nodes: tree.nodes.map((node) => ({ ...node, value: node.value.map((value) => value + start) })),
});

/**
 * Gradient boosting as LightGBM does it: the leaf with the largest gain first, bins of at least three rows, thresholds just above
 * the middle. A feature without any gain in a node is not looked at again below it. On 30 rows it splits nothing by default.
 *
 * Source: Ke et al., LightGBM: a highly efficient gradient boosting decision tree, 2017; LightGBM 4.7.0, compared split by split. Where
 * two cuts are equal but for rounding, its order of summation may decide otherwise.
 *
 * @param x at most 255 rows, so that no bin is made of more than its own rows
 * @param y 0 and 1 for the logistic loss, numbers for the squared error
 * @returns a model that starts from 0: the start is in the leaves of the first tree, as LightGBM keeps it. Without any split it has one tree, of one leaf
 * @throws RangeError if there are more rows
 */
export function lightgbm(x: Rows, y: readonly number[], params: LightgbmParams): Boosted {
  const { loss, rounds = 100, rate = 0.1, maxDepth = 0, maxLeaves = 31 } = params;
  const { minRowsInLeaf = 20, minRowsInBin = 3, fromAverage = true } = params;
  if (x.length > BINS)
    throw new RangeError(`lightgbm: ${x.length} rows, at most ${BINS} are binned as LightGBM does`);
  const features = (x[0] ?? []).map((_, feature) =>
    binned(x, feature, thresholdsOf(x, feature, minRowsInBin), 'low'),
  );
  const start = fromAverage ? startOf(loss, y) : 0;
  const model = boost({ loss, start, x, rounds }, (margins) => {
    const shares = margins.map(sigmoid);
    const gradients = y.map((target, row) =>
      Math.fround(loss === 'logistic' ? (shares[row] ?? 0) - target : (margins[row] ?? 0) - target),
    );
    const hessians = shares.map((share) => (loss === 'logistic' ? Math.fround(share * (1 - share)) : 1));
    return growBoosted(
      x.length,
      { gradients, hessians },
      {
        features,
        equal: 'low',
        single: false,
        maxLeaves,
        root: totalOf,
        next: largestGain(({ leaf }) => leaf),
        value: ({ gradient, hessian }) => (rate * -gradient) / (hessian + EPSILON),
        search: (node) => {
          if (maxDepth > 0 && node.depth >= maxDepth) return { found: null };
          const { found, refused } = searched(node, features, minRowsInLeaf);
          return { found: counted(found, node, features), refused };
        },
      },
    );
  });
  const last = model.trees.findIndex(({ nodes }) => nodes.length === 1);
  const trees = last < 0 ? model.trees : model.trees.slice(0, Math.max(1, last));
  const [first, ...others] = trees;
  if (first === undefined) return { ...model, start: 0 };
  // A first tree without a split says what the labels are on average, whatever was asked for.
  if (first.nodes.length === 1) {
    const nodes = first.nodes.map((node) => ({ ...node, value: [startOf(loss, y)] }));
    return { ...model, start: 0, trees: [{ ...first, nodes }] };
  }
  return { ...model, start: 0, trees: [raised(first, start), ...others] };
}
