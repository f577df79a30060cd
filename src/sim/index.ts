/** Step-indexed mathematics: objectives, optimizers, networks, projections, data, random streams, the trace. Pure. @module lossreel/sim */
export {
  binaryMetric,
  type MetricKind,
  type MetricParams,
  type MetricSemantics,
  metricSchema,
  type ScoredBatch,
} from './binary-metrics.ts';
export {
  accuracyOf,
  type ClassMarks,
  changesOf,
  confusionRow,
  hardestClass,
  marksByClass,
  membersOf,
  mostUndecided,
  type Predictions,
} from './classification.ts';
export { type Clusters, clustersOf } from './clusters.ts';
export { DIGIT_CLASSES, type DigitStyle, drawDigits } from './data/digits.ts';
export { InputError, type NamedBytes, readIdx } from './data/idx.ts';
export { imageAt, type LabelledImages, pickImages, splitImages } from './data/images.ts';
export { bestCandidate, type LabelledPoint, labelledPoints, pointSet } from './data/labelled-points.ts';
export { SHAPE_TRUTHS, shapePoints, TWO_CLASS_SHAPES, type TwoClassShape } from './data/two-class-shapes.ts';
export { earlyStop, type Stop, stoppedAt } from './early-stopping.ts';
export {
  type Judgement,
  judgeStopping,
  STOPPING_SEMANTICS,
  type StoppingKind,
  type StoppingParams,
  stoppingSchema,
} from './early-stopping-rules.ts';
export { excessLoss } from './excess-loss.ts';
export {
  FRAMEWORKS,
  type Framework,
  LAYER_SEMANTICS,
  type LayerSemantics,
  LIBRARIES,
  type Library,
  type Precision,
  SEMANTICS,
  type Semantics,
} from './frameworks/framework.ts';
export { type Course, courseOf, overfits, plateaus, worsens } from './learning-curve.ts';
export { clamp, exp, integerPower, lerp, ln, log10, powerOfTen } from './maths.ts';
export type { ActivationKind } from './network/activation-offers.ts';
export {
  ACTIVATION_KINDS,
  type Activation,
  type ActivationParams,
  activationSchema,
  createActivation,
} from './network/activation-registry.ts';
export {
  type ActivationFunction,
  type AppliedActivation,
  activate,
  activateBackward,
  sigmoid,
  tanh,
} from './network/activations.ts';
export { type Backpropagation, backpropagate, type LayerPass } from './network/backpropagation.ts';
export {
  batchNorm,
  batchNormStep,
  freshStatistics,
  type RunningStatistics,
} from './network/batch-norm.ts';
export {
  areaShare,
  type Boundary,
  boundaryOf,
  evenMaps,
  evenTruth,
  isClosed,
  largestLoop,
  type Roundness,
  roundnessOf,
} from './network/boundary.ts';
export { type DropoutRule, dropOut, dropoutRule } from './network/dropout.ts';
export {
  type FullBatchRule,
  type FullBatchTraining,
  trainFullBatch,
} from './network/full-batch.ts';
export { FLOW_LIMIT, type Flow, flowOf, flowRatio } from './network/gradient-flow.ts';
export {
  type HiddenUnit,
  heldNetwork,
  hiddenUnits,
  type LayerWeights,
  layerWeights,
  unitMeans,
  unitNetwork,
} from './network/hidden-units.ts';
export { initialNetwork } from './network/initial-weights.ts';
export {
  calculateGain,
  type Fans,
  type InitializerKind,
  type InitializerParams,
  initializerDistribution,
  initializerSchema,
} from './network/initializers.ts';
export { LOSS_SEMANTICS, type LossKind, type LossSemantics } from './network/loss-offers.ts';
export {
  createLoss,
  LOSS_KINDS,
  type Loss,
  type LossInput,
  type LossParams,
  lossSchema,
} from './network/loss-registry.ts';
export { lossAndGradient, type PlainLoss, softmax, type TrainingLoss } from './network/losses.ts';
export { type MaximumKind, maximumSlopes } from './network/maximum.ts';
export {
  type Architecture,
  architecture,
  type Layer,
  type Network,
  parameterCount,
} from './network/network.ts';
export { type Affine, layerNorm, type NormParams, normSchema, rmsNorm } from './network/normalisation.ts';
export {
  beginTraining,
  type DataSet,
  lossOf,
  type TrainingOptions,
  type TrainingState,
  trainEpoch,
  valuesOf,
} from './network/train.ts';
export { agreement, decisionMaps, type LogitMap, type Marks, marksOf } from './network/two-classes.ts';
export type { UpdateRule } from './network/update.ts';
export { type VectorActivation, vectorActivation } from './network/vector-activations.ts';
export { deviationOf, drawWeights, type WeightDistribution } from './network/weight-distributions.ts';
export {
  type AttentionRule,
  attentionRule,
  drawEmbedding,
  embeddingRule,
  type LayerShape,
  type RecurrentRule,
  type RecurrentShape,
  recurrentRule,
  type WeightRule,
  weightRule,
} from './network/weight-rules.ts';
export { type Workspace, workspaceFor } from './network/workspace.ts';
export { normal } from './normal.ts';
export {
  type CriticalPoint,
  criticalPoints,
  type DoubleWell,
  doubleWell,
  doubleWellCurvature,
  doubleWellGradient,
  doubleWellValue,
  stabilityThreshold,
  type Wells,
  wells,
} from './objectives/double-well.ts';
export { type Verdict, verdictOf } from './objectives/double-well-verdict.ts';
export {
  type Curvature,
  type Curvatures,
  curvaturesOf,
  type LeastSquares,
  leastSquares,
  type Observations,
  squaredErrorGradient,
} from './objectives/least-squares.ts';
export type { Objective, Point } from './objectives/objective.ts';
export { onPlane, type Place2, type Surface, type Window2 } from './objectives/surface.ts';
export { SURFACE_NAMES, SURFACES, type SurfaceName } from './objectives/surfaces.ts';
export { type AdagradParams, adagrad } from './optimizers/adagrad.ts';
export { type AdamParams, type AdamWParams, adam, adamW } from './optimizers/adam.ts';
export {
  type ClippedVariable,
  type ClippingKind,
  type ClippingParams,
  clipGradients,
  clippingSchema,
} from './optimizers/gradient-clipping.ts';
export {
  type MomentumParams,
  momentum,
  nesterov,
  type SgdParams,
  sgd,
} from './optimizers/gradient-descent.ts';
export type { OptimizerKind } from './optimizers/offers.ts';
export type { Optimizer, Shape, Update, UpdateParts } from './optimizers/optimizer.ts';
export {
  createOptimizer,
  OPTIMIZER_KINDS,
  type OptimizerInput,
  type OptimizerParams,
  optimizerSchema,
} from './optimizers/registry.ts';
export { type RmspropParams, rmsprop } from './optimizers/rmsprop.ts';
export { type FixedView, fixedView } from './projections/fixed-view.ts';
export { fitPca, type Pca, projectPca, type Samples } from './projections/pca.ts';
export { STAR_DIRECTIONS, starCoordinates, starVarianceShare } from './projections/star.ts';
export type { SymmetricMatrix } from './projections/symmetric-eigen.ts';
export { type RandomStream, random, type Seed } from './random.ts';
export { type Batches, batchesOf, sampleOrder } from './regression/batches.ts';
export {
  type Decomposition,
  decompose,
  type Measured,
  meanSquare,
  measured,
} from './regression/bias-variance.ts';
export {
  fromScaled,
  SCALINGS,
  type Scaling,
  type ScalingKind,
  scaled,
  scalingOf,
  toScaled,
} from './regression/feature-scaling.ts';
export {
  type FittedLine,
  fitLine,
  GRADIENT_BUGS,
  type GradientBug,
  type LineFitting,
} from './regression/fit-line.ts';
export { fitDegrees, fitPolynomial, fitRidge, type PolynomialModel } from './regression/fit-polynomial.ts';
export { type Columns, solved, type Triangular, triangular } from './regression/householder.ts';
export {
  BASES,
  type Basis,
  designOf,
  type Polynomial,
  polynomialAt,
  termsTo,
} from './regression/polynomials.ts';
export { type Signature, type SignatureKind, signatureOf } from './regression/signature.ts';
export { leastNorm, type Singular, singularValues } from './regression/singular-values.ts';
export { noisySample, TRUTH_NAMES, TRUTHS, type TruthName, trainingSet } from './regression/truths.ts';
export { remember, rememberFor } from './remember.ts';
export {
  type BatchLoss,
  REPORTERS,
  type Reporter,
  reportedLoss,
  type TrainerBatch,
  type TrainerLog,
  trainerLog,
} from './reported-loss.ts';
export type { ScheduleKind } from './schedules/offers.ts';
export {
  createPlateau,
  type Plateau,
  type PlateauParams,
  type PlateauState,
  plateauSchema,
} from './schedules/plateau.ts';
export { createSchedule, type ScheduleParams, scheduleSchema } from './schedules/registry.ts';
export type { Rate } from './schedules/schedule.ts';
export { type Spread, spreadOf, typicalRun } from './spread.ts';
export * from './tensors/index.ts';
export { type Run, type Status, simulate, type Trace, type Trajectory } from './trace.ts';
export * from './trees/index.ts';
export { RESOLUTION, SEARCH, type Search, type Trial, tuned } from './tuning.ts';
export {
  AVERAGE_SEMANTICS,
  type AverageParams,
  type AverageState,
  averageSchema,
  type WeightAverage,
  weightAverage,
} from './weight-averages.ts';
