/** What a run is ranked by. */
interface Ranked {
  readonly losses: readonly number[];
  /** The first state from which on it is out of the race; `null` if it stays in. */
  readonly outSince: number | null;
}

function rank({ losses, outSince }: Ranked, step: number): { readonly out: number; readonly loss: number } {
  const state = Math.min(step, losses.length - 1);
  const isOut = outSince !== null && state >= outSince;
  return { out: isOut ? outSince : Number.MAX_SAFE_INTEGER, loss: losses[state] ?? Number.POSITIVE_INFINITY };
}

/** < 0 if `a` is ahead of `b` after k steps, 0 if neither is. Runs that are out come last, the later ones ahead. */
export function compare(a: Ranked, b: Ranked, step: number): number {
  const [first, second] = [rank(a, step), rank(b, step)];
  if (first.out < Number.MAX_SAFE_INTEGER || first.out !== second.out) return second.out - first.out;
  return first.loss < second.loss ? -1 : first.loss > second.loss ? 1 : 0;
}

/** The runs of one race from first to last after k steps; ties in the order of the params. */
export const standings = <R extends Ranked>(runs: readonly R[], step: number): readonly R[] =>
  runs.toSorted((a, b) => compare(a, b, step));

/** The first step from which on a run was never behind another, to the end. */
export function leadSince(runs: readonly Ranked[], run: Ranked, steps: number): number {
  let since = steps;
  while (since > 0 && runs.every((other) => compare(run, other, since - 1) <= 0)) since -= 1;
  // Before the first step all are tied: nobody leads yet.
  return Math.max(since, Math.min(1, steps));
}
