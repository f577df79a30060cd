import { minIndex } from 'd3-array';

/** Mean and standard deviation across runs, step by step. */
export interface Spread {
  readonly mean: readonly number[];
  /** With divisor n − 1; 0 for a single run. */
  readonly deviation: readonly number[];
}

/** The mean of runs and their sample standard deviation (n − 1), step by step. @param runs at least one, all of the same length */
export function spreadOf(runs: readonly (readonly number[])[]): Spread {
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

/** Index of the run closest to the mean by sum of squares: the one to show if there is room for only one. */
export const typicalRun = (runs: readonly (readonly number[])[], mean: readonly number[]): number =>
  minIndex(runs, (run) =>
    run.reduce((sum, value, k) => {
      const off = value - (mean[k] ?? value);
      return sum + off * off;
    }, 0),
  );
