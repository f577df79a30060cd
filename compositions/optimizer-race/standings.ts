import type { RaceRun } from './simulation.ts';

/** What a run is ranked by after k steps. Who is out comes last, the later the better. */
function rank(run: RaceRun, step: number): { readonly out: number | null; readonly loss: number } {
  const state = Math.min(step, run.losses.length - 1);
  const out = run.outSince !== null && state >= run.outSince ? run.outSince : null;
  return { out, loss: run.losses[state] ?? Number.POSITIVE_INFINITY };
}

/** < 0 when `a` is ahead of `b` after k steps, 0 when neither is. */
export function compare(a: RaceRun, b: RaceRun, step: number): number {
  const [first, second] = [rank(a, step), rank(b, step)];
  if (first.out !== null || second.out !== null) {
    return (second.out ?? Number.MAX_SAFE_INTEGER) - (first.out ?? Number.MAX_SAFE_INTEGER);
  }
  return first.loss < second.loss ? -1 : first.loss > second.loss ? 1 : 0;
}

/** The runs of one race from first to last after k steps; equal ones in the order of the params. */
export const standings = (runs: readonly RaceRun[], step: number): readonly RaceRun[] =>
  [...runs].sort((a, b) => compare(a, b, step));

/** The first step from which on a run was never behind another, to the end. */
export function leadSince(runs: readonly RaceRun[], run: RaceRun, steps: number): number {
  let since = steps;
  while (since > 0 && runs.every((other) => compare(run, other, since - 1) <= 0)) since -= 1;
  // Before the first step all are equal: nobody leads yet.
  return Math.max(since, Math.min(1, steps));
}
