import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Boosted, type BoostedLoss, boostedValue } from '../../../src/sim/trees/boosting.ts';
import { catboost } from '../../../src/sim/trees/catboost.ts';
import { histGradientBoosting } from '../../../src/sim/trees/hist-gradient-boosting.ts';
import { lightgbm } from '../../../src/sim/trees/lightgbm.ts';
import type { Tree } from '../../../src/sim/trees/tree.ts';
import { xgboost } from '../../../src/sim/trees/xgboost.ts';
import { type TreeSet, treeSets } from '../../helpers/tree-oracles.ts';

/** A tree in words that do not depend on the order of nodes: [feature, threshold, low side, high side] or the leaf's value. */
type Shape = number | readonly [number, number, Shape, Shape];

function shapeOf(tree: Tree, at = 0): Shape {
  const node = tree.nodes[at];
  if (node?.split === undefined) return node?.value[0] ?? Number.NaN;
  const { feature, threshold, low, high } = node.split;
  return [feature, threshold, shapeOf(tree, low), shapeOf(tree, high)];
}

const leavesBelow = (shape: Shape): readonly number[] =>
  typeof shape === 'number' ? [shape] : [...leavesBelow(shape[2]), ...leavesBelow(shape[3])];

/**
 * Expects splits to be equal, and leaves to nine digits of a double or six of a single. Two things are left to rounding, and to the order in
 * which a library adds up: whether rows that are all alike are split once more, and which of two thresholds without a row between them it takes.
 *
 * @returns true if something was left to rounding
 */
function expectShape(
  got: Shape,
  want: Shape,
  rows: readonly (readonly number[])[],
  tolerance: number,
): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) < tolerance * Math.max(1, Math.abs(b));
  if (typeof got === 'number' || typeof want === 'number') {
    const [value = Number.NaN] = leavesBelow(want);
    for (const leaf of [...leavesBelow(got), ...leavesBelow(want)])
      expect(Math.abs(leaf - value)).toBeLessThan(tolerance);
    return typeof got !== typeof want;
  }
  expect(got[0]).toBe(want[0]);
  const sideOf = ([feature, threshold]: Exclude<Shape, number>, low: boolean) =>
    rows.filter((row) => (row[feature] ?? 0) < threshold === low);
  const alike =
    new Set([...leavesBelow(got), ...leavesBelow(want)].map((leaf) => leaf.toFixed(9))).size === 1;
  if (!near(got[1], want[1])) {
    if (alike) return true;
    expect(sideOf(got, true)).toEqual(sideOf(want, true));
  }
  const low = expectShape(got[2], want[2], sideOf(want, true), tolerance);
  const high = expectShape(got[3], want[3], sideOf(want, false), tolerance);
  return low || high || !near(got[1], want[1]);
}

const listed = z.array(
  z.object({
    feature: z.number().optional(),
    threshold: z.number().optional(),
    left: z.number().optional(),
    right: z.number().optional(),
    value: z.number().optional(),
    leaf: z.number().optional(),
  }),
);
function listedShape(nodes: z.infer<typeof listed>, at = 0): Shape {
  const node = nodes[at];
  if (node?.left === undefined || node.right === undefined) return node?.leaf ?? node?.value ?? Number.NaN;
  return [
    node.feature ?? -1,
    node.threshold ?? Number.NaN,
    listedShape(nodes, node.left),
    listedShape(nodes, node.right),
  ];
}

const nestedSplit = z.object({
  split_feature: z.number(),
  threshold: z.number(),
  left: z.unknown(),
  right: z.unknown(),
});
function nestedShape(node: unknown): Shape {
  const split = nestedSplit.safeParse(node);
  if (!split.success) return z.object({ leaf_value: z.number() }).parse(node).leaf_value;
  const { split_feature, threshold, left, right } = split.data;
  return [split_feature, threshold, nestedShape(left), nestedShape(right)];
}

const symmetric = z.object({
  splits: z.array(z.object({ feature: z.number(), border: z.number() })),
  leaf_values: z.array(z.number()),
});
function symmetricShape(
  { splits, leaf_values: values }: z.infer<typeof symmetric>,
  depth = 0,
  leaf = 0,
): Shape {
  const split = splits[depth];
  if (split === undefined) return values[leaf] ?? Number.NaN;
  const below = (side: number) =>
    symmetricShape({ splits, leaf_values: values }, depth + 1, leaf + side * 2 ** depth);
  return [split.feature, split.border, below(0), below(1)];
}

const model = z.object({
  trees: z.array(z.unknown()),
  grid: z.record(z.string(), z.array(z.number())),
});

function expectModel(
  got: Boosted,
  call: unknown,
  { x, grid }: TreeSet,
  shape: (tree: unknown) => Shape,
  tolerance: number,
): void {
  const want = model.parse(call);
  expect(got.trees).toHaveLength(want.trees.length);
  const rounded = got.trees.map((tree, i) => expectShape(shapeOf(tree), shape(want.trees[i]), x, tolerance));
  if (rounded.includes(true)) return;
  for (const [trees, values] of Object.entries(want.grid))
    grid.forEach((sample, i) => {
      expect(Math.abs(boostedValue(got, sample, Number(trees)) - (values[i] ?? Number.NaN))).toBeLessThan(
        2 * tolerance,
      );
    });
}

/** The settings in a call such as `xgboost {"eta": 0.1}`. */
const settingsOf = (call: string): Readonly<Record<string, unknown>> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(call.slice(call.indexOf('{'))));

describe.each(treeSets().filter(({ classes }) => classes < 3))('boosting on $name', (set) => {
  const { x, y, classes, models } = set;
  const loss: BoostedLoss = classes === 0 ? 'squared-error' : 'logistic';
  const calls = (pattern: RegExp) => Object.keys(models).filter((call) => pattern.test(call));

  it.each(calls(/Hist/))('%s', (call) => {
    const least = /min_samples_leaf=(\d+)/.exec(call)?.[1];
    const got = histGradientBoosting(x, y, {
      loss,
      rounds: 10,
      maxDepth: 3,
      minRowsInLeaf: Number(least ?? 20),
    });
    expectModel(got, models[call], set, (tree) => listedShape(listed.parse(tree)), 1e-9);
  });

  it.each(calls(/^xgboost/))('%s', (call) => {
    const said = settingsOf(call);
    const got = xgboost(x, y, {
      loss,
      rounds: 10,
      rate: Number(said.eta),
      maxDepth: Number(said.max_depth),
      maxLeaves: Number(said.max_leaves ?? 0),
      method: said.tree_method === 'exact' ? 'exact' : 'hist',
      policy: said.grow_policy === 'lossguide' ? 'lossguide' : 'depthwise',
      ...(said.base_score === undefined ? {} : { base: Number(said.base_score) }),
    });
    expectModel(got, models[call], set, (tree) => listedShape(listed.parse(tree)), 1e-6);
  });

  it.each(calls(/^lightgbm/))('%s', (call) => {
    const said = settingsOf(call);
    const got = lightgbm(x, y, {
      loss,
      rounds: 10,
      maxDepth: 3,
      minRowsInLeaf: Number(said.min_data_in_leaf ?? 20),
      minRowsInBin: Number(said.min_data_in_bin ?? 3),
      fromAverage: said.boost_from_average !== false,
    });
    expectModel(got, models[call], set, nestedShape, 1e-9);
  });

  it.each(calls(/^catboost.*"No"/))('%s', (call) => {
    const score = settingsOf(call).score_function === 'L2' ? 'l2' : 'cosine';
    const got = catboost(x, y, { loss, rounds: 10, rate: 0.1, depth: 3, score });
    expectModel(got, models[call], set, (tree) => symmetricShape(symmetric.parse(tree)), 1e-7);
  });
});
