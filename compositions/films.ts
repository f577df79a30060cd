/** The films that come along, each by its name, for those who show or study them. @module lossreel/films */

export { attention } from './attention/index.ts';
export { backpropagation } from './backpropagation/index.ts';
export { biasVariance } from './bias-variance/index.ts';
export { CATALOGUE } from './catalogue.ts';
export { decisionBoundary } from './decision-boundary/index.ts';
export { featureSpaceEvolution } from './feature-space-evolution/index.ts';
export { learningRateTrio } from './learning-rate-trio/index.ts';
export { linearRegression } from './linear-regression/index.ts';
export { optimizerRace } from './optimizer-race/index.ts';
export { overfittingCurves } from './overfitting-curves/index.ts';
export { trees } from './trees/index.ts';
