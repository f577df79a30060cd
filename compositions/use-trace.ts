import { useEffect, useState } from 'react';
import { cancelRender, useDelayRender } from 'remotion';
import type { Seed } from '../src/sim/random.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { Film } from './film.ts';
import { fetchInputs } from './static-inputs.ts';

/** Traces kept in a page: that of the film shown, and of some tried before. */
const KEPT = 4;
const traces = new Map<string, Promise<Trace>>();

const keyOf = (film: Film, params: unknown, seed: Seed): string => JSON.stringify([film.id, params, seed]);

/** A film's trace, simulated once a page. @throws Error or InputError about a file that the params name */
export function traceOf(film: Film, params: unknown, seed: Seed): Promise<Trace> {
  const key = keyOf(film, params, seed);
  const known = traces.get(key);
  if (known !== undefined) return known;
  const made = fetchInputs(film, params).then((inputs) => film.simulate(params, seed, inputs));
  traces.set(key, made);
  for (const oldest of traces.keys()) {
    if (traces.size <= KEPT) break;
    traces.delete(oldest);
  }
  return made;
}

/** A film's trace once it is there; rendering waits for it. */
export function useTrace(film: Film, params: unknown, seed: Seed): Trace | null {
  const key = keyOf(film, params, seed);
  const [found, setFound] = useState<{ readonly key: string; readonly trace: Trace } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for film, params and seed
  useEffect(() => {
    const handle = delayRender('simulating', { timeoutInMilliseconds: 240_000 });
    traceOf(film, params, seed).then((trace) => {
      setFound({ key, trace });
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [key, delayRender, continueRender]);
  return found?.key === key ? found.trace : null;
}
