import type { RemedyKind } from './params.ts';
import { leastAt, type Series, type Spread, stopOf } from './statistics.ts';

/** How training went, all of the means across the runs. */
export interface Course {
  /** The epoch of the least validation loss. */
  readonly bestEpoch: number;
  readonly bestValidationLoss: number;
  readonly finalTrainLoss: number;
  readonly finalValidationLoss: number;
  /** Validation loss less training loss, at the best epoch and at the end. */
  readonly gapAtBest: number;
  readonly finalGap: number;
}

/** What a remedy did to the validation loss, against training without it. */
export type Effect =
  /** It ends lower, and its best is lower too. */
  | 'better'
  /** It ends lower, but its best is no lower. */
  | 'calmer'
  /** It ends about where it would have. */
  | 'none'
  /** It ends higher. */
  | 'worse';

export interface RemedyFacts extends Course {
  readonly id: string;
  readonly kind: RemedyKind;
  readonly effect: Effect;
}

export interface OverfittingFacts extends Course {
  /** The first epoch from which on the gap stays at least {@link GROWN} times as wide as at the best one; else `null`. */
  readonly grownEpoch: number | null;
  /** Where early stopping ends the mean, by the patience of the params; `null` where it does not or is not asked for. */
  readonly stopEpoch: number | null;
  /** Index of the run whose validation loss is closest to the mean: the one whose boundary is shown. */
  readonly shownRun: number;
  readonly remedies: readonly RemedyFacts[];
}

/** A gap this many times as wide has grown. */
export const GROWN = 1.5;

/** A change of the loss by less than this share is none. */
const SAME = 0.02;

export function courseOf(train: Spread, validation: Spread): Course {
  const bestEpoch = leastAt(validation.mean);
  const at = (series: Series, k: number): number => series[k] ?? Number.NaN;
  const last = validation.mean.length - 1;
  const gap = (k: number): number => at(validation.mean, k) - at(train.mean, k);
  return {
    bestEpoch,
    bestValidationLoss: at(validation.mean, bestEpoch),
    finalTrainLoss: at(train.mean, last),
    finalValidationLoss: at(validation.mean, last),
    gapAtBest: gap(bestEpoch),
    finalGap: gap(last),
  };
}

/** True when training past the best epoch has cost validation loss. */
export const overfits = ({ bestValidationLoss, finalValidationLoss }: Course): boolean =>
  finalValidationLoss > bestValidationLoss * (1 + SAME);

export function effectOf(remedy: Course, without: Course): Effect {
  if (remedy.finalValidationLoss > without.finalValidationLoss * (1 + SAME)) return 'worse';
  if (remedy.finalValidationLoss > without.finalValidationLoss * (1 - SAME)) return 'none';
  return remedy.bestValidationLoss < without.bestValidationLoss * (1 - SAME) ? 'better' : 'calmer';
}

export function grownEpochOf(train: Spread, validation: Spread, course: Course): number | null {
  if (!overfits(course) || !(course.gapAtBest > 0)) return null;
  const narrow = validation.mean.findLastIndex(
    (value, k) => value - (train.mean[k] ?? value) < GROWN * course.gapAtBest,
  );
  const grown = narrow + 1;
  return grown > course.bestEpoch && grown < validation.mean.length ? grown : null;
}

export function stopEpochOf(validation: Spread, patience: number | undefined): number | null {
  if (patience === undefined) return null;
  const { epoch, early } = stopOf(validation.mean, patience);
  return early ? epoch : null;
}

/** Index of the run whose series is closest to the mean, in the sum of squares. */
export function nearestToMean(runs: readonly Series[], { mean }: Spread): number {
  const distances = runs.map((run) =>
    run.reduce((sum, value, k) => {
      const off = value - (mean[k] ?? value);
      return sum + off * off;
    }, 0),
  );
  return leastAt(distances);
}
