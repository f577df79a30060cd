import type { Film } from '../../src/film/film.ts';
import { imageFiles } from '../../src/film/image-files.ts';
import { claims } from './claims.ts';
import { type FeatureSpaceParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { type FeatureTrace, simulate, simulateFully } from './simulation.ts';
import { type FeatureStory, tell } from './story.ts';
import { words } from './words.ts';

/** A network's hidden representation of ten classes, from one cloud to clusters. */
export const featureSpaceEvolution: Film<FeatureSpaceParams, FeatureTrace, FeatureStory> = {
  id: 'feature-space-evolution',
  words,
  typical: { seconds: 75, effort: 1.5 },
  params: paramsSchema,
  inputs: imageFiles,
  trains: true,
  simulate,
  bulk: [
    'labels',
    'positions',
    'depths',
    'predictions',
    'tracedProbabilities',
    'scores',
    'examples',
    'strays',
    'picture',
    'code',
    'units',
  ],
  simulateFully,
  tell,
  Scene,
  score,
  claims,
};
