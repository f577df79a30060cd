import { mean, minIndex } from 'd3-array';
import type { Course } from '../../src/sim/learning-curve.ts';
import type { Marks } from '../../src/sim/network/two-classes.ts';
import type { RemedyKind } from './params.ts';

/** How the networks of all runs do on the test points. */
export interface Test {
  /** Mean over the runs. */
  readonly testLoss: number;
  /** Mean number of points that are called by the other class than their label. */
  readonly testErrors: number;
}

/** The means over the runs with a remedy. */
export interface RemedyFacts extends Course, Test {
  readonly id: string;
  readonly kind: RemedyKind;
  /** Runs with a lower test loss than the same run without the remedy. */
  readonly lowerIn: number;
}

/** The epoch from which on a network gives a wrongly labelled point its wrong label, to the end. */
export interface Bend {
  readonly epoch: number;
  /** Index of the training point. */
  readonly point: number;
}

/** What happens in the run that is shown. */
export interface ShownFacts extends Course {
  /** Index of the run: its validation loss is closest to the mean. */
  readonly run: number;
  /** The first bend past the best epoch, if the run overfits and there is one. */
  readonly bend: Bend | null;
}

/** The course is that of the means over the runs. */
export interface OverfittingFacts extends Course, Test {
  readonly shown: ShownFacts;
  readonly remedies: readonly RemedyFacts[];
}

export const testOfRuns = (runs: readonly { readonly test: Marks }[]): Test => ({
  testLoss: mean(runs, ({ test }) => test.loss) ?? Number.NaN,
  testErrors: mean(runs, ({ test }) => test.errors) ?? Number.NaN,
});

/**
 * The first bend past an epoch.
 *
 * @param believed per epoch, for each wrong label, whether the network gives it
 * @param wrong indices of the training points with wrong labels
 */
export function firstBend(
  believed: readonly (readonly boolean[])[],
  wrong: readonly number[],
  after: number,
): Bend | null {
  const bends = wrong
    .map((point, i): Bend => ({ point, epoch: believed.findLastIndex((at) => at[i] === false) + 1 }))
    .filter(({ epoch }) => epoch > after && epoch < believed.length);
  return bends[minIndex(bends, ({ epoch }) => epoch)] ?? null;
}
