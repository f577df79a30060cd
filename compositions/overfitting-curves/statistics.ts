/** Values epoch by epoch. */
export type Series = readonly number[];

/** Mean and standard deviation across runs, epoch by epoch. */
export interface Spread {
  readonly mean: Series;
  /** With n − 1 below the line; 0 for a single run. */
  readonly deviation: Series;
}

/** @param runs of one length, at least one */
export function spreadOf(runs: readonly Series[]): Spread {
  const mean = (runs[0] ?? []).map((_, k) => runs.reduce((sum, run) => sum + (run[k] ?? 0), 0) / runs.length);
  const deviation = mean.map((middle, k) => {
    const squares = runs.reduce((sum, run) => {
      const off = (run[k] ?? 0) - middle;
      return sum + off * off;
    }, 0);
    return Math.sqrt(squares / Math.max(runs.length - 1, 1));
  });
  return { mean, deviation };
}

/** Index of the least value, the first of them. */
export const leastAt = (values: Series): number =>
  values.reduce((best, value, k) => (value < (values[best] ?? Number.POSITIVE_INFINITY) ? k : best), 0);

/** When training with a patience ends, and which epoch it keeps. */
export interface Stop {
  /** The last epoch that is trained. */
  readonly epoch: number;
  /** The one with the least validation loss until then. */
  readonly kept: number;
  /** False when the patience was never used up. */
  readonly early: boolean;
}

/** Early stopping: training ends once `patience` epochs in a row have brought no new least validation loss. */
export function stopOf(validationLoss: Series, patience: number): Stop {
  let kept = 0;
  for (let k = 1; k < validationLoss.length; k += 1) {
    if ((validationLoss[k] ?? 0) < (validationLoss[kept] ?? 0)) kept = k;
    else if (k - kept >= patience) return { epoch: k, kept, early: k < validationLoss.length - 1 };
  }
  return { epoch: validationLoss.length - 1, kept, early: false };
}

/** What one has at each epoch when training stops: the network in training, and from the stop on the one that is kept. */
export const stoppedSeries = (series: Series, stop: Stop): Series =>
  series.map((value, k) => (k < stop.epoch ? value : (series[stop.kept] ?? value)));
