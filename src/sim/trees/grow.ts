import {
  type BinnedFeature,
  type Derivatives,
  type Histogram,
  histogramOf,
  type Sums,
  without,
} from './histogram.ts';
import type { Split, Tree, TreeNode } from './tree.ts';

/** A split that was found, with what falls to either side as its library adds it up. */
export interface Found {
  readonly feature: number;
  /** The last bin on the low side. */
  readonly bin: number;
  readonly threshold: number;
  readonly gain: number;
  readonly low: Sums;
  readonly high: Sums;
}

/** A leaf that may still be split. */
export interface OpenLeaf {
  /** Its place among the nodes. */
  readonly node: number;
  /** Its place among the leaves: the low child takes over its parent's. */
  readonly leaf: number;
  readonly depth: number;
  readonly rows: readonly number[];
  readonly sums: Sums;
  readonly histogram: Histogram;
  /** Features that are not looked at here or below. */
  readonly refused: ReadonlySet<number>;
  readonly found: Found | null;
}

/** What of a leaf a library looks at to find its split, or to see that there is none. */
export type OpenNode = Omit<OpenLeaf, 'found'>;

/** What a library brings along. */
export interface Grower {
  readonly features: readonly BinnedFeature[];
  readonly equal: Tree['equal'];
  readonly single: boolean;
  /** The sums of the root, where they are not those of its histogram's first feature. */
  readonly root: (histogram: Histogram) => Sums;
  /** The best split of a node, and the features without any worth. */
  readonly search: (node: OpenNode) => {
    readonly found: Found | null;
    readonly refused?: ReadonlySet<number>;
  };
  /** Which of the open leaves is split next. */
  readonly next: (open: readonly OpenLeaf[]) => OpenLeaf | undefined;
  /** What a leaf adds, the rate in it. */
  readonly value: (sums: Sums) => number;
  /** @default no limit */
  readonly maxLeaves?: number | undefined;
}

/** Grows a tree of boosting, leaf by leaf. Nodes stand in the order of their creation. */
export function growBoosted(count: number, derivatives: Derivatives, grower: Grower): Tree {
  const { features, maxLeaves = Number.POSITIVE_INFINITY } = grower;
  const nodes: { -readonly [Key in keyof TreeNode]: TreeNode[Key] }[] = [];
  let open: OpenLeaf[] = [];
  const add = (node: Omit<OpenNode, 'node'>): void => {
    const { rows, sums } = node;
    nodes.push({ rows: rows.length, weight: sums.hessian, value: [grower.value(sums)] });
    const placed = { ...node, node: nodes.length - 1 };
    const { found, refused = node.refused } = grower.search(placed);
    if (found !== null) open.push({ ...placed, refused, found });
  };
  const all = Array.from({ length: count }, (_, row) => row);
  const histogram = histogramOf(features, all, derivatives);
  add({ leaf: 0, depth: 0, rows: all, sums: grower.root(histogram), histogram, refused: new Set() });
  for (let leaves = 1; leaves < maxLeaves; leaves += 1) {
    const next = grower.next(open);
    if (next === undefined || next.found === null) break;
    open = open.filter((leaf) => leaf !== next);
    const { found, rows, depth, refused } = next;
    const bins = features[found.feature]?.bins;
    const low = rows.filter((row) => (bins?.[row] ?? 0) <= found.bin);
    const high = rows.filter((row) => (bins?.[row] ?? 0) > found.bin);
    // The smaller side is added up, the larger one is what remains.
    const lowIsSmaller = low.length < high.length;
    const smaller = histogramOf(features, lowIsSmaller ? low : high, derivatives);
    const larger = without(next.histogram, smaller);
    const split: Split = {
      feature: found.feature,
      threshold: found.threshold,
      low: nodes.length,
      high: nodes.length + 1,
      gain: found.gain,
    };
    const parent = nodes[next.node];
    if (parent !== undefined) parent.split = split;
    const child = { depth: depth + 1, refused };
    add({
      ...child,
      leaf: next.leaf,
      rows: low,
      sums: found.low,
      histogram: lowIsSmaller ? smaller : larger,
    });
    add({ ...child, leaf: leaves, rows: high, sums: found.high, histogram: lowIsSmaller ? larger : smaller });
  }
  return { nodes, equal: grower.equal, single: grower.single };
}

/** The leaf with the largest gain; of equal ones that which comes first by `order`. */
export const largestGain =
  (order: (leaf: OpenLeaf) => number) =>
  (open: readonly OpenLeaf[]): OpenLeaf | undefined =>
    [...open].sort((a, b) => (b.found?.gain ?? 0) - (a.found?.gain ?? 0) || order(a) - order(b))[0];

/** The leaf on the highest level, from the low side to the high side. */
export const levelByLevel = (open: readonly OpenLeaf[]): OpenLeaf | undefined =>
  [...open].sort((a, b) => a.depth - b.depth || a.node - b.node)[0];
