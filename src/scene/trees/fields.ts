import { sigmoid } from '../../sim/network/activations.ts';
import { MAP_REACH } from '../../sim/network/two-classes.ts';
import { remember, rememberFor } from '../../sim/remember.ts';
import { shareOfOne, type TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { type LeafBox, leafBoxes, type Tree } from '../../sim/trees/index.ts';
import { edgePath } from '../edges.ts';
import type { Raster } from '../png.ts';

/** Squares along a side of the map of many trees. */
const SIDE = 96;
/** Side of the square in which paths are written. */
export const PATH_SIDE = 1000;

/** A tree with what its nodes say of class 1, as far as it is cut. */
export interface BoxedTree {
  readonly boxes: readonly LeafBox[];
  /** The share of class 1 of a box. */
  readonly shares: readonly number[];
}

/** The first so many rows or columns that lie below a place. */
const before = (at: number): number => Math.ceil(((at + MAP_REACH) / (2 * MAP_REACH)) * SIDE - 0.5);

/** Adds what a tree says to every square of a field, rows from the top. */
function added(field: Float32Array, tree: Tree, valueIn: (node: number) => number): Float32Array {
  const sum = Float32Array.from(field);
  for (const { node, x, y } of leafBoxes(tree, MAP_REACH)) {
    const value = valueIn(node);
    for (let row = before(y[0]); row < before(y[1]); row += 1)
      for (let column = before(x[0]); column < before(x[1]); column += 1) {
        const i = (SIDE - 1 - row) * SIDE + column;
        sum[i] = (sum[i] ?? 0) + value;
      }
  }
  return sum;
}

/** Sums of the first so many trees, from none on. */
function sums(
  trees: readonly Tree[],
  valueIn: (value: readonly number[]) => number,
  start: number,
): readonly Float32Array[] {
  const all: Float32Array[] = [new Float32Array(SIDE * SIDE).fill(start)];
  for (const tree of trees)
    all.push(
      added(all.at(-1) ?? new Float32Array(0), tree, (node) => valueIn(tree.nodes[node]?.value ?? [])),
    );
  return all;
}

const raster = (values: Float32Array): Raster => ({ width: SIDE, height: SIDE, values });

/** The vote of the first so many trees everywhere, from one on: shares of class 1. */
const votes = (trees: readonly Tree[]): readonly Raster[] =>
  sums(trees, shareOfOne, 0)
    .slice(1)
    .map((field, i) => raster(field.map((sum) => sum / (i + 1))));
const margins = (start: number, trees: readonly Tree[]): readonly Raster[] =>
  sums(trees, ([value = 0]) => value, start).map((field) => raster(field.map(sigmoid)));

/** What ensembles say everywhere: by the number of trees or rounds, or in the end. */
export const ensembleFields = remember(({ facts }: TreesTrace) => {
  const { forest, alike, boosted, hasty } = facts;
  const last = (all: readonly Raster[]): Raster => all.at(-1) ?? raster(new Float32Array(SIDE * SIDE));
  return {
    forest: votes(forest.map(({ tree }) => tree)),
    boosted: margins(boosted.start, boosted.trees),
    alike: last(votes(alike)),
    hasty: last(margins(hasty.start, hasty.trees)),
  };
});

const even = Array.from({ length: SIDE + 1 }, (_, i) => (i * PATH_SIDE) / SIDE);

/** Where a field changes class, as path data. */
export const fieldEdges = remember(({ values }: Raster): string =>
  edgePath(even, even, (row, column) => (values[row * SIDE + column] ?? 0) > 0.5),
);

/** A tree as boxes, cut as far as is asked for. @param key names how far */
export const boxedTree = rememberFor(
  (tree: Tree, { isCut }: { readonly key: string; readonly isCut: (node: number) => boolean }): BoxedTree => {
    const boxes = leafBoxes(tree, MAP_REACH, isCut).filter(({ x, y }) => x[1] > x[0] && y[1] > y[0]);
    return { boxes, shares: boxes.map(({ node }) => shareOfOne(tree.nodes[node]?.value ?? [])) };
  },
  ({ key }) => key,
);

const places = (ends: readonly number[], flipped: boolean): readonly number[] =>
  ends.map((end) => {
    const share = (end + MAP_REACH) / (2 * MAP_REACH);
    return PATH_SIDE * (flipped ? 1 - share : share);
  });

/** Where boxes change class, as path data, to the very threshold. */
export const boxEdges = remember(({ boxes, shares }: BoxedTree): string => {
  const [xs, ys] = (['x', 'y'] as const).map((side) =>
    [...new Set(boxes.flatMap((box) => [...box[side]]))].sort((a, b) => a - b),
  ) as [number[], number[]];
  const columns = xs.length - 1;
  const one = new Uint8Array(columns * (ys.length - 1));
  boxes.forEach(({ x, y }, i) => {
    if ((shares[i] ?? 0) <= 0.5) return;
    for (let row = ys.indexOf(y[0]); row < ys.indexOf(y[1]); row += 1)
      one.fill(1, row * columns + xs.indexOf(x[0]), row * columns + xs.indexOf(x[1]));
  });
  return edgePath(places(xs, false), places(ys, true), (row, column) => one[row * columns + column] === 1);
});
