import { sum } from 'd3-array';
import type { Cue, Script } from './script.ts';
import type { Message } from './words.ts';

/** Something to say once a step is reached; at any time if that is `null`. */
export interface Remark {
  readonly step: number | null;
  readonly message: Message;
}

/**
 * Makes time for what is said while a run goes on: a remark about a step begins when that step is reached and is read before
 * the next one is; the steps before it take as long as what is said before.
 *
 * @param durations of the steps, in seconds, if nothing were said; the first begins at `begin` seconds of its part
 * @param lands share of a step at which it has arrived
 */
export function unhurried(
  remarks: readonly Remark[],
  durations: readonly number[],
  { readBy }: Script,
  { begin, lands }: { readonly begin: number; readonly lands: number },
): { readonly cues: readonly Cue[]; readonly seconds: readonly number[] } {
  const seconds = [...durations];
  const reached = (step: number): number => begin + sum(seconds.slice(0, step));
  const cues: Cue[] = [];
  let since = 0;
  for (const { step, message } of remarks) {
    const free = readBy(cues) + 0.1;
    if (step === null) {
      cues.push([free, message]);
      continue;
    }
    const lack = free - reached(step);
    for (let k = since; k < step && lack > 0; k += 1) {
      seconds[k] = (durations[k] ?? 0) + lack / (step - since);
    }
    const at = Math.max(reached(step) + 0.04, free);
    cues.push([at, message]);
    const reading = (readBy(cues) - at + 0.1) / lands;
    if (step < seconds.length) seconds[step] = Math.max(seconds[step] ?? 0, reading);
    since = step + 1;
  }
  return { cues, seconds };
}
