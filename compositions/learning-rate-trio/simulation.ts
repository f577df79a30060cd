import { type DescentTrace, descents } from '../../src/sim/descents.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { LearningRateTrioParams } from './params.ts';

export type TrioTrace = DescentTrace<LearningRateTrioParams>;

/** A run for each learning rate. Nothing here is random: the seed is recorded and has no effect. */
export const simulate = (params: LearningRateTrioParams, seed: Seed): TrioTrace => ({
  film: 'learning-rate-trio',
  params,
  seed,
  ...descents(params),
});
