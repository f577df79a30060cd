import type { Film } from '../../src/film/film.ts';
import { claims } from './claims.ts';
import { type OverfittingParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { BULK, type OverfittingTrace, simulate } from './simulation.ts';
import { type OverfittingStory, tell } from './story.ts';
import { words } from './words.ts';

/** A network fits the noise in its data, and what helps against it. */
export const overfittingCurves: Film<OverfittingParams, OverfittingTrace, OverfittingStory> = {
  id: 'overfitting-curves',
  words,
  typical: { seconds: 75, effort: 3 },
  params: paramsSchema,
  trains: true,
  simulate,
  bulk: BULK,
  tell,
  Scene,
  score,
  claims,
};
