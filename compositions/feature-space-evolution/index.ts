import type { Film } from '../film.ts';
import { inputsOf } from './data.ts';
import { type FeatureSpaceParams, paramsSchema } from './params.ts';
import { FeatureScene } from './Scene.tsx';
import { scoreFeatureSpace } from './score.ts';
import { BULK, type FeatureTrace, simulateFeatureSpace, simulateFully } from './simulation.ts';
import { type FeatureStory, tellFeatureSpace } from './story.ts';
import { word } from './text.ts';

/** A network's hidden representation of ten classes, from one cloud to clusters. */
export const featureSpaceEvolution: Film<FeatureSpaceParams, FeatureTrace, FeatureStory> = {
  id: 'feature-space-evolution',
  title: 'Feature space',
  typical: { seconds: 72, effort: 1.1 },
  params: paramsSchema,
  inputs: inputsOf,
  trains: true,
  simulate: simulateFeatureSpace,
  bulk: BULK,
  simulateFully,
  tell: tellFeatureSpace,
  Scene: FeatureScene,
  score: scoreFeatureSpace,
  word,
};
