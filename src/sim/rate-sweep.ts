import type { DescentTrace } from './descents.ts';
import { exp, lerp, ln } from './maths.ts';
import { doubleWell } from './objectives/double-well.ts';
import { sgd } from './optimizers/gradient-descent.ts';
import { remember } from './remember.ts';
import { simulate } from './trace.ts';

/** How many rates a sweep tries, and how far beyond the lowest and the highest rate of the trace it reaches. */
export const SWEEP = { trials: 240, below: 2, above: 1.8 } as const;
/** A run whose last step is longer than this share of its way is still on the move. */
export const STILL = 1e-3;
/** A trial has arrived if at most these shares of the start's height and of its distance are left: height, and last step. */
const ARRIVED = { height: 0.01, move: STILL } as const;

/** One rate of a sweep. */
export interface RateTrial {
  readonly rate: number;
  /** L − L* after the last step; `null` if the run is higher than `GONE` times the start by then, or overflowed. */
  readonly excess: number | null;
  /** At rest in a global minimum. */
  readonly arrived: boolean;
}

/** Whoever ends so many times as high above the minimum as the start has flown off. */
const GONE = 100;

/** The descents of a trace at many other rates, evenly spaced on a logarithmic scale: same start, same number of steps. */
export const rateSweep = remember(({ params, facts }: DescentTrace): readonly RateTrial[] => {
  const { learningRates, start, steps } = params;
  const objective = doubleWell(params.objective);
  const height = Math.max(objective.value([start]) - facts.leastLoss, 1e-9);
  const [low, high] = [Math.min(...learningRates) / SWEEP.below, Math.max(...learningRates) * SWEEP.above];
  return Array.from({ length: SWEEP.trials }, (_, i): RateTrial => {
    // Rounded to the three digits that are printed.
    const rate = Number(exp(lerp(ln(low), ln(high), i / (SWEEP.trials - 1))).toPrecision(3));
    const { points, losses, overflowed } = simulate(objective, sgd({ learningRate: rate }), [start], steps);
    const excess = Math.max((losses.at(-1) ?? 0) - facts.leastLoss, 0);
    if (overflowed || !(excess <= GONE * height)) return { rate, excess: null, arrived: false };
    const [before = start, x = start] = [points.at(-2)?.[0], points.at(-1)?.[0]];
    const way = Math.min(
      ...[...facts.globalMinimum, ...(facts.equalMinima ? (facts.localMinimum ?? []) : [])].map((minimum) =>
        Math.abs(start - minimum),
      ),
    );
    const still = Math.abs(x - before) <= ARRIVED.move * Math.max(way, 1e-9);
    return { rate, excess, arrived: still && excess <= ARRIVED.height * height };
  });
});

/** The rates of a sweep that arrive, from the lowest to the highest, and whether all in between do; `null` if none does. */
export function arrivingRates(
  trace: DescentTrace,
): { readonly from: number; readonly to: number; readonly all: boolean } | null {
  const trials = rateSweep(trace);
  const [first, last] = [
    trials.findIndex(({ arrived }) => arrived),
    trials.findLastIndex(({ arrived }) => arrived),
  ];
  const [from, to] = [trials[first], trials[last]];
  if (from === undefined || to === undefined) return null;
  return { from: from.rate, to: to.rate, all: trials.slice(first, last + 1).every(({ arrived }) => arrived) };
}
