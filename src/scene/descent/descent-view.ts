import type { DescentTrace } from '../../sim/descents.ts';
import { excessLoss } from '../../sim/excess-loss.ts';
import type { Interval } from '../../sim/interval.ts';
import { doubleWellValue } from '../../sim/objectives/double-well.ts';
import { remember } from '../../sim/remember.ts';
import { following } from '../scale.ts';

/** Added to the excess loss before its logarithm is taken, in picture and sound. */
export const EPSILON = 1e-3;

/** What all pictures of a trace share, so that runs can be compared. */
export interface DescentView {
  /** Parameter values in the landscape. */
  readonly x: Interval;
  /** Losses in the landscape. */
  readonly loss: Interval;
  /** The same without space for names. */
  readonly compactLoss: Interval;
  /** L − L* + ε in chart and sound: from ε to that of the start. A run beyond it is clamped. */
  readonly excess: Interval;
  /** Each run's L − L* + ε, step by step. */
  readonly excesses: readonly (readonly number[])[];
}

/** How far beyond start and wells the landscape may extend to follow a run, as a fraction of their spread. */
const FOLLOW = 0.35;

/** Finds the part of the landscape that contains start, wells and every run that stays in range. */
export const viewOf = remember(({ params, runs, facts }: DescentTrace): DescentView => {
  const { objective, start } = params;
  const landmarks = [
    start,
    ...facts.globalMinimum,
    ...(facts.localMinimum ?? []),
    ...(facts.localMaximum ?? []),
  ];
  const [left, right] = [Math.min(...landmarks, -1), Math.max(...landmarks, 1)];
  const followed = runs.filter(({ status }) => status !== 'diverged').flatMap(({ points }) => points.flat());
  const [low, high] = following([left, right], followed, FOLLOW);
  const margin = 0.09 * (high - low);
  const losses = [...landmarks, low, high].map((x) => doubleWellValue(objective, x));
  const top = Math.max(...losses);
  const spread = top - facts.leastLoss;
  const startExcess = doubleWellValue(objective, start) - facts.leastLoss;
  const hillExcess = Math.max(...landmarks.map((x) => doubleWellValue(objective, x))) - facts.leastLoss;
  return {
    x: [low - margin, high + margin],
    // Space below the lowest dip for the names of the minima.
    loss: [facts.leastLoss - 0.3 * spread, top + 0.14 * spread],
    compactLoss: [facts.leastLoss - 0.06 * spread, top + 0.08 * spread],
    excess: [EPSILON, Math.max(startExcess, hillExcess, 10 * EPSILON) + EPSILON],
    excesses: runs.map(({ losses }) => losses.map((loss) => excessLoss(loss, facts.leastLoss, EPSILON))),
  };
});

/** The excess interval with some headroom, for an axis. */
export const chartDomain = ({ excess: [low, high] }: DescentView): Interval => [low, 1.3 * high];
