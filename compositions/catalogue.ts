import { featureSpaceEvolution } from './feature-space-evolution/index.ts';
import type { Film } from './film.ts';
import { learningRateTrio } from './learning-rate-trio/index.ts';
import { optimizerRace } from './optimizer-race/index.ts';
import { overfittingCurves } from './overfitting-curves/index.ts';

/** Every film there is. A new film is its folder and its line here. */
export const CATALOGUE: readonly Film[] = [
  learningRateTrio,
  optimizerRace,
  overfittingCurves,
  featureSpaceEvolution,
];
