import type { Film, Watch } from '../compositions/film.ts';
import type { Trace } from '../src/sim/trace.ts';
import { type FilmJob, findFilm } from './film-options.ts';
import { inputHashes, readInputs } from './inputs.ts';
import { traceFolder } from './paths.ts';
import { createProgress } from './progress.ts';
import { keepTrace, keptTrace, traceKey } from './trace-cache.ts';

export interface SimulationOptions {
  /** Simulate even where the trace is kept. */
  readonly fresh?: boolean;
  /** Folder of the cache that keeps traces; the project's own without it. */
  readonly cache?: string;
  /** Without a progress bar. */
  readonly quiet?: boolean;
}

/** A simulation that takes longer than this (milliseconds) is kept for the next time. */
const WORTH_KEEPING = 400;
/** The bar appears after this time. */
const PATIENCE = 300;

/**
 * A film's trace: the one kept from an earlier call where it is still right, else simulated, with a progress bar where
 * that takes its time.
 *
 * @throws UsageError or InputError naming a file that cannot be read or is malformed
 */
export function simulateFilm(
  film: Film,
  params: unknown,
  seed: string,
  { fresh = false, quiet = false, cache }: SimulationOptions = {},
): Trace {
  const inputs = readInputs(film, params);
  const key = traceKey({ film: film.id, params, seed, inputs: inputHashes(inputs) });
  const kept = fresh ? null : keptTrace(traceFolder(cache), key);
  if (kept !== null) return kept;
  const begun = performance.now();
  const trace = watched(film, quiet, (watch) => film.simulate(params, seed, inputs, watch));
  if (performance.now() - begun > WORTH_KEEPING) keepTrace(traceFolder(cache), key, trace);
  return trace;
}

/** Simulates behind a progress bar, which appears where it takes its time. */
function watched(film: Film, quiet: boolean, simulate: (watch: Watch) => Trace): Trace {
  const begun = performance.now();
  const progress = createProgress(`${film.id}  simulating`, quiet, '');
  try {
    return simulate((done, total) => {
      if (performance.now() - begun > PATIENCE) progress.update(done, total);
    });
  } finally {
    progress.stop();
  }
}

/** The simulation that a job asks for. */
export const simulateJob = ({ film, params, seed }: FilmJob, options?: SimulationOptions): Trace =>
  simulateFilm(findFilm(film), params, seed, options);

/** The same with everything that the simulation saw, where a film has more to show than it draws. */
export function simulateJobFully({ film: id, params, seed }: FilmJob): Trace {
  const film = findFilm(id);
  const { simulateFully } = film;
  if (simulateFully === undefined) return simulateFilm(film, params, seed);
  return watched(film, false, (watch) => simulateFully(params, seed, readInputs(film, params), watch));
}
