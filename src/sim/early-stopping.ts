/** When training with a patience stops, and which epoch it keeps. */
export interface Stop {
  /** The last epoch trained. */
  readonly epoch: number;
  /** The epoch with the minimum validation loss so far. */
  readonly kept: number;
  /** False if patience never ran out before the end. */
  readonly early: boolean;
}

/**
 * Early stopping: training stops once `patience` epochs in a row have brought no new minimum of the validation loss.
 *
 * @param validationLoss after 0, 1, 2, … epochs
 */
export function earlyStop(validationLoss: readonly number[], patience: number): Stop {
  let kept = 0;
  for (let k = 1; k < validationLoss.length; k += 1) {
    if ((validationLoss[k] ?? 0) < (validationLoss[kept] ?? 0)) kept = k;
    else if (k - kept >= patience) return { epoch: k, kept, early: k < validationLoss.length - 1 };
  }
  return { epoch: validationLoss.length - 1, kept, early: false };
}

/** A series under early stopping: the current values while training, and from the stop on those of the kept epoch. */
export const stoppedAt = <T>(series: readonly T[], stop: Stop): readonly T[] =>
  series.map((value, k) => (k < stop.epoch ? value : (series[stop.kept] ?? value)));
