import { describe, expect, it } from 'vitest';
import { boostedValue } from '../../../src/sim/trees/boosting.ts';
import { type CartNode, type CartParams, growCart } from '../../../src/sim/trees/cart.ts';
import { catboost } from '../../../src/sim/trees/catboost.ts';
import { forestValue, growForest, outOfBag } from '../../../src/sim/trees/forest.ts';
import { gradientBoosting } from '../../../src/sim/trees/gradient-boosting.ts';
import { histGradientBoosting } from '../../../src/sim/trees/hist-gradient-boosting.ts';
import { lightgbm } from '../../../src/sim/trees/lightgbm.ts';
import { randomState } from '../../../src/sim/trees/numpy-random.ts';
import {
  depthOf,
  importancesOf,
  leafValue,
  leavesOf,
  pathOf,
  type Tree,
} from '../../../src/sim/trees/tree.ts';
import { xgboost } from '../../../src/sim/trees/xgboost.ts';
import { type NestedNode, treeOracle, treeSets } from '../../helpers/tree-oracles.ts';

const grown = (
  x: readonly (readonly number[])[],
  y: readonly number[],
  classes: number,
  params: CartParams,
) => growCart(x, { y, classes, weights: y.map(() => 1) }, params, randomState(0));

/** Nodes in the order in which they lie inside one another, with their place in the tree. */
function inOrder(
  tree: Tree<CartNode>,
  want: NestedNode,
  at = 0,
): readonly (readonly [CartNode | undefined, NestedNode])[] {
  const node = tree.nodes[at];
  const below = (next: NestedNode | undefined, index: number | undefined) =>
    next === undefined || index === undefined ? [] : inOrder(tree, next, index);
  return [[node, want], ...below(want.left, node?.split?.low), ...below(want.right, node?.split?.high)];
}

function expectTree(tree: Tree<CartNode>, want: NestedNode): void {
  const pairs = inOrder(tree, want);
  expect(pairs).toHaveLength(tree.nodes.length);
  for (const [node, { n, impurity, feature, threshold }] of pairs) {
    expect([node?.rows, node?.split?.feature, node?.split?.threshold]).toEqual([n, feature, threshold]);
    expect(node?.impurity).toBeCloseTo(impurity, 9);
  }
}

const expectClose = (got: readonly number[], want: readonly number[]): void => {
  expect(got).toHaveLength(want.length);
  want.forEach((value, i) => {
    expect(got[i]).toBeCloseTo(value, 9);
  });
};

describe('a decision tree', () => {
  const { decision_tree_classifier: want, regression_tree_1d: regression, boosting_1d } = treeOracle();
  const tree = grown(want.X, want.y, want.n_classes, { criterion: 'gini', maxDepth: want.max_depth });

  it('is that of scikit-learn, with its probabilities, leaves and importances', () => {
    expectTree(tree, want.tree);
    want.grid_points.forEach((point, i) => {
      expectClose(leafValue(tree, point), want.grid_probabilities[i] ?? []);
    });
    expect(leavesOf(tree)).toBe(want.leaf_count);
    expect(depthOf(tree)).toBe(want.max_depth);
    expectClose(importancesOf([tree], 2), want.feature_importances);
  });

  it('fits numbers by their means', () => {
    const fitted = grown(boosting_1d.X, boosting_1d.y, 0, {
      criterion: 'squared-error',
      maxDepth: regression.max_depth,
    });
    expectTree(fitted, regression.tree);
    expectClose(
      boosting_1d.grid_points.map((point) => leafValue(fitted, [point].flat())[0] ?? Number.NaN),
      regression.grid_predictions,
    );
  });

  it('leads each sample from the root to a leaf', () => {
    for (const sample of want.X) {
      const path = pathOf(tree, sample);
      expect(path[0]).toBe(0);
      expect(tree.nodes[path.at(-1) ?? 0]?.split).toBeUndefined();
    }
  });

  it('is one leaf where all is alike, or nothing may be split', () => {
    expect(grown([[1], [2]], [1, 1], 2, { criterion: 'gini' }).nodes).toHaveLength(1);
    expect(grown([[1], [1]], [0, 1], 2, { criterion: 'gini' }).nodes).toHaveLength(1);
    expect(grown([[1], [2]], [0, 1], 2, { criterion: 'gini', minRowsInLeaf: 2 }).nodes).toHaveLength(1);
    expect(importancesOf([grown([[1], [2]], [1, 1], 2, { criterion: 'gini' })], 1)).toEqual([0]);
  });

  it('is refused without rows', () => {
    expect(() => grown([], [], 2, { criterion: 'gini' })).toThrow('there are no rows');
  });
});

describe('boosting', () => {
  const oracle = treeOracle();
  it.each([
    ['one feature', oracle.boosting_1d],
    ['two features', oracle.boosting_2d],
  ])('adds up trees of residuals, on %s', (_, want) => {
    const model = gradientBoosting(want.X, want.y, {
      loss: 'squared-error',
      rounds: want.stages,
      maxDepth: 2,
    });
    expect(model.start).toBeCloseTo(want.initial_prediction, 9);
    model.trees.forEach((tree, i) => {
      const nested = want.trees[i];
      if (nested !== undefined) expectTree(tree, nested);
    });
    for (const [stage, mse] of want.staged_train_mse.entries()) {
      const told = want.X.map((sample) => boostedValue(model, sample, stage));
      expectClose(told, want.staged_train_predictions[stage] ?? []);
      expect(
        told.reduce((sum, value, i) => sum + (value - (want.y[i] ?? 0)) ** 2, 0) / told.length,
      ).toBeCloseTo(mse, 9);
    }
    expectClose(
      want.grid_points.map((point) => boostedValue(model, [point].flat())),
      want.grid_predictions_final,
    );
    expectClose(importancesOf(model.trees, want.X[0]?.length ?? 0), want.feature_importances);
  });

  it('splits nothing on 30 rows in LightGBM, and everything in XGBoost', () => {
    const x = Array.from({ length: 30 }, (_, i) => [i]);
    const y = x.map((_, i) => (i < 15 ? 0 : 1));
    const single = lightgbm(x, y, { loss: 'logistic', rounds: 10 });
    expect(single.trees.map(({ nodes }) => nodes.length)).toEqual([1]);
    expect(boostedValue(single, [3])).toBeCloseTo(0.5, 12);
    expect(xgboost(x, y, { loss: 'logistic' }).trees[0]?.nodes[0]?.split?.threshold).toBe(15);
    expect(xgboost(x, y, { loss: 'logistic', method: 'exact' }).trees[0]?.nodes[0]?.split?.threshold).toBe(
      14.5,
    );
  });

  it('starts from 0 in CatBoost whatever the labels, whose leaves are cut by one border a level', () => {
    const x = Array.from({ length: 12 }, (_, i) => [i % 4, Math.floor(i / 4)]);
    const model = catboost(
      x,
      x.map((_, i) => (i < 9 ? 1 : 0)),
      { loss: 'logistic', rounds: 1, rate: 0.1, depth: 2 },
    );
    expect(model.start).toBe(0);
    const splits =
      model.trees[0]?.nodes.flatMap(({ split }) =>
        split === undefined ? [] : [[split.feature, split.threshold]],
      ) ?? [];
    expect(splits).toHaveLength(3);
    expect(splits[1]).toEqual(splits[2]);
  });

  it.each([
    [
      'xgboost',
      () =>
        xgboost(
          many(),
          many().map(([v = 0]) => v),
          { loss: 'squared-error' },
        ),
      'at most 256',
    ],
    [
      'lightgbm',
      () =>
        lightgbm(
          many(),
          many().map(([v = 0]) => v),
          { loss: 'squared-error' },
        ),
      'at most 255',
    ],
    [
      'catboost',
      () =>
        catboost(
          many(),
          many().map(([v = 0]) => v),
          { loss: 'squared-error', rate: 0.1 },
        ),
      'at most 255',
    ],
  ])('refuses what %s would cut by a sketch of its own', (_, run, says) => {
    expect(run).toThrow(says);
  });
});

const many = (): number[][] => Array.from({ length: 300 }, (_, i) => [i]);

/** The first split of each library's first tree, on rows given twenty times each, so that no limit on leaves decides. */
function firstSplits(x: readonly (readonly number[])[], y: readonly number[]) {
  const [rows, labels] = [
    Array.from({ length: 20 }, () => x).flat(),
    Array.from({ length: 20 }, () => y).flat(),
  ];
  const params = { loss: 'logistic', rounds: 1, maxDepth: 1 } as const;
  const trees: Readonly<Record<string, Tree | undefined>> = {
    cart: grown(rows, labels, 2, { criterion: 'gini', maxDepth: 1 }),
    boosting: gradientBoosting(rows, labels, params).trees[0],
    hist: histGradientBoosting(rows, labels, params).trees[0],
    xgboost: xgboost(rows, labels, params).trees[0],
    exact: xgboost(rows, labels, { ...params, method: 'exact' }).trees[0],
    lightgbm: lightgbm(rows, labels, params).trees[0],
    catboost: catboost(rows, labels, { ...params, rate: 0.1, depth: 1 }).trees[0],
  };
  return Object.fromEntries(
    Object.entries(trees).map(([name, tree]) => {
      const { feature = -1, threshold = Number.NaN } = tree?.nodes[0]?.split ?? {};
      return [name, { feature, threshold, equal: tree?.equal }];
    }),
  );
}

describe('what docs/trees.md says of the libraries', () => {
  const thresholds = (splits: ReturnType<typeof firstSplits>) =>
    Object.fromEntries(Object.entries(splits).map(([name, { threshold }]) => [name, threshold]));

  it('is so of the threshold between 1 and 2, and of a value equal to it', () => {
    const splits = firstSplits([[1], [2]], [0, 1]);
    expect(thresholds(splits)).toEqual({
      cart: 1.5,
      boosting: 1.5,
      hist: 1.5,
      xgboost: 2,
      exact: 1.5,
      lightgbm: 1.5000000000000002,
      catboost: 1.5,
    });
    const low = Object.entries(splits).filter(([, { equal }]) => equal === 'low');
    expect(low.map(([name]) => name)).toEqual(['cart', 'boosting', 'hist', 'lightgbm', 'catboost']);
  });

  it('is so of equal thresholds: labels 000111000 on 0 to 8', () => {
    const x = Array.from({ length: 9 }, (_, i) => [i]);
    expect(thresholds(firstSplits(x, [0, 0, 0, 1, 1, 1, 0, 0, 0]))).toEqual({
      cart: 2.5,
      // Of rounded residuals one is larger: scikit-learn gives 5.5 here, and 2.5 on nine rows.
      boosting: 5.5,
      hist: 2.5,
      xgboost: 3,
      exact: 5.5,
      lightgbm: 5.500000000000001,
      catboost: 2.5,
    });
  });

  it('is so of equal features: the first one, but by lot in scikit-learn’s own trees', () => {
    const {
      cart: _,
      boosting: __,
      ...others
    } = firstSplits(
      [
        [1, 1],
        [2, 2],
      ],
      [0, 1],
    );
    expect(Object.values(others).map(({ feature }) => feature)).toEqual([0, 0, 0, 0, 0]);
    const lots = Array.from({ length: 10 }, (_, seed) =>
      growCart(
        [
          [1, 1],
          [2, 2],
        ],
        { y: [0, 1], classes: 2, weights: [1, 1] },
        { criterion: 'gini' },
        randomState(seed),
      ),
    ).map(({ nodes }) => nodes[0]?.split?.feature);
    expect(lots).toEqual([1, 1, 0, 0, 0, 1, 1, 1, 1, 0]);
  });
});

describe('a random forest', () => {
  const [set] = treeSets();

  it('is asked out of bag only by trees that have not seen the row', () => {
    const { x = [], y = [] } = set ?? {};
    const forest = growForest(x, { y, classes: 2 }, 10, { criterion: 'gini', maxFeatures: 1 }, 0);
    const told = outOfBag(forest, x);
    x.forEach((sample, row) => {
      const without = forest.filter(({ drawn }) => !drawn.includes(row));
      expect(told[row]).toEqual(without.length === 0 ? null : forestValue(without, sample));
    });
    expect(told).toContain(null);
  });
});

describe('the generator of scikit-learn’s seeds', () => {
  it('draws the numbers of NumPy', () => {
    const random = randomState(0);
    expect([1, 2, 3, 4].map(() => random.integer(2 ** 31 - 1))).toEqual([
      209652396, 398764591, 924231285, 1478610112,
    ]);
    expect(Array.from({ length: 8 }, () => random.integer(200))).toEqual([67, 195, 103, 9, 21, 36, 87, 70]);
    const seven = randomState(7);
    expect(Array.from({ length: 8 }, () => seven.integer(5))).toEqual([4, 1, 3, 3, 4, 1, 0, 1]);
  });

  it.each([-1, 0.5, 2 ** 32])('has no seed %d', (seed) => {
    expect(() => randomState(seed)).toThrow('the seed must be a whole number');
  });
});
