import type { DescentTrace } from './descents.ts';
import type { Interval } from './interval.ts';
import { exp, lerp, ln } from './maths.ts';
import { doubleWell, doubleWellGradient } from './objectives/double-well.ts';
import { sgd } from './optimizers/gradient-descent.ts';
import { remember } from './remember.ts';
import { simulate } from './trace.ts';

/**
 * How many rates a sweep tries, how far beyond the lowest and the highest rate of the trace it reaches, and up to what
 * ratio of these its rates are evenly spaced; beyond it their logarithms are.
 */
const SWEEP = { trials: 480, below: 2, above: 1.8, linear: 60 } as const;
/** A run whose last step is longer than this share of its way is still on the move. */
export const STILL = 1e-3;
/** A trial has arrived if at most these shares of the start's height and of its distance are left: height, and last step. */
const ARRIVED = { height: 0.01, move: STILL } as const;
/** A run whose last states are further apart than this bounces to and fro. */
const BOUNCE = 0.01;
/** States that a trial keeps: enough to see between which it bounces; and by how many it is judged where it is. */
const KEPT = 16;
const JUDGED = 8;
/** Significant digits of a rate as printed. */
const DIGITS = 3;

/** One rate of a sweep. */
export interface RateTrial {
  readonly rate: number;
  /** L − L* after the last step; `null` if the run is beyond `GONE` by then, or overflowed. */
  readonly excess: number | null;
  /** At rest in a global minimum. */
  readonly arrived: boolean;
  /** The last states. */
  readonly last: readonly number[];
  /** Whether a step has landed on the other side of the hill. */
  readonly crossed: boolean;
}

/** Whoever ends so many times as high above the minimum as the start, and so far outside of start and dips, has flown off. */
const GONE = { height: 100, far: 2 } as const;

const rounded = (rate: number): number => Number(rate.toPrecision(DIGITS));

/** Whether the rates of a sweep are evenly spaced, and not their logarithms. */
export const evenlySwept = ({ params: { learningRates } }: DescentTrace): boolean =>
  Math.max(...learningRates) <= SWEEP.linear * Math.min(...learningRates);

/** The descent at one rate: same start, same number of steps. */
function trialOf({ params, facts }: DescentTrace, rate: number): RateTrial {
  const { start, steps } = params;
  const objective = doubleWell(params.objective);
  const height = Math.max(objective.value([start]) - facts.leastLoss, 1e-9);
  const { points, losses, overflowed } = simulate(objective, sgd({ learningRate: rate }), [start], steps);
  const excess = Math.max((losses.at(-1) ?? 0) - facts.leastLoss, 0);
  const xs = points.map(([x = start]) => x);
  const hill = facts.localMaximum?.[0];
  const crossed = hill !== undefined && xs.some((x) => x < hill !== start < hill);
  const last = xs.slice(-KEPT);
  const far = Math.abs(last.at(-1) ?? 0) > GONE.far * Math.max(1, Math.abs(start));
  if (overflowed || !(excess <= GONE.height * height || !far))
    return { rate, excess: null, arrived: false, last: [], crossed };
  const [before = start, x = start] = xs.slice(-2);
  const way = Math.min(
    ...[...facts.globalMinimum, ...(facts.equalMinima ? (facts.localMinimum ?? []) : [])].map((minimum) =>
      Math.abs(start - minimum),
    ),
  );
  const still = Math.abs(x - before) <= ARRIVED.move * Math.max(way, 1e-9);
  return { rate, excess, arrived: still && excess <= ARRIVED.height * height, last, crossed };
}

/** The descents of a trace at many other rates, rounded to the digits that are printed. */
export const rateSweep = remember((trace: DescentTrace): readonly RateTrial[] => {
  const { learningRates } = trace.params;
  const [low, high] = [Math.min(...learningRates) / SWEEP.below, Math.max(...learningRates) * SWEEP.above];
  const even = evenlySwept(trace);
  return Array.from({ length: SWEEP.trials }, (_, i) => {
    const t = i / (SWEEP.trials - 1);
    return trialOf(trace, rounded(even ? lerp(low, high, t) : exp(lerp(ln(low), ln(high), t))));
  });
});

/** The rates between two that differ in something, to the last digit that is printed: the last one without, the first one with it. */
function edge(trace: DescentTrace, [low, high]: Interval, has: (trial: RateTrial) => boolean): Interval {
  let [without, first] = [low, high];
  for (;;) {
    const middle = rounded((without + first) / 2);
    if (middle <= without || middle >= first) return [without, first];
    if (has(trialOf(trace, middle))) first = middle;
    else without = middle;
  }
}

/** What the rates of a sweep do, from the lowest to the highest; `null` for what does not happen, or not side by side. */
export interface SweepEdges {
  /** The rates that arrive, from the lowest to the highest: all in between do. */
  readonly arrive: Interval | null;
  /** The first of these, if no rate below ever crosses the hill. */
  readonly clears: number | null;
  /** 2 / L″, if the rates from those that arrive up to it are closing in on the minimum. */
  readonly slow: number | null;
  /** The first rate above 2 / L″ that ends on the other side of the hill. */
  readonly back: number | null;
  /** The first rate from which on all fly off. */
  readonly gone: number | null;
}

/** Finds where what the rates of a sweep do changes. */
export const sweepEdges = remember((trace: DescentTrace): SweepEdges => {
  const trials = rateSweep(trace);
  const { facts, params } = trace;
  const [minimum] = facts.globalMinimum;
  const rateAt = (i: number): number => trials[i]?.rate ?? 0;
  const hill = facts.localMaximum?.[0];
  const threshold = facts.stabilityThreshold;
  const isGone = ({ excess }: RateTrial): boolean => excess === null;
  const lastStaying = trials.findLastIndex((trial) => !isGone(trial));
  const gone =
    lastStaying < 0 || lastStaying === trials.length - 1
      ? null
      : edge(trace, [rateAt(lastStaying), rateAt(lastStaying + 1)], isGone)[1];
  const elsewhere = ({ rate, last }: RateTrial): boolean =>
    hill !== undefined &&
    rate > threshold &&
    last.length > 0 &&
    last.slice(-JUDGED).every((x) => x < hill !== minimum < hill);
  const back = trials.findIndex(elsewhere);
  const fallsBack =
    back < 1 || facts.equalMinima
      ? null
      : edge(trace, [Math.max(rateAt(back - 1), threshold), rateAt(back)], elsewhere)[1];
  const none = { arrive: null, clears: null, slow: null, back: fallsBack, gone };
  const first = trials.findIndex(({ arrived }) => arrived);
  const end = trials.findLastIndex(({ arrived }) => arrived);
  if (first < 0 || first === end || !trials.slice(first, end + 1).every(({ arrived }) => arrived))
    return none;
  const [before, from] =
    first === 0
      ? [null, rateAt(0)]
      : edge(trace, [rateAt(first - 1), rateAt(first)], ({ arrived }) => arrived);
  const to =
    end === trials.length - 1
      ? rateAt(end)
      : edge(trace, [rateAt(end), rateAt(end + 1)], ({ arrived }) => !arrived)[0];
  const stays =
    before !== null &&
    hill !== undefined &&
    !facts.equalMinima &&
    params.start < hill !== minimum < hill &&
    [...trials.slice(0, first), trialOf(trace, before)].every(
      ({ crossed, excess }) => !crossed && excess !== null,
    );
  // Those between that still move must all be nearer to the minimum than two steps before.
  const between = trials.filter(({ rate }) => rate > to && rate < threshold);
  const closing = between.every(({ last }) => {
    const [, ago = 0, , now = 0] = last.slice(-4).map((x) => Math.abs(x - minimum));
    return (
      last.length >= 4 &&
      now < ago &&
      (hill === undefined || last.slice(-JUDGED).every((x) => x < hill === minimum < hill))
    );
  });
  return {
    ...none,
    arrive: [from, to],
    clears: stays ? from : null,
    slow: closing && between.length > 2 && !facts.equalMinima ? threshold : null,
  };
});

/**
 * The rates above 2 / L″ that stay on the side of the global minimum and never come to rest, up to the first ones that do
 * something else; `null` if there are none, or if rates below do not arrive.
 */
export function bouncing(trace: DescentTrace): Interval | null {
  const { arrive, back, gone } = sweepEdges(trace);
  const trials = rateSweep(trace);
  const from = trace.facts.stabilityThreshold;
  const to = Math.min(
    back ?? Number.POSITIVE_INFINITY,
    gone ?? Number.POSITIVE_INFINITY,
    trials.at(-1)?.rate ?? 0,
  );
  if (arrive === null || trace.facts.equalMinima || to <= from) return null;
  const between = trials.filter(({ rate }) => rate > from && rate < to);
  const restless = between.every(({ last }) => {
    const [before = 0, x = 0] = last.slice(-2);
    return last.length > 1 && Math.abs(x - before) > BOUNCE;
  });
  return between.length > 2 && restless ? [from, to] : null;
}

/** Updates after which a run that bounces is asked for its period, how far its states may be apart, and up to which period. */
const CHAOS = { settled: 4000, same: 1e-4, longest: 32 } as const;
/** Beyond the forks at least so many of the rates have no period. */
const MOST = 0.75;

/** After how many steps a run at a rate, when it is carried on, is where it was; `null` if that takes too long. */
function periodAt({ params: { objective, start } }: DescentTrace, rate: number): number | null {
  let x = start;
  const next = (): number => {
    x -= rate * doubleWellGradient(objective, x);
    return x;
  };
  for (let k = 0; k < CHAOS.settled && Math.abs(x) < 1e6; k += 1) next();
  const states = Array.from({ length: 3 * CHAOS.longest }, next);
  const returns = (period: number): boolean =>
    states.slice(period).every((state, k) => Math.abs(state - (states[k] ?? 0)) < CHAOS.same);
  return Array.from({ length: CHAOS.longest }, (_, i) => i + 1).find(returns) ?? null;
}

/**
 * The rate among those that bounce below which each doubles its period again and again, sooner every time, and above which
 * most have none; `null` if that is not so.
 */
export const chaosFrom = remember((trace: DescentTrace): number | null => {
  const [from, to] = bouncing(trace) ?? [0, 0];
  const periods = rateSweep(trace)
    .filter(({ rate }) => rate > from && rate < to)
    .map(({ rate }) => ({ rate, period: periodAt(trace, rate) }));
  const first = periods.findIndex(({ period }) => period === null);
  const forks = periods.slice(0, Math.max(first, 0)).map(({ period }) => period ?? 0);
  const beyond = periods.slice(first);
  const doubled = [2, 4, 8, 16, 32];
  const lengths = doubled.map((period) => forks.filter((one) => one === period).length);
  const doubles =
    forks.every((period, i) => doubled.includes(period) && period >= (forks[i - 1] ?? 2)) &&
    lengths.every((length, i) => i === 0 || length < (lengths[i - 1] ?? 0) || length === 0) &&
    (lengths[1] ?? 0) > 0;
  if (!doubles || beyond.filter(({ period }) => period === null).length < MOST * beyond.length) return null;
  const rates = [periods[first - 1]?.rate ?? from, periods[first]?.rate ?? to] as const;
  return edge(trace, rates, ({ rate }) => periodAt(trace, rate) === null)[1];
});
