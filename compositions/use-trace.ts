import { useEffect, useState } from 'react';
import { cancelRender, useDelayRender } from 'remotion';
import type { Seed } from '../src/sim/random.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { Film } from './film.ts';
import { simulateOffThread } from './off-thread.ts';
import { showProgress } from './progress-banner.ts';
import { fetchInputs } from './static-inputs.ts';

/** A simulation that runs or has run. */
interface Simulation {
  readonly trace: Promise<Trace>;
  readonly cancel: () => void;
  /** The trace once it is there: a page that has it draws at once. */
  known: Trace | null;
  /** Those who want the trace; when all have left a running simulation, it ends. */
  waiting: number;
  running: boolean;
}

/** Simulations kept in a page: that of the film shown, and of some tried before. */
const KEPT = 6;
const simulations = new Map<string, Simulation>();

const keyOf = (film: Film, params: unknown, seed: Seed): string => JSON.stringify([film.id, params, seed]);

function begin(film: Film, params: unknown, seed: Seed): Simulation {
  return film.trains ? beginTraining(film, params, seed) : simulateHere(film, params, seed);
}

/** Sending for a trace and waiting for it would take longer than making it. */
function simulateHere(film: Film, params: unknown, seed: Seed): Simulation {
  const known = film.simulate(params, seed);
  return { trace: Promise.resolve(known), cancel: () => {}, known, waiting: 0, running: false };
}

function beginTraining(film: Film, params: unknown, seed: Seed): Simulation {
  const controller = new AbortController();
  const { watch, done } = showProgress(film.title);
  const trace = fetchInputs(film, params).then((inputs) =>
    simulateOffThread(film, params, seed, inputs, watch, controller.signal),
  );
  const simulation: Simulation = {
    trace,
    cancel: () => controller.abort(),
    known: null,
    waiting: 0,
    running: true,
  };
  const over = (known: Trace | null): void => {
    done();
    simulation.known = known;
    simulation.running = false;
  };
  trace.then(over, () => over(null));
  return simulation;
}

/**
 * A film's trace, simulated once a page.
 *
 * @param signal tells that the trace is no longer wanted; a simulation that nobody wants is ended
 * @throws Error or InputError about a file that the params name
 */
export function traceOf(film: Film, params: unknown, seed: Seed, signal: AbortSignal): Promise<Trace> {
  const key = keyOf(film, params, seed);
  const simulation = simulations.get(key) ?? begin(film, params, seed);
  simulations.set(key, simulation);
  simulation.waiting += 1;
  const leave = (): void => {
    simulation.waiting -= 1;
    if (simulation.waiting > 0 || !simulation.running) return;
    simulations.delete(key);
    simulation.cancel();
  };
  signal.addEventListener('abort', leave, { once: true });
  for (const [oldest, { running }] of simulations) {
    if (simulations.size <= KEPT) break;
    if (!running) simulations.delete(oldest);
  }
  return simulation.trace;
}

/** A film's trace once it is there; rendering waits for it. */
export function useTrace(film: Film, params: unknown, seed: Seed): Trace | null {
  const key = keyOf(film, params, seed);
  const [found, setFound] = useState<{ readonly key: string; readonly trace: Trace } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for film, params and seed
  useEffect(() => {
    const handle = delayRender('simulating', { timeoutInMilliseconds: 240_000 });
    const controller = new AbortController();
    traceOf(film, params, seed, controller.signal).then(
      (trace) => {
        setFound({ key, trace });
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
  }, [key, delayRender, continueRender]);
  return found?.key === key ? found.trace : (simulations.get(key)?.known ?? null);
}
