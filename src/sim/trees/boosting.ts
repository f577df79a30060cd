import { exp, ln } from '../maths.ts';
import { sigmoid } from '../network/activations.ts';
import { leafValue, type Rows, type Tree, type TreeNode } from './tree.ts';

/** What is boosted: the log-odds of one of two classes by the logistic loss, or a number by the squared error. */
export type BoostedLoss = 'logistic' | 'squared-error';

/** An ensemble whose trees add up: `start` + Σ of the leaves. Rates are in the leaves. */
export interface Boosted<Node extends TreeNode = TreeNode> {
  readonly loss: BoostedLoss;
  readonly start: number;
  readonly trees: readonly Tree<Node>[];
}

/** Log-odds of a share. @param share between 0 and 1 */
export const logOdds = (share: number): number => ln(share / (1 - share));

/** The mean of numbers. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where a boosted model starts: the labels' mean, as log-odds for the logistic loss. */
export const startOf = (loss: BoostedLoss, y: readonly number[]): number =>
  loss === 'logistic' ? logOdds(meanOf(y)) : meanOf(y);

/** First and second derivative of ½ (m − y)² or of the logistic loss by the margin m. */
export function derivatives(loss: BoostedLoss, y: number, margin: number): readonly [number, number] {
  if (loss === 'squared-error') return [margin - y, 1];
  const odds = exp(-margin);
  return [(1 - y - y * odds) / (1 + odds), odds / ((1 + odds) * (1 + odds))];
}

/** What the first trees of an ensemble add up to, before a logistic function. @param trees how many @default all */
export const marginAt = (
  { start, trees: all }: Boosted,
  sample: readonly number[],
  trees = all.length,
): number => all.slice(0, trees).reduce((margin, tree) => margin + (leafValue(tree, sample)[0] ?? 0), start);

/** The share of class 1, or the value, that the first trees tell of a sample. */
export const boostedValue = (model: Boosted, sample: readonly number[], trees?: number): number =>
  model.loss === 'logistic' ? sigmoid(marginAt(model, sample, trees)) : marginAt(model, sample, trees);

/** What makes the next tree: from the margins of all rows so far, a tree with the rate in its leaves. */
export type NextTree<Node extends TreeNode> = (margins: readonly number[]) => Tree<Node>;

/**
 * Boosts: adds tree to tree, each made for what the margins are by then.
 *
 * @param rounds how many trees
 * @param plus how margins add up; in single precision where a library's do
 */
export function boost<Node extends TreeNode>(
  {
    loss,
    start,
    x,
    rounds,
  }: { readonly loss: BoostedLoss; readonly start: number; readonly x: Rows; readonly rounds: number },
  next: NextTree<Node>,
  plus: (a: number, b: number) => number = (a, b) => a + b,
): Boosted<Node> {
  const trees: Tree<Node>[] = [];
  let margins: readonly number[] = x.map(() => start);
  for (let round = 0; round < rounds; round += 1) {
    const tree = next(margins);
    trees.push(tree);
    margins = margins.map((margin, row) => plus(margin, leafValue(tree, x[row] ?? [])[0] ?? 0));
  }
  return { loss, start, trees };
}
