import { describe, expect, it } from 'vitest';
import { boostedValue } from '../../../src/sim/trees/boosting.ts';
import { type CartNode, type CartParams, growCart } from '../../../src/sim/trees/cart.ts';
import { forestValue, growForest } from '../../../src/sim/trees/forest.ts';
import { gradientBoosting } from '../../../src/sim/trees/gradient-boosting.ts';
import type { CriterionKind } from '../../../src/sim/trees/impurity.ts';
import { randomState } from '../../../src/sim/trees/numpy-random.ts';
import { leafValue, type Tree } from '../../../src/sim/trees/tree.ts';
import {
  boostingModel,
  cartModel,
  forestModel,
  type OracleNode,
  treeSets,
} from '../../helpers/tree-oracles.ts';

const CRITERIA: Readonly<Record<string, CriterionKind>> = {
  entropy: 'entropy',
  gini: 'gini',
  squared_error: 'squared-error',
  absolute_error: 'absolute-error',
};

/** The params in the words of a call of scikit-learn. */
function paramsOf(call: string, classes: number): CartParams {
  const said = (name: string): string | undefined => new RegExp(`${name}='?([\\w.]+)`).exec(call)?.[1];
  const depth = said('max_depth');
  const leaves = said('max_leaf_nodes');
  return {
    criterion: CRITERIA[said('criterion') ?? ''] ?? (classes === 0 ? 'squared-error' : 'gini'),
    ...(depth === undefined ? {} : { maxDepth: Number(depth) }),
    ...(leaves === undefined ? {} : { maxLeaves: Number(leaves) }),
  };
}

const told = (tree: Tree<CartNode>) =>
  tree.nodes.map(({ rows, weight, split }) => [
    rows,
    weight,
    split?.feature,
    split?.threshold,
    split?.low,
    split?.high,
  ]);
const written = (nodes: readonly OracleNode[]) =>
  nodes.map(({ samples, weighted, feature, threshold, left, right }) => [
    samples,
    weighted,
    feature,
    threshold,
    left,
    right,
  ]);

function expectNodes(tree: Tree<CartNode>, nodes: readonly OracleNode[]): void {
  expect(told(tree)).toEqual(written(nodes));
  nodes.forEach((want, i) => {
    const node = tree.nodes[i];
    expect(node?.impurity).toBeCloseTo(want.impurity, 9);
    if (want.impurity_decrease !== undefined)
      expect(node?.split?.gain).toBeCloseTo(want.impurity_decrease, 9);
  });
}

const flat = (value: number | readonly number[]): readonly number[] =>
  typeof value === 'number' ? [value] : value;

describe.each(treeSets())('on $name', ({ x, y, classes, grid, models }) => {
  const targets = { y, classes };
  const weights = y.map(() => 1);
  const calls = Object.keys(models);

  it.each(calls.filter((call) => /DecisionTree/.test(call)))('grows the tree of %s', (call) => {
    const want = cartModel.parse(models[call]);
    const tree = growCart(x, { ...targets, weights }, paramsOf(call, classes), randomState(0));
    expectNodes(tree, want.tree);
    want.tree.forEach(({ value }, i) => {
      value.forEach((share, k) => {
        expect(tree.nodes[i]?.value[k]).toBeCloseTo(share, 9);
      });
    });
    grid.forEach((sample, i) => {
      const value = flat(want.grid[i] ?? []);
      const got = leafValue(tree, sample);
      value.forEach((share, k) => {
        expect(value.length === got.length ? got[k] : got[1]).toBeCloseTo(share, 9);
      });
    });
  });

  it.each(calls.filter((call) => /RandomForest/.test(call)))('grows the forest of %s', (call) => {
    const want = forestModel.parse(models[call]);
    const params = { ...paramsOf(call, classes), maxFeatures: want.max_features_used };
    const forest = growForest(x, targets, 10, params, 0);
    expect(forest.map(({ drawn }) => drawn)).toEqual(want.samples_of_each_tree);
    forest.forEach(({ tree }, i) => {
      expectNodes(tree, want.trees[i] ?? []);
    });
    grid.forEach((sample, i) => {
      const value = flat(want.grid['10']?.[i] ?? []);
      const got = forestValue(forest, sample);
      value.forEach((share, k) => {
        expect(value.length === got.length ? got[k] : got[1]).toBeCloseTo(share, 9);
      });
    });
  });

  it.each(calls.filter((call) => /GradientBoosting/.test(call) && !/Hist/.test(call)))(
    'boosts as %s',
    (call) => {
      const want = boostingModel.parse(models[call]);
      const model = gradientBoosting(x, y, {
        loss: classes === 0 ? 'squared-error' : 'logistic',
        rounds: 10,
      });
      expect(model.start).toBeCloseTo(want.initial, 9);
      model.trees.forEach((tree, i) => {
        expectNodes(tree, want.trees[i] ?? []);
      });
      for (const trees of [1, 3, 10])
        grid.forEach((sample, i) => {
          expect(boostedValue(model, sample, trees)).toBeCloseTo(
            want.grid[String(trees)]?.[i] ?? Number.NaN,
            9,
          );
        });
    },
  );
});
