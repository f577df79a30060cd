import type { Film } from '../../src/film/film.ts';
import { claims } from './claims.ts';
import { type OptimizerRaceParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { type RaceTrace, simulate } from './simulation.ts';
import { type RaceStory, tell } from './story.ts';
import { words } from './words.ts';

/** Several optimizers from one start, on one surface and then on another. */
export const optimizerRace: Film<OptimizerRaceParams, RaceTrace, RaceStory> = {
  id: 'optimizer-race',
  words,
  typical: { seconds: 75, effort: 1.4 },
  params: paramsSchema,
  simulate,
  tell,
  Scene,
  score,
  claims,
};
