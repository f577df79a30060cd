import { minIndex } from 'd3-array';
import { earlyStop } from '../../src/sim/early-stopping.ts';
import type { RemedyKind } from './params.ts';

/** How training went, by the means across the runs. */
export interface Course {
  /** The epoch of the minimum validation loss. */
  readonly bestEpoch: number;
  readonly bestValidationLoss: number;
  readonly finalTrainLoss: number;
  readonly finalValidationLoss: number;
  /** Validation loss minus training loss, at the best epoch and at the end. */
  readonly gapAtBest: number;
  readonly finalGap: number;
}

/** The effect of a remedy on the validation loss, compared with training without it. */
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
  /** The first epoch from which on the gap stays at least 1.5 times as wide as at the best one; else `null`. */
  readonly grownEpoch: number | null;
  /** Where early stopping would stop the mean, by the params' patience; `null` if it would not or is not requested. */
  readonly stopEpoch: number | null;
  /** Index of the run whose validation loss is closest to the mean: the one whose boundary is shown. */
  readonly shownRun: number;
  readonly remedies: readonly RemedyFacts[];
}

/** A gap counts as grown if it is this many times as wide. */
const GROWN = 1.5;

/** A relative change of the loss below this is ignored. */
const SAME = 0.02;

type Losses = readonly number[];

const gapAt = (train: Losses, validation: Losses, k: number): number =>
  (validation.at(k) ?? Number.NaN) - (train.at(k) ?? Number.NaN);

/** @param train means across the runs, as is `validation` */
export function courseOf(train: Losses, validation: Losses): Course {
  const bestEpoch = minIndex(validation);
  return {
    bestEpoch,
    bestValidationLoss: validation[bestEpoch] ?? Number.NaN,
    finalTrainLoss: train.at(-1) ?? Number.NaN,
    finalValidationLoss: validation.at(-1) ?? Number.NaN,
    gapAtBest: gapAt(train, validation, bestEpoch),
    finalGap: gapAt(train, validation, -1),
  };
}

/** True if training past the best epoch has made the validation loss worse. */
export const overfits = ({ bestValidationLoss, finalValidationLoss }: Course): boolean =>
  finalValidationLoss > bestValidationLoss * (1 + SAME);

export function effectOf(remedy: Course, without: Course): Effect {
  if (remedy.finalValidationLoss > without.finalValidationLoss * (1 + SAME)) return 'worse';
  if (remedy.finalValidationLoss > without.finalValidationLoss * (1 - SAME)) return 'none';
  return remedy.bestValidationLoss < without.bestValidationLoss * (1 - SAME) ? 'better' : 'calmer';
}

export function grownEpochOf(train: Losses, validation: Losses, course: Course): number | null {
  if (!overfits(course) || !(course.gapAtBest > 0)) return null;
  const wide = GROWN * course.gapAtBest;
  const grown = validation.findLastIndex((_, k) => gapAt(train, validation, k) < wide) + 1;
  return grown > course.bestEpoch && grown < validation.length ? grown : null;
}

export function stopEpochOf(validation: Losses, patience: number | undefined): number | null {
  if (patience === undefined) return null;
  const { epoch, early } = earlyStop(validation, patience);
  return early ? epoch : null;
}
