import { type Boosted, type BoostedLoss, boost, derivatives, meanOf, startOf } from './boosting.ts';
import { type CartNode, growCart } from './cart.ts';
import { randomState } from './numpy-random.ts';
import { pathOf, type Rows, type Tree } from './tree.ts';

/** Settings of scikit-learn's `GradientBoosting…`, with its defaults. */
export interface GradientBoostingParams {
  readonly loss: BoostedLoss;
  /** @default 100 */
  readonly rounds?: number;
  /** @default 0.1 */
  readonly rate?: number;
  /** @default 3 */
  readonly maxDepth?: number;
  /** @default 1 */
  readonly minRowsInLeaf?: number;
  /** `random_state`. @default 0 */
  readonly seed?: number;
}

/** Puts other values into the leaves, a step of Newton's method each: Σ residual / Σ p(1 − p), times the rate. */
function newtonLeaves(
  tree: Tree<CartNode>,
  x: Rows,
  y: readonly number[],
  residuals: readonly number[],
  rate: number,
) {
  const leaves = new Map<number, number[]>();
  x.forEach((sample, row) => {
    const leaf = pathOf(tree, sample).at(-1) ?? 0;
    leaves.set(leaf, [...(leaves.get(leaf) ?? []), row]);
  });
  const nodes = tree.nodes.map((node, i) => {
    const rows = leaves.get(i);
    if (rows === undefined) return node;
    const residual = meanOf(rows.map((row) => residuals[row] ?? 0));
    const shares = rows.map((row) => (y[row] ?? 0) - (residuals[row] ?? 0));
    const curvature = meanOf(shares.map((share) => share * (1 - share)));
    return { ...node, value: [rate * (curvature < 1e-150 ? 0 : residual / curvature)] };
  });
  return { ...tree, nodes };
}

/**
 * Gradient boosting as scikit-learn's `GradientBoostingClassifier` and `…Regressor` do it: each tree is fitted to the residuals by
 * squared error; for two classes its leaves then take a step of Newton's method.
 *
 * Source: Friedman, Greedy function approximation: a gradient boosting machine, 2001; scikit-learn 1.9.1.
 *
 * @param y 0 and 1 for the logistic loss, numbers for the squared error
 */
export function gradientBoosting(
  x: Rows,
  y: readonly number[],
  params: GradientBoostingParams,
): Boosted<CartNode> {
  const { loss, rounds = 100, rate = 0.1, maxDepth = 3, minRowsInLeaf = 1, seed = 0 } = params;
  const random = randomState(seed);
  const weights = y.map(() => 1);
  return boost({ loss, start: startOf(loss, y), x, rounds }, (margins) => {
    const residuals = y.map((target, row) => -derivatives(loss, target, margins[row] ?? 0)[0]);
    const targets = { y: residuals, classes: 0, weights };
    const tree = growCart(x, targets, { criterion: 'squared-error', maxDepth, minRowsInLeaf }, random);
    if (loss === 'logistic') return newtonLeaves(tree, x, y, residuals, rate);
    const shrunk = (node: CartNode): CartNode =>
      node.split === undefined ? { ...node, value: node.value.map((value) => rate * value) } : node;
    return { ...tree, nodes: tree.nodes.map(shrunk) };
  });
}
