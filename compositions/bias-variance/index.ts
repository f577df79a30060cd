import type { Film } from '../../src/film/film.ts';
import { claims } from '../../src/story/bias-variance/claims.ts';
import { paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { type BiasVarianceParams, type BiasVarianceTrace, simulate } from './simulation.ts';
import { type BiasVarianceStory, tell } from './story.ts';
import { words } from './words.ts';

/** Why a model that fits its points errs on new ones: bias, variance and noise, measured over many samples, and what cures them. */
export const biasVariance: Film<BiasVarianceParams, BiasVarianceTrace, BiasVarianceStory> = {
  id: 'bias-variance',
  words,
  typical: { seconds: 75, effort: 1.5 },
  params: paramsSchema,
  bulk: ['fits'],
  simulate,
  tell,
  Scene,
  score,
  claims,
};
