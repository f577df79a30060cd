import { SURFACES, type SurfaceName } from '../sim/objectives/surfaces.ts';
import { RESOLUTION } from '../sim/tuning.ts';
import { decade, graded, gradedValue } from './numbers.ts';

/** As a number of steps: when the race is over. */
export const END = Number.POSITIVE_INFINITY;

/**
 * A loss above the minimum as it is printed, and the number that this reads as: by it runs are ranked, so that what
 * looks equal is equal.
 *
 * @param excess L − L*, finite; below 0 by rounding only
 */
export function printedLoss(excess: number): { readonly words: string; readonly value: number } {
  if (excess < RESOLUTION) return { words: `< ${decade(RESOLUTION)}`, value: 0 };
  return { words: graded(excess), value: gradedValue(excess) };
}

/** What a run is ranked by: its loss at the moment. */
interface Ranked {
  readonly surface: SurfaceName;
  readonly losses: readonly number[];
  /** The first state from which on it is out of the race; `null` if it stays in. */
  readonly outSince: number | null;
}

/** True if a run has left the race after k steps. */
export const isOut = ({ outSince }: Ranked, step: number): boolean => outSince !== null && step >= outSince;

/** How far above the minimum a run is after k steps. */
export const excessAt = ({ surface, losses }: Ranked, step: number): number =>
  (losses[Math.min(step, losses.length - 1)] ?? Number.POSITIVE_INFINITY) - SURFACES[surface].leastLoss;

/** < 0 if `a` is ahead of `b` after k steps, 0 if their losses read the same. Runs that are out come last, the later ones ahead. */
function compare(a: Ranked, b: Ranked, step: number): number {
  const [gone, other] = [a, b].map((run) =>
    isOut(run, step) ? (run.outSince ?? 0) : Number.MAX_SAFE_INTEGER,
  );
  if (gone !== other) return (other ?? 0) - (gone ?? 0);
  return isOut(a, step) ? 0 : printedLoss(excessAt(a, step)).value - printedLoss(excessAt(b, step)).value;
}

/** The runs of one race from first to last after k steps; ties in the order of the params. */
export const standings = <R extends Ranked>(runs: readonly R[], step: number): readonly R[] =>
  runs.toSorted((a, b) => compare(a, b, step));

/** A run's place after k steps: 1 for the first, the same for equals; and how many share it. */
export function placeOf(
  runs: readonly Ranked[],
  run: Ranked,
  step: number,
): { readonly place: number; readonly sharing: number } {
  const order = runs.map((other) => compare(other, run, step));
  return {
    place: 1 + order.filter((sign) => sign < 0).length,
    sharing: order.filter((sign) => sign === 0).length,
  };
}

/** The run that alone is ahead of all others after k steps; `undefined` if some are equal or all are out. */
export function soleLeader<R extends Ranked>(runs: readonly R[], step: number): R | undefined {
  const [first] = standings(runs, step);
  if (first === undefined || isOut(first, step)) return undefined;
  return placeOf(runs, first, step).sharing === 1 ? first : undefined;
}

/** The first step from which on a run was alone in front, to the end. */
export function leadSince(runs: readonly Ranked[], run: Ranked, steps: number): number {
  let since = steps;
  while (since > 1 && soleLeader(runs, since - 1) === run) since -= 1;
  return since;
}
