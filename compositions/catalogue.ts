import type { Film } from '../src/film/film.ts';
import { attention } from './attention/index.ts';
import { backpropagation } from './backpropagation/index.ts';
import { biasVariance } from './bias-variance/index.ts';
import { decisionBoundary } from './decision-boundary/index.ts';
import { featureSpaceEvolution } from './feature-space-evolution/index.ts';
import { learningRateTrio } from './learning-rate-trio/index.ts';
import { linearRegression } from './linear-regression/index.ts';
import { optimizerRace } from './optimizer-race/index.ts';
import { overfittingCurves } from './overfitting-curves/index.ts';
import { trainingRun } from './training-run/index.ts';
import { trees } from './trees/index.ts';

/** All films. To add one, add its folder and a line here. */
export const CATALOGUE: readonly Film[] = [
  learningRateTrio,
  optimizerRace,
  overfittingCurves,
  featureSpaceEvolution,
  trainingRun,
  linearRegression,
  backpropagation,
  decisionBoundary,
  biasVariance,
  trees,
  attention,
];
