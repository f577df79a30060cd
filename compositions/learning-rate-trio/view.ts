import type { Interval } from '../../src/scene/scale.ts';
import { clamp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { TrioTrace } from './simulation.ts';

/** Added to the excess loss before its logarithm is taken, in picture and sound. */
export const EPSILON = 1e-3;

/** What the pictures of a trace have in common, so that runs can be compared. */
export interface View {
  /** Parameter values in the landscape. */
  readonly x: Interval;
  /** Losses in the landscape. */
  readonly loss: Interval;
  /** The same without room for names. */
  readonly compactLoss: Interval;
  /** L − L* + ε in chart and sound: from ε to the start's. A run beyond it is clamped to it. */
  readonly excess: Interval;
  readonly steps: number;
}

/** How far beyond start and wells the landscape may grow to follow a run, as a share of their spread. */
const FOLLOW = 0.35;

/** Finds the part of the landscape that holds start, wells and every run that stays in reach. */
export function viewOf({ params, runs, facts }: TrioTrace): View {
  const { objective, start, steps } = params;
  const landmarks = [
    start,
    ...facts.globalMinimum,
    ...(facts.localMinimum ?? []),
    ...(facts.localMaximum ?? []),
  ];
  const [left, right] = [Math.min(...landmarks, -1), Math.max(...landmarks, 1)];
  const reach = FOLLOW * (right - left);
  const followed = runs
    .filter(({ status }) => status !== 'diverged')
    .flatMap(({ points }) => points.map(([x]) => clamp(x, left - reach, right + reach)));
  const low = followed.reduce((least, x) => Math.min(least, x), left);
  const high = followed.reduce((most, x) => Math.max(most, x), right);
  const margin = 0.09 * (high - low);
  const losses = [...landmarks, low, high].map((x) => doubleWellValue(objective, x));
  const top = Math.max(...losses);
  const spread = top - facts.leastLoss;
  const startExcess = doubleWellValue(objective, start) - facts.leastLoss;
  const hillExcess = Math.max(...landmarks.map((x) => doubleWellValue(objective, x))) - facts.leastLoss;
  return {
    x: [low - margin, high + margin],
    // Room below the lowest dip for the names of the minima.
    loss: [facts.leastLoss - 0.3 * spread, top + 0.14 * spread],
    compactLoss: [facts.leastLoss - 0.06 * spread, top + 0.08 * spread],
    excess: [EPSILON, Math.max(startExcess, hillExcess, 10 * EPSILON) + EPSILON],
    steps,
  };
}

/** L − L* + ε, what charts and pitch take the logarithm of; > 0 also where rounding puts a loss below L*. */
export const excessLoss = (loss: number, leastLoss: number): number =>
  Math.max(loss - leastLoss, 0) + EPSILON;

/** The excess interval with some room at the top, for an axis. */
export const chartDomain = ({ excess: [low, high] }: View): Interval => [low, 1.3 * high];
