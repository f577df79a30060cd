/** Where a node divides its rows. */
export interface Split {
  readonly feature: number;
  readonly threshold: number;
  /** Index of the node of the rows on the low side, and of those on the high side. */
  readonly low: number;
  readonly high: number;
  /** How much better the library finds this split than none, by its own measure. */
  readonly gain: number;
}

/** A node of a tree: a leaf if it has no split. */
export interface TreeNode {
  /** How many different rows it was grown on. */
  readonly rows: number;
  /** The same with the rows' weights; in boosting, the sum of their second derivatives. */
  readonly weight: number;
  /** The share of each class, the one value of a regression, or in boosting what the leaf adds. */
  readonly value: readonly number[];
  readonly split?: Split;
}

/** A binary tree; the root is the first node. */
export interface Tree<Node extends TreeNode = TreeNode> {
  readonly nodes: readonly Node[];
  /** The side on which a value goes that is equal to the threshold. */
  readonly equal: 'low' | 'high';
  /** True if values are rounded to single precision before they are compared. */
  readonly single: boolean;
}

/** A table of numbers: one row a sample, one column a feature. */
export type Rows = readonly (readonly number[])[];

/** A cell of a table. @throws RangeError if it does not exist */
export function cell(x: Rows, row: number, feature: number): number {
  const value = x[row]?.[feature];
  if (value === undefined) throw new RangeError(`no feature ${feature} in row ${row}`);
  return value;
}

/** The side of a split on which a sample goes: the index of the next node. */
function sideOf(
  { equal, single }: Tree,
  { feature, threshold, low, high }: Split,
  sample: readonly number[],
): number {
  const given = sample[feature] ?? Number.NaN;
  const value = single ? Math.fround(given) : given;
  return (equal === 'low' ? value <= threshold : value < threshold) ? low : high;
}

/** The nodes that a sample passes from the root to its leaf, by index. */
export function pathOf(tree: Tree, sample: readonly number[]): readonly number[] {
  const path = [0];
  for (let split = tree.nodes[0]?.split; split !== undefined; ) {
    const next = sideOf(tree, split, sample);
    path.push(next);
    split = tree.nodes[next]?.split;
  }
  return path;
}

/** What a tree says of a sample: the value of its leaf. @param depth levels below which it is not asked @default all */
export function leafValue<Node extends TreeNode>(
  tree: Tree<Node>,
  sample: readonly number[],
  depth = Number.POSITIVE_INFINITY,
): Node['value'] {
  let node = tree.nodes[0];
  for (let level = 0; level < depth && node?.split !== undefined; level += 1)
    node = tree.nodes[sideOf(tree, node.split, sample)];
  return node?.value ?? [];
}

/** How many leaves a tree has. */
export const leavesOf = ({ nodes }: Tree): number => nodes.filter(({ split }) => split === undefined).length;

/** How many splits lie between the root and the deepest leaf. */
export function depthOf({ nodes }: Tree): number {
  const depths = [0];
  nodes.forEach(({ split }, i) => {
    if (split === undefined) return;
    // Children stand behind their parents in every tree.
    depths[split.low] = (depths[i] ?? 0) + 1;
    depths[split.high] = (depths[i] ?? 0) + 1;
  });
  return Math.max(...depths);
}

/**
 * How much each feature contributes to the fall of impurity over some trees, adding up to 1: scikit-learn's `feature_importances_`, by the
 * gains of the splits. All 0 if nothing is split.
 *
 * @param features how many there are
 */
export function importancesOf(trees: readonly Tree[], features: number): readonly number[] {
  const gains = new Array<number>(features).fill(0);
  for (const { nodes } of trees)
    for (const { split } of nodes)
      if (split !== undefined) gains[split.feature] = (gains[split.feature] ?? 0) + split.gain;
  const whole = gains.reduce((sum, gain) => sum + gain, 0);
  return gains.map((gain) => (whole > 0 ? gain / whole : 0));
}
