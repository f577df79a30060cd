import { judgeStopping, type StoppingParams } from './early-stopping-rules.ts';

/** When training with a patience stops, and which epoch it keeps. */
export interface Stop {
  /** The last epoch trained. */
  readonly epoch: number;
  /** The epoch whose weights are kept; with a patience alone the one with the minimum validation loss so far. */
  readonly kept: number;
  /** False if patience never ran out before the end. */
  readonly early: boolean;
}

/**
 * Early stopping: training stops once `patience` epochs in a row have brought no new minimum of the validation loss, and
 * the best epoch is kept. With a library's rule it stops, and keeps, as there: see {@link judgeStopping}.
 *
 * @param validationLoss after 0, 1, 2, … epochs
 * @param rule a patience, which is Keras' with restore_best_weights, or a library's rule as data
 * @throws Error of one line for what the library does not have
 */
export function earlyStop(validationLoss: readonly number[], rule: number | StoppingParams): Stop {
  const params: StoppingParams =
    typeof rule === 'number'
      ? { kind: 'patience', semantics: 'keras', patience: rule, restoreBest: true }
      : rule;
  const last = validationLoss.length - 1;
  const { stop = last, kept } = judgeStopping(params, validationLoss);
  return { epoch: stop, kept, early: stop < last };
}

/** A series under early stopping: the current values while training, and from the stop on those of the kept epoch. */
export const stoppedAt = <T>(series: readonly T[], stop: Stop): readonly T[] =>
  series.map((value, k) => (k < stop.epoch ? value : (series[stop.kept] ?? value)));
