import { type DoubleWell, doubleWellGradient, stabilityThreshold, type Wells } from './double-well.ts';

/** The outcome of a run, read from its trace. */
export interface Verdict {
  readonly kind: 'settles' | 'stuck' | 'crawling' | 'cycle' | 'diverges';
  /** The minimum the verdict refers to: settled or stuck in, crawling towards, circling; `null` if there is none. */
  readonly minimum: number | null;
  /** Steps after which a cycle repeats; `null` for the other kinds and if no period is found. */
  readonly period: number | null;
  /** The first step from which on the verdict holds to the end of the run; `null` if crawling. */
  readonly since: number | null;
}

/** A state counts as settled if at most this fraction of the run's loss drop into that minimum remains. */
const SETTLED_SHARE = 0.01;
/** … or less than this in absolute terms (a run that starts in a minimum has no drop). */
const SETTLED_LOSS = 1e-9;
/** Two states one period apart must agree to this fraction of the cycle's width. */
const PERIOD_TOLERANCE = 1e-3;
/** A cycle narrower than this is round-off around a minimum, not a cycle. */
const CYCLE_WIDTH = 1e-6;
const LONGEST_PERIOD = 16;
/** With fewer states than this, restlessness is not yet a verdict. */
const TELLING_STATES = 8;

/**
 * True if every later step must grow: beyond |x| > 1 with rate · |L′(x)| > 2 |x|, each update overshoots to a
 * larger |x| on the other side. (|L′(x)| ≥ 4a |x| (x² − 1) − |b| makes this hold from there on.)
 */
function escapes({ a, b }: DoubleWell, rate: number, x: number): boolean {
  const size = Math.abs(x);
  return size > 1 && rate * (4 * a * (x * x - 1) - Math.abs(b) / size) > 2;
}

/** The minimum at the bottom of the slope that x is on. */
function basin(wells: Wells, x: number): number {
  const { global, local, hill } = wells;
  if (local === null || hill === null) return global.x;
  const [left, right] = global.x < local.x ? [global, local] : [local, global];
  return x < hill.x ? left.x : right.x;
}

/** The smallest period that the end of the run repeats for two full cycles, or `null`. */
function findPeriod(xs: readonly number[]): number | null {
  const last = xs.length - 1;
  for (let period = 2; period <= LONGEST_PERIOD && 3 * period <= last; period += 1) {
    if (repeatsFrom(xs, period) <= last - 3 * period + 1) return period;
  }
  return null;
}

/** The first index from which on xs repeats with this period up to its end (its length if it does not). */
function repeatsFrom(xs: readonly number[], period: number): number {
  const turn = xs.slice(-2 * period);
  const width = Math.max(...turn) - Math.min(...turn);
  if (width < CYCLE_WIDTH) return xs.length;
  let first = xs.length - period;
  while (first > 0) {
    const [earlier = 0, later = 0] = [xs[first - 1], xs[first - 1 + period]];
    if (Math.abs(later - earlier) > PERIOD_TOLERANCE * width) break;
    first -= 1;
  }
  return first === xs.length - period ? xs.length : first;
}

/** The last quarter of a run, at least four states. */
const endOf = (xs: readonly number[]): readonly number[] => xs.slice(-Math.max(4, Math.ceil(xs.length / 4)));

/** True if each state at the run's end is closer to the minimum than the one two steps before, on the same side. */
const closesIn = (xs: readonly number[], minimum: number): boolean =>
  endOf(xs)
    .map((x) => Math.abs(x - minimum))
    .every((distance, i, all) => i < 2 || distance < (all[i - 2] ?? 0) || distance === 0);

/** True if the end of the run moves in one direction only, or closes in on the minimum. */
function approaches(xs: readonly number[], minimum: number): boolean {
  const end = endOf(xs);
  const moves = end.slice(1).map((x, i) => x - (end[i] ?? x));
  return moves.every((move) => move >= 0) || moves.every((move) => move <= 0) || closesIn(xs, minimum);
}

/**
 * Determines the outcome of a run. The rules, in this order:
 *
 * 1. `diverges`: the run overflowed, or its last state is where every later step must grow (see `escapes`).
 * 2. `cycle` with its period p (2 … 16): the last two periods agree to 1e-3 of the cycle's width, which is ≥ 1e-6. Does
 *    not apply while the oscillation shrinks around a minimum with rate < 2 / L″, however slowly: it will settle there.
 * 3. `settles` (in a global minimum) or `stuck` (in a merely local one): rate < 2 / L″ there, so that it can settle,
 *    and the last loss is within 1 % of the run's whole drop into that minimum (or within 1e-9); or it started in it and
 *    never moved. A run that starts on top of the hill, where the slope is 0, is `stuck` without a minimum.
 * 4. `crawling`: the run has fewer than eight states, too few to tell; or its last quarter (at least three steps)
 *    moves one way only or closes in at every step.
 * 5. `cycle` without a period otherwise: bounded, not at rest, not approaching – it never settles.
 *
 * @param xs the states, index = step
 * @param losses their losses
 * @param overflowed whether the next state would not have been finite
 */
export function verdictOf(
  objective: DoubleWell,
  wells: Wells,
  rate: number,
  xs: readonly number[],
  losses: readonly number[],
  overflowed: boolean,
): Verdict {
  const last = xs.length - 1;
  const x = xs[last] ?? Number.NaN;
  if (overflowed || escapes(objective, rate, x)) {
    const since = xs.findIndex((state) => escapes(objective, rate, state));
    return { kind: 'diverges', minimum: null, period: null, since: since < 0 ? last : since };
  }

  const destination = basin(wells, x);
  const minimum = wells.local?.x === destination ? wells.local : wells.global;
  const canSettle = rate < stabilityThreshold(minimum.curvature);
  const period = findPeriod(xs);
  if (period !== null && !(canSettle && closesIn(xs, destination))) {
    const turn = xs.slice(-period).map((state) => basin(wells, state));
    const around = turn.every((minimum) => minimum === turn[0]) ? (turn[0] ?? null) : null;
    return { kind: 'cycle', minimum: around, period, since: repeatsFrom(xs, period) };
  }

  const still = xs.every((state) => state === x);
  if (still && x === wells.hill?.x) {
    return { kind: 'stuck', minimum: null, period: null, since: 0 };
  }
  const drop = Math.max(...losses) - minimum.loss;
  const settled = (loss: number): boolean =>
    Math.abs(loss - minimum.loss) <= Math.max(SETTLED_SHARE * drop, SETTLED_LOSS);
  if ((canSettle || still) && settled(losses[last] ?? Number.NaN)) {
    const unsettled = losses.findLastIndex(
      (loss, k) => !settled(loss) || basin(wells, xs[k] ?? x) !== destination,
    );
    const kind = minimum === wells.global || wells.equal ? 'settles' : 'stuck';
    return { kind, minimum: destination, period: null, since: unsettled + 1 };
  }

  if (xs.length < TELLING_STATES || approaches(xs, destination)) {
    return { kind: 'crawling', minimum: destination, period: null, since: null };
  }
  return { kind: 'cycle', minimum: null, period: null, since: Math.floor((3 * xs.length) / 4) };
}

/** True if the gradient at x is practically zero: the mathematical sense of `converged`. */
export const atRest = (objective: DoubleWell, x: number): boolean =>
  Math.abs(doubleWellGradient(objective, x)) <= 1e-3;
