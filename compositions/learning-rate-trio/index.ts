import type { Film } from '../../src/film/film.ts';
import { claims } from './claims.ts';
import { type LearningRateTrioParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { simulate, type TrioTrace } from './simulation.ts';
import { type TrioStory, tell } from './story.ts';
import { words } from './words.ts';

/** One variable, three learning rates, one start. */
export const learningRateTrio: Film<LearningRateTrioParams, TrioTrace, TrioStory> = {
  id: 'learning-rate-trio',
  words,
  typical: { seconds: 75, effort: 1 },
  params: paramsSchema,
  simulate,
  tell,
  Scene,
  score,
  claims,
};
