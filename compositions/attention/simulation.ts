import type { Inputs, ProgressReporter } from '../../src/film/film.ts';
import type { Seed } from '../../src/sim/random.ts';
import { trainAttention } from '../../src/sim/trainings/attention.ts';
import type { AttentionTrace } from '../../src/sim/trainings/attention-trace.ts';
import type { AttentionFilmParams } from './params.ts';

export type FilmTrace = AttentionTrace<AttentionFilmParams>;

/** Trains the transformer and measures its heads, see {@link trainAttention}. */
export const simulate = (
  params: AttentionFilmParams,
  seed: Seed,
  _inputs: Inputs = {},
  report?: ProgressReporter,
): FilmTrace => ({ film: 'attention', params, seed, ...trainAttention(params, seed, report) });
