import { mean } from 'd3-array';
import type { LabelledPoint } from '../data/labelled-points.ts';
import type { TwoClassShape } from '../data/two-class-shapes.ts';
import { random, type Seed } from '../random.ts';
import type { Run, Trace } from '../trace.ts';
import {
  type Boosted,
  type CartNode,
  catboost,
  depthOf,
  type ForestTree,
  gradientBoosting,
  growCart,
  growForest,
  leafValue,
  lightgbm,
  type Rows,
  randomState,
  type Tree,
  xgboost,
} from '../trees/index.ts';

/** The libraries whose boosted trees are grown. */
export const TREE_LIBRARIES = ['scikit-learn', 'xgboost', 'lightgbm', 'catboost'] as const;
/** The name of such a library. */
export type TreeLibrary = (typeof TREE_LIBRARIES)[number];

/** What is grown on what. */
export interface TreesParams {
  readonly data: {
    readonly shape: TwoClassShape;
    readonly points: number;
    readonly noise: number;
    readonly file?: string | undefined;
  };
  /** Deepest level of the boosted trees. */
  readonly depth: number;
  /** Trees of the forest. */
  readonly trees: number;
  /** Boosted trees, and the share of each that is added. */
  readonly rounds: number;
  readonly rate: number;
  readonly library: TreeLibrary;
}

/** The points of a file: rows in it, its classes, and what its two columns are called and reach from and to in the square. */
export interface PlaneFile {
  readonly rows: number;
  readonly classes: readonly string[];
  readonly axes: readonly { readonly name: string | null; readonly from: number; readonly to: number }[];
}

/** Points to learn from, and others. */
export interface TreesData {
  readonly points: readonly LabelledPoint[];
  readonly fresh: readonly LabelledPoint[];
  readonly file: PlaneFile | null;
}

export interface TreesFacts extends TreesData {
  /** scikit-learn's `random_state` of the tree and of the forest. */
  readonly state: number;
  readonly tree: Tree<CartNode>;
  readonly forest: readonly ForestTree[];
  /** As many trees on all points each. */
  readonly alike: readonly Tree<CartNode>[];
  readonly boosted: Boosted;
  /** The same at a rate of 1. */
  readonly hasty: Boosted;
}

/**
 * `depth`: the tree cut off at each level; `forest`, `alike`: by the number of trees, from one on; `boosted`, `hasty`: by that of rounds.
 * Losses are shares of new points that are wrong; the series `own` of those learned from, `outOfBag` of these by the trees grown
 * without each, `single` of new ones by the last tree alone.
 */
export type TreesTrace = Trace<TreesParams, Run, TreesFacts>;

/** Points as rows of a table, and their classes. */
export const rowsOf = (points: readonly LabelledPoint[]): Rows => points.map(({ x, y }) => [x, y]);
const labelsOf = (points: readonly LabelledPoint[]): readonly number[] => points.map(({ label }) => label);

/** Of some points the share that is told wrong. @param says more than 0.5 for class 1 */
export const wrongShare = (points: readonly LabelledPoint[], says: (row: number) => number): number =>
  mean(points, ({ label }, row) => Number(says(row) > 0.5 !== (label === 1))) ?? 0;

/** What a tree's node says: the share of class 1. */
export const shareOfOne = (value: readonly number[]): number => value[1] ?? 0;

/** Errors by how many of some trees add up, from one on. */
function errorsByCount(trees: readonly Tree[], points: readonly LabelledPoint[]): readonly number[] {
  const rows = rowsOf(points);
  const sums = rows.map(() => 0);
  return trees.map((tree, i) => {
    rows.forEach((row, r) => {
      sums[r] = (sums[r] ?? 0) + shareOfOne(leafValue(tree, row));
    });
    return wrongShare(points, (r) => (sums[r] ?? 0) / (i + 1));
  });
}

/** Errors by rounds, from none on. */
function errorsByRound({ start, trees }: Boosted, points: readonly LabelledPoint[]): readonly number[] {
  const rows = rowsOf(points);
  const margins = rows.map(() => start);
  const wrong = (): number => wrongShare(points, (r) => ((margins[r] ?? 0) > 0 ? 1 : 0));
  return [
    wrong(),
    ...trees.map((tree) => {
      rows.forEach((row, r) => {
        margins[r] = (margins[r] ?? 0) + (leafValue(tree, row)[0] ?? 0);
      });
      return wrong();
    }),
  ];
}

/** Out-of-bag errors by the number of trees: of the points that not every tree has seen; before there are any, of a guess. */
function outOfBagErrors(forest: readonly ForestTree[], points: readonly LabelledPoint[]): readonly number[] {
  const rows = rowsOf(points);
  const sums = rows.map(() => 0);
  const counts = rows.map(() => 0);
  return forest.map(({ tree, drawn }) => {
    const seen = new Set(drawn);
    rows.forEach((row, r) => {
      if (seen.has(r)) return;
      sums[r] = (sums[r] ?? 0) + shareOfOne(leafValue(tree, row));
      counts[r] = (counts[r] ?? 0) + 1;
    });
    const asked = points.flatMap((point, r) =>
      counts[r] ? [{ point, says: (sums[r] ?? 0) / (counts[r] ?? 1) }] : [],
    );
    return asked.length === 0
      ? 0.5
      : wrongShare(
          asked.map(({ point }) => point),
          (i) => asked[i]?.says ?? 0,
        );
  });
}

/** Boosted trees as a library grows them. */
function boostedBy(
  library: TreeLibrary,
  x: Rows,
  y: readonly number[],
  {
    depth,
    rounds,
    rate,
    seed,
  }: { readonly depth: number; readonly rounds: number; readonly rate: number; readonly seed: number },
): Boosted {
  const common = { loss: 'logistic', rounds, rate } as const;
  switch (library) {
    case 'scikit-learn':
      return gradientBoosting(x, y, { ...common, maxDepth: depth, seed });
    case 'xgboost':
      return xgboost(x, y, { ...common, maxDepth: depth });
    case 'lightgbm':
      return lightgbm(x, y, { ...common, maxDepth: depth });
    case 'catboost':
      return catboost(x, y, { ...common, depth });
  }
}

/** scikit-learn's `random_state` for a seed: the same number if it is one, else one drawn by it. */
const stateOf = (seed: Seed): number =>
  /^\d{1,9}$/.test(seed) ? Number(seed) : Math.floor(random(seed, 'random_state')() * 0x100000000);

/** Grows one tree to its end, a forest with and without bootstrap, and boosted trees at a rate and at 1, and measures all on new points. */
export function growEnsembles(
  params: TreesParams,
  seed: Seed,
  data: TreesData,
): Omit<TreesTrace, 'film' | 'params' | 'seed'> {
  const { points, fresh } = data;
  const [x, y, state] = [rowsOf(points), labelsOf(points), stateOf(seed)];
  const weights = y.map(() => 1);
  const gini = { criterion: 'gini' } as const;
  const tree = growCart(x, { y, classes: 2, weights }, gini, randomState(state));
  const forest = growForest(x, { y, classes: 2 }, params.trees, gini, state);
  const states = randomState(state);
  const alike = forest.map(() =>
    growCart(x, { y, classes: 2, weights }, gini, randomState(states.integer(0x7fffffff))),
  );
  const boosting = { ...params, seed: state };
  const boosted = boostedBy(params.library, x, y, boosting);
  const hasty = boostedBy(params.library, x, y, { ...boosting, rate: 1 });

  const depths = Array.from({ length: depthOf(tree) + 1 }, (_, depth) => depth);
  const atDepth = (of: readonly LabelledPoint[]): readonly number[] => {
    const rows = rowsOf(of);
    return depths.map((depth) => wrongShare(of, (r) => shareOfOne(leafValue(tree, rows[r] ?? [], depth))));
  };
  const run = (id: string, losses: readonly number[], series: Run['series']): Run => ({
    id,
    label: id,
    status: 'completed',
    losses,
    series,
  });
  const trees = forest.map((grown) => grown.tree);
  return {
    runs: [
      run('depth', atDepth(fresh), { own: atDepth(points) }),
      run('forest', errorsByCount(trees, fresh), {
        outOfBag: outOfBagErrors(forest, points),
        single: trees.map((one) => errorsByCount([one], fresh)[0] ?? 0),
      }),
      run('alike', errorsByCount(alike, fresh), {}),
      run('boosted', errorsByRound(boosted, fresh), { own: errorsByRound(boosted, points) }),
      run('hasty', errorsByRound(hasty, fresh), { own: errorsByRound(hasty, points) }),
    ],
    facts: { ...data, state, tree, forest, alike, boosted, hasty },
  };
}
