import type { Film } from '../film.ts';
import { type OptimizerRaceParams, paramsSchema } from './params.ts';
import { RaceFilmScene } from './Scene.tsx';
import { scoreRaces } from './score.ts';
import { type RaceTrace, simulateRaces } from './simulation.ts';
import { type RaceStory, tellRaces } from './story.ts';
import { word } from './text.ts';

/** Several optimizers from one start, on one surface and then on another. */
export const optimizerRace: Film<OptimizerRaceParams, RaceTrace, RaceStory> = {
  id: 'optimizer-race',
  title: 'The optimizer race',
  typical: { seconds: 58, effort: 1.4 },
  params: paramsSchema,
  simulate: simulateRaces,
  tell: tellRaces,
  Scene: RaceFilmScene,
  score: scoreRaces,
  word,
};
