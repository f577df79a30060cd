import type { Seed } from '../../src/sim/random.ts';
import { type RaceTrace as Races, runRaces } from '../../src/story/race/races.ts';
import type { OptimizerRaceParams } from './params.ts';

export type RaceTrace = Races<OptimizerRaceParams>;

/** Every race of the params. Nothing here is random: the seed is recorded and has no effect. */
export const simulate = (params: OptimizerRaceParams, seed: Seed): RaceTrace => ({
  film: 'optimizer-race',
  params,
  seed,
  ...runRaces(params.races),
});
