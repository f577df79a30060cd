import type { Inputs, ProgressReporter } from '../../src/film/film.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { type RemedyTrainings, type SeedRun, trainWithRemedies } from '../../src/sim/trainings/remedies.ts';
import type { OverfittingParams } from './params.ts';

export type OverfittingTrace = RemedyTrainings & Trace<OverfittingParams, SeedRun, RemedyTrainings['facts']>;

/** What `lossreel trace` prints with `--full` only. */
export const BULK = ['remedies', 'points', 'shown', 'checked'] as const;

/** Trains the same network from several seeds, without and with each remedy, see {@link trainWithRemedies}. */
export const simulate = (
  params: OverfittingParams,
  seed: Seed,
  _inputs: Inputs = {},
  report?: ProgressReporter,
): OverfittingTrace => ({
  film: 'overfitting-curves',
  params,
  seed,
  ...trainWithRemedies(params, seed, report),
});
