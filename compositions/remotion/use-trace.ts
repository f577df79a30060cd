import { LRUCache } from 'lru-cache';
import { useEffect, useState } from 'react';
import { cancelRender, useDelayRender } from 'remotion';
import type { Simulation } from '../../src/film/job.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { simulateOffThread } from './off-thread.ts';
import { showProgress } from './progress-banner.ts';
import { fetchInputs } from './static-inputs.ts';
import { COMPUTING_TIMEOUT } from './timeouts.ts';

/** A running or finished simulation. */
interface Run {
  readonly trace: Promise<Trace>;
  readonly cancel: () => void;
  /** The trace once available: a page that has it draws immediately. */
  known: Trace | null;
  /** Number of consumers of the trace; when none are left, a running simulation is stopped. */
  waiting: number;
  running: boolean;
}

/** The page's simulations: that of the film shown, and of some earlier props. */
const runs = new LRUCache<string, Run>({ max: 6 });

const nameOf = ({ film, params, seed }: Simulation): string => JSON.stringify([film.id, params, seed]);

const begin = (simulation: Simulation): Run =>
  simulation.film.trains ? beginTraining(simulation) : simulateHere(simulation);

/** Simulates in the page: for these films the round trip to a worker would take longer. */
function simulateHere({ film, params, seed }: Simulation): Run {
  const known = film.simulate(params, seed);
  return { trace: Promise.resolve(known), cancel: () => {}, known, waiting: 0, running: false };
}

function beginTraining({ film, params, seed }: Simulation): Run {
  const controller = new AbortController();
  const { report, done } = showProgress(film.words.title);
  const trace = fetchInputs(film, params).then((inputs) =>
    simulateOffThread(film, params, seed, inputs, report, controller.signal),
  );
  const run: Run = {
    trace,
    cancel: () => controller.abort(),
    known: null,
    waiting: 0,
    running: true,
  };
  const over = (known: Trace | null): void => {
    done();
    run.known = known;
    run.running = false;
  };
  trace.then(over, () => over(null));
  return run;
}

/**
 * A film's trace, simulated once per page.
 *
 * @param signal aborted when the trace is no longer wanted; a simulation that nobody wants is stopped
 * @throws Error or InputError about a file named in the params
 */
export function traceOf(simulation: Simulation, signal: AbortSignal): Promise<Trace> {
  const name = nameOf(simulation);
  const run = runs.get(name) ?? begin(simulation);
  runs.set(name, run);
  run.waiting += 1;
  const leave = (): void => {
    run.waiting -= 1;
    if (run.waiting > 0 || !run.running) return;
    runs.delete(name);
    run.cancel();
  };
  signal.addEventListener('abort', leave, { once: true });
  return run.trace;
}

/** A film's trace once available; rendering waits for it. */
export function useTrace(simulation: Simulation): Trace | null {
  const name = nameOf(simulation);
  const [found, setFound] = useState<{ readonly name: string; readonly trace: Trace } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name represents film, params and seed
  useEffect(() => {
    const handle = delayRender('simulating', { timeoutInMilliseconds: COMPUTING_TIMEOUT });
    const controller = new AbortController();
    traceOf(simulation, controller.signal).then(
      (trace) => {
        setFound({ name, trace });
        continueRender(handle);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) cancelRender(error);
      },
    );
    return () => {
      controller.abort();
      continueRender(handle);
    };
  }, [name, delayRender, continueRender]);
  return found?.name === name ? found.trace : (runs.get(name)?.known ?? null);
}
