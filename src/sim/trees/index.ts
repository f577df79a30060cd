/** Decision trees, forests and boosting, as four libraries grow them. */
export {
  type Boosted,
  type BoostedLoss,
  boostedValue,
  marginAt,
} from './boosting.ts';
export { type CartNode, type CartParams, growCart } from './cart.ts';
export { type CatboostParams, catboost } from './catboost.ts';
export { type ForestTree, forestValue, growForest, outOfBag } from './forest.ts';
export { type GradientBoostingParams, gradientBoosting } from './gradient-boosting.ts';
export { type HistGradientBoostingParams, histGradientBoosting } from './hist-gradient-boosting.ts';
export { CRITERIA, type CriterionKind, type Targets } from './impurity.ts';
export { type Candidate, impurityCurve } from './impurity-curve.ts';
export { type LeafBox, leafBoxes } from './leaf-boxes.ts';
export { type LightgbmParams, lightgbm } from './lightgbm.ts';
export { type RandomState, randomState } from './numpy-random.ts';
export {
  depthOf,
  importancesOf,
  leafValue,
  leavesOf,
  pathOf,
  type Rows,
  type Split,
  type Tree,
  type TreeNode,
} from './tree.ts';
export { type XgboostParams, xgboost } from './xgboost.ts';
