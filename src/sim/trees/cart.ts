import { frontierBy } from './frontier.ts';
import { type CriterionKind, criterionOf, type Targets } from './impurity.ts';
import { drawnSeed, type RandomState, xorshift } from './numpy-random.ts';
import { dividedRows, sortedRows } from './row-order.ts';
import { cell, type Rows, type Split, type Tree, type TreeNode } from './tree.ts';

/** A node of a decision tree, with its impurity. A split's gain is the weighted fall of impurity, as a share of the whole tree's weight. */
export interface CartNode extends TreeNode {
  readonly impurity: number;
}

/** How a decision tree grows: scikit-learn's settings and their defaults. */
export interface CartParams {
  readonly criterion: CriterionKind;
  /** Deepest level of a leaf. @default no limit */
  readonly maxDepth?: number | undefined;
  /** Grows the most promising leaf first, until there are as many. @default depth first, no limit */
  readonly maxLeaves?: number | undefined;
  /** @default 2 */
  readonly minRowsToSplit?: number;
  /** @default 1 */
  readonly minRowsInLeaf?: number;
  /** How many features are looked at for each split. @default all */
  readonly maxFeatures?: number;
}

/** Values that are no farther apart count as one. */
export const APART = Math.fround(1e-7);
/** A node below this impurity is left alone. */
const PURE = Number.EPSILON;

interface Best {
  readonly feature: number;
  readonly threshold: number;
  readonly impurities: readonly [number, number];
  readonly gain: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Of the features, how many are known to be constant in this node and all below it. */
  readonly constants: number;
}

/** Searches nodes for their best split, in the order in which scikit-learn visits the features. */
function searcher(
  x: Rows,
  targets: Targets,
  params: CartParams,
  whole: number,
  draw: ReturnType<typeof xorshift>,
) {
  const { minRowsInLeaf = 1 } = params;
  const criterion = criterionOf(params.criterion, targets);
  const count = x[0]?.length ?? 0;
  const { maxFeatures = count } = params;
  /** Known constants first, then those not drawn yet, then those drawn. */
  const features = Array.from({ length: count }, (_, i) => i);
  const constantFeatures = Array.from({ length: count }, (_, i) => i);
  const swap = (i: number, j: number): void => {
    const [a = 0, b = 0] = [features[i], features[j]];
    features[i] = b;
    features[j] = a;
  };
  const single = (row: number, feature: number): number => Math.fround(cell(x, row, feature));

  /** The best cut of one feature, if it beats a score. */
  const cut = (sorted: readonly number[], feature: number, toBeat: number) => {
    let best: { readonly score: number; readonly threshold: number } | undefined;
    criterion.arrange(sorted);
    for (let p = 1; p < sorted.length; p += 1) {
      const below = single(sorted[p - 1] ?? 0, feature);
      const above = single(sorted[p] ?? 0, feature);
      if (above <= Math.fround(below + APART)) continue;
      if (p < minRowsInLeaf || sorted.length - p < minRowsInLeaf) continue;
      criterion.moveTo(p);
      const score = criterion.score();
      if (score > (best?.score ?? toBeat)) best = { score, threshold: below / 2 + above / 2 };
    }
    return best;
  };

  return {
    criterion,
    best(rows: readonly number[], impurity: number, known: number): Best | number {
      let found = 0;
      let drawn = 0;
      let undrawn = count;
      let best: { readonly score: number; readonly threshold: number; readonly feature: number } | undefined;
      let order = rows;
      for (
        let visited = 0;
        undrawn > known + found && (visited < maxFeatures || visited <= found + drawn);
        visited += 1
      ) {
        let j = draw(drawn, undrawn - found);
        if (j < known) {
          swap(drawn, j);
          drawn += 1;
          continue;
        }
        j += found;
        const feature = features[j] ?? 0;
        order = sortedRows(order, (row) => single(row, feature));
        if (single(order.at(-1) ?? 0, feature) <= Math.fround(single(order[0] ?? 0, feature) + APART)) {
          swap(j, known + found);
          found += 1;
          continue;
        }
        undrawn -= 1;
        swap(undrawn, j);
        const better = cut(order, feature, best?.score ?? Number.NEGATIVE_INFINITY);
        if (better !== undefined) best = { ...better, feature };
      }
      // Children and siblings rely on the order of the constants.
      for (let i = 0; i < known; i += 1) features[i] = constantFeatures[i] ?? 0;
      for (let i = known; i < known + found; i += 1) constantFeatures[i] = features[i] ?? 0;
      if (best === undefined) return known + found;
      const { feature, threshold } = best;
      const [low, high] = dividedRows(order, (row) => single(row, feature) <= threshold);
      criterion.arrange([...low, ...high]);
      const { weight } = criterion.whole();
      criterion.moveTo(low.length);
      const { impurities, weights } = criterion.sides();
      const gain =
        (weight / whole) *
        (impurity - (weights[1] / weight) * impurities[1] - (weights[0] / weight) * impurities[0]);
      return { feature, threshold, impurities, gain, low, high, constants: known + found };
    },
  };
}

/** A node before its children exist. */
interface Growing {
  readonly at: number;
  readonly depth: number;
  readonly best: Best | null;
}

/**
 * Grows a decision tree as scikit-learn does: at each node the features are drawn in a random order, and the first of the best
 * cuts is taken, halfway between two neighbouring values. Depth first, nodes in pre-order; or, with `maxLeaves`, the leaf with
 * the largest gain first, nodes in the order of their creation.
 *
 * Source: Breiman et al., Classification and Regression Trees, 1984; scikit-learn 1.9.1, compared split by split. Only where two
 * cuts are equal to the last bit but one may its order of summation decide otherwise.
 *
 * @param x one row a sample, in single precision
 * @param targets what they are; rows of weight 0 are left out
 * @param random draws one number for the tree: scikit-learn's `random_state`
 * @throws RangeError if no row has a weight
 */
export function growCart(x: Rows, targets: Targets, params: CartParams, random: RandomState): Tree<CartNode> {
  const { maxDepth = Number.POSITIVE_INFINITY, maxLeaves, minRowsToSplit = 2, minRowsInLeaf = 1 } = params;
  const all = x.map((_, row) => row).filter((row) => (targets.weights[row] ?? 0) > 0);
  if (all.length === 0) throw new RangeError('growCart: there are no rows');
  const whole = all.reduce((total, row) => total + (targets.weights[row] ?? 0), 0);
  const search = searcher(x, targets, params, whole, xorshift(drawnSeed(random)));
  const nodes: { -readonly [Key in keyof CartNode]: CartNode[Key] }[] = [];

  /** Adds a node, and looks for its split unless it has to be a leaf. */
  const add = (rows: readonly number[], depth: number, known: number, given?: number): Growing => {
    search.criterion.begin(rows);
    const { weight, impurity: own, value } = search.criterion.whole();
    const impurity = given ?? own;
    nodes.push({ rows: rows.length, weight, impurity, value });
    const leaf =
      depth >= maxDepth ||
      rows.length < minRowsToSplit ||
      rows.length < 2 * minRowsInLeaf ||
      impurity <= PURE;
    const best = leaf ? 0 : search.best(rows, impurity, known);
    return { at: nodes.length - 1, depth, best: typeof best === 'number' ? null : best };
  };
  const divide = ({ at }: Growing, best: Best, low: number, high: number): void => {
    const node = nodes[at];
    const split: Split = { feature: best.feature, threshold: best.threshold, low, high, gain: best.gain };
    if (node !== undefined) node.split = split;
  };

  if (maxLeaves === undefined) {
    const grow = (growing: Growing): number => {
      const { at, depth, best } = growing;
      if (best === null) return at;
      const low = grow(add(best.low, depth + 1, best.constants, best.impurities[0]));
      const high = grow(add(best.high, depth + 1, best.constants, best.impurities[1]));
      divide(growing, best, low, high);
      return at;
    };
    grow(add(all, 0, 0));
  } else {
    const frontier = frontierBy<Growing>(({ best }) => best?.gain ?? 0);
    frontier.push(add(all, 0, 0));
    let leaves = 1;
    for (let next = frontier.pop(); next !== undefined; next = frontier.pop()) {
      const { best, depth } = next;
      if (best === null || leaves >= maxLeaves) continue;
      const low = add(best.low, depth + 1, 0, best.impurities[0]);
      const high = add(best.high, depth + 1, 0, best.impurities[1]);
      divide(next, best, low.at, high.at);
      leaves += 1;
      frontier.push(low);
      frontier.push(high);
    }
  }
  return { nodes, equal: 'low', single: true };
}
