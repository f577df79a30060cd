import type { Trace } from '../sim/trace.ts';
import type { ProgressReporter } from './film.ts';
import { inputHashes, withInputs } from './inputs.ts';
import type { Simulation } from './job.ts';
import { CACHE_FOLDER } from './sources/project.ts';
import { keepTrace, keptTrace, traceKey } from './trace-cache.ts';

export interface SimulationOptions {
  /** Simulate even if the trace is cached. */
  readonly fresh?: boolean;
  /** Cache folder for traces; the project's own by default. */
  readonly cache?: string | undefined;
  /** Called with the progress of the simulation. */
  readonly report?: ProgressReporter | undefined;
}

/** The trace of a simulation that takes longer than this (milliseconds) is cached. */
const WORTH_KEEPING = 400;

/**
 * A film's trace: from the cache if still valid, else simulated.
 *
 * @throws UsageError or InputError naming a file that cannot be read or is malformed
 */
export function simulate(
  simulation: Simulation,
  { fresh = false, cache = CACHE_FOLDER, report }: SimulationOptions = {},
): Trace {
  const { film, params, seed, inputs } = withInputs(simulation);
  const key = traceKey({ film, params, seed, inputs: inputHashes(inputs) }, cache);
  const kept = fresh ? null : keptTrace(cache, key);
  if (kept !== null) return kept;
  const begun = performance.now();
  const trace = film.simulate(params, seed, inputs, report);
  if (performance.now() - begun > WORTH_KEEPING) keepTrace(cache, key, trace);
  return trace;
}

/** The trace with all the data of the simulation, if a film has more than it draws. */
export function simulateFully(simulation: Simulation, report?: ProgressReporter): Trace {
  const { film, params, seed, inputs } = withInputs(simulation);
  return film.simulateFully?.(params, seed, inputs, report) ?? simulate(simulation, { report });
}
