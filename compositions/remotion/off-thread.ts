import type { Film, Inputs, ProgressReporter } from '../../src/film/film.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Trace } from '../../src/sim/trace.ts';

/** A request to a worker; the film by name, as functions cannot be transferred. */
export interface SimulationRequest {
  readonly id: string;
  readonly params: unknown;
  readonly seed: Seed;
  readonly inputs: Inputs;
}

export type SimulationAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'trace'; readonly trace: Trace }
  /** The film is not one of those that came along. */
  | { readonly kind: 'unknown' }
  /** @property input whether a file named in the params is to blame */
  | { readonly kind: 'failure'; readonly message: string; readonly input: boolean };

/** An idle worker; starting one costs more than a short simulation. */
let idle: Worker | undefined;

function takeWorker(): Worker | undefined {
  const worker = idle;
  idle = undefined;
  try {
    return worker ?? new Worker(new URL('./simulation-worker.ts', import.meta.url));
  } catch {
    return undefined;
  }
}

function putBack(worker: Worker): void {
  worker.onmessage = null;
  worker.onerror = null;
  if (idle === undefined) idle = worker;
  else worker.terminate();
}

/**
 * Simulates a film in a worker, or in the page where a worker cannot be had (a browser may refuse one to a bundle
 * of another origin) or does not know the film, which is somebody's own. The trace is the same.
 *
 * @param signal terminates the worker, even mid-simulation
 * @throws Error with the film's message; the signal's reason if aborted
 */
export function simulateOffThread(
  film: Film,
  params: unknown,
  seed: Seed,
  inputs: Inputs,
  report: ProgressReporter,
  signal: AbortSignal,
): Promise<Trace> {
  const worker = takeWorker();
  const here = (): Trace => film.simulate(params, seed, inputs, report);
  if (worker === undefined) return Promise.resolve().then(here);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.terminate();
      reject(signal.reason);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    const finish = (): void => {
      signal.removeEventListener('abort', stop);
      putBack(worker);
    };
    worker.onmessage = ({ data }: MessageEvent<SimulationAnswer>) => {
      if (data.kind === 'progress') return report(data.done, data.total);
      finish();
      if (data.kind === 'trace') resolve(data.trace);
      else if (data.kind === 'unknown') Promise.resolve().then(here).then(resolve, reject);
      else reject(data.input ? new InputError(data.message) : new Error(data.message));
    };
    // The worker catches errors thrown by the film: this is a worker that cannot run.
    worker.onerror = () => {
      signal.removeEventListener('abort', stop);
      worker.terminate();
      Promise.resolve().then(here).then(resolve, reject);
    };
    worker.postMessage({ id: film.id, params, seed, inputs } satisfies SimulationRequest);
  });
}
