import type { Tree } from '../sim/trees/tree.ts';

/** A node of a tree in a diagram. */
export interface PlacedNode {
  /** Its index in the tree, and that of its parent; `null` for the root. */
  readonly node: number;
  readonly parent: number | null;
  /** From left, 0, to right, 1, and how much of that its leaves take up. */
  readonly x: number;
  readonly span: number;
  /** Levels below the root. */
  readonly level: number;
  readonly isLeaf: boolean;
}

/**
 * Lays out a tree with its leaves evenly from left to right, each other node in the middle between its children.
 *
 * @param isCut whether a node's split counts; what is below one that does not is left out
 * @returns parents before their children
 */
export function treeLayout(
  { nodes }: Tree,
  isCut: (node: number) => boolean = () => true,
): readonly PlacedNode[] {
  const childrenOf = (node: number): readonly [number, number] | null => {
    const split = nodes[node]?.split;
    return split === undefined || !isCut(node) ? null : [split.low, split.high];
  };
  const leaves = (node: number): number =>
    childrenOf(node)?.reduce((sum, child) => sum + leaves(child), 0) ?? 1;
  const all = leaves(0);
  const place = (node: number, parent: number | null, from: number, level: number): readonly PlacedNode[] => {
    const children = childrenOf(node);
    const own = { node, parent, level, span: leaves(node) / all };
    if (children === null) return [{ ...own, x: (from + 0.5) / all, isLeaf: true }];
    const [low, high] = children;
    const below = [place(low, node, from, level + 1), place(high, node, from + leaves(low), level + 1)];
    const [left = 0, right = 0] = below.map(([first]) => first?.x ?? 0);
    return [{ ...own, x: (left + right) / 2, isLeaf: false }, ...below.flat()];
  };
  return place(0, null, 0, 0);
}
