import { z } from 'zod';
import { readOracle } from './oracles.ts';

const cartNode = z.object({
  id: z.number(),
  samples: z.number(),
  weighted: z.number(),
  impurity: z.number(),
  value: z.array(z.number()),
  feature: z.number().optional(),
  threshold: z.number().optional(),
  left: z.number().optional(),
  right: z.number().optional(),
  impurity_decrease: z.number().optional(),
});

const set = z.object({
  kind: z.string(),
  x: z.array(z.array(z.number())),
  y: z.array(z.number()),
  grid_x: z.array(z.number()),
  grid_y: z.array(z.number()),
  models: z.record(z.string(), z.unknown()),
});

/** A data set of the tree oracle, and what each library made of it, by the call that made it. */
export interface TreeSet {
  readonly name: string;
  readonly classes: number;
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  /** The 81 places where predictions were asked. */
  readonly grid: readonly (readonly number[])[];
  readonly models: Readonly<Record<string, unknown>>;
}

/** Data sets and models of scikit-learn, XGBoost, LightGBM and CatBoost. */
export function treeSets(): readonly TreeSet[] {
  const { sets } = z.object({ sets: z.record(z.string(), set) }).parse(readOracle('trees-frameworks'));
  return Object.entries(sets).map(([name, { kind, x, y, grid_x, grid_y, models }]) => ({
    name,
    classes: kind === 'regression' ? 0 : kind === 'binary' ? 2 : 3,
    x,
    y,
    grid: grid_y.flatMap((b) => grid_x.map((a) => [a, b])),
    models,
  }));
}

export const cartModel = z.object({
  tree: z.array(cartNode),
  grid: z.array(z.union([z.number(), z.array(z.number())])),
});
export type OracleNode = z.infer<typeof cartNode>;
export const forestModel = z.object({
  max_features_used: z.number(),
  samples_of_each_tree: z.array(z.array(z.number())),
  trees: z.array(z.array(cartNode)),
  grid: z.record(z.string(), z.array(z.union([z.number(), z.array(z.number())]))),
});
export const boostingModel = z.object({
  initial: z.number(),
  trees: z.array(z.array(cartNode)),
  raw: z.record(z.string(), z.array(z.number())).optional(),
  grid: z.record(z.string(), z.array(z.number())),
});

const nested: z.ZodType<NestedNode> = z.lazy(() =>
  z.object({
    n: z.number(),
    impurity: z.number(),
    value: z.union([z.number(), z.array(z.number())]),
    feature: z.number().optional(),
    threshold: z.number().optional(),
    left: nested.optional(),
    right: nested.optional(),
  }),
);
/** A node of scikit-learn with its children inside it. */
export interface NestedNode {
  readonly n: number;
  readonly impurity: number;
  readonly value: number | readonly number[];
  readonly feature?: number | undefined;
  readonly threshold?: number | undefined;
  readonly left?: NestedNode | undefined;
  readonly right?: NestedNode | undefined;
}

const boosting = z.object({
  X: z.array(z.array(z.number())),
  y: z.array(z.number()),
  stages: z.number(),
  initial_prediction: z.number(),
  staged_train_mse: z.array(z.number()),
  staged_train_predictions: z.array(z.array(z.number())),
  trees: z.array(nested),
  feature_importances: z.array(z.number()),
  grid_points: z.array(z.union([z.number(), z.array(z.number())])),
  grid_predictions_final: z.array(z.number()),
});

/** A classifier, a regression tree and two boosted regressions of scikit-learn, in which every split is the only best one. */
export const treeOracle = () =>
  z
    .object({
      decision_tree_classifier: z.object({
        X: z.array(z.array(z.number())),
        y: z.array(z.number()),
        n_classes: z.number(),
        max_depth: z.number(),
        tree: nested,
        feature_importances: z.array(z.number()),
        leaf_count: z.number(),
        grid_points: z.array(z.array(z.number())),
        grid_probabilities: z.array(z.array(z.number())),
      }),
      boosting_1d: boosting,
      boosting_2d: boosting,
      regression_tree_1d: z.object({
        max_depth: z.number(),
        tree: nested,
        grid_predictions: z.array(z.number()),
      }),
    })
    .parse(readOracle('trees'));
