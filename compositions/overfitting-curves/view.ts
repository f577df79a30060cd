import type { Interval } from '../../src/scene/scale.ts';
import { remember } from '../../src/sim/remember.ts';
import { type Spread, spreadOf } from '../../src/sim/spread.ts';
import { floorOf, shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';

/** One loss across the runs. */
export interface Curves extends Spread {
  readonly runs: readonly (readonly number[])[];
}

/** What the pictures and the sound of a trace share. */
export interface View {
  /** Without a remedy, all runs. */
  readonly train: Curves;
  readonly validation: Curves;
  /** Losses in the large chart, from 0 on. */
  readonly loss: Interval;
  /** Validation losses of the run shown, without a remedy and with each. */
  readonly ways: readonly (readonly number[])[];
  /** Test losses of all runs, without a remedy and with each. */
  readonly tests: readonly (readonly number[])[];
  /** The same for the shares of the test points that they get wrong. */
  readonly errors: readonly (readonly number[])[];
  /** Losses in the small charts, and shares of errors. */
  readonly small: Interval;
  readonly smallErrors: Interval;
  /** The losses with the lowest and highest pitch, the same for the whole film. */
  readonly pitch: { readonly lowest: number; readonly highest: number };
}

const curvesOf = (runs: Curves['runs']): Curves => ({ ...spreadOf(runs), runs });

/** Losses below this all have the same pitch. */
const SILENT = 1e-3;
/** Losses above this multiple of the usual ones leave the small charts. */
const OUTLIER = 3;

export const viewOf = remember((trace: OverfittingTrace): View => {
  const own = shownSeries(trace);
  const train = curvesOf(trace.runs.map(({ series }) => series.trainLoss));
  const validation = curvesOf(trace.runs.map(({ series }) => series.validationLoss));
  const tops = [train, validation].flatMap(({ mean, deviation }) =>
    mean.map((value, k) => value + (deviation[k] ?? 0)),
  );
  const run = trace.facts.shown.run;
  const ways = [
    own.validationLoss,
    ...trace.remedies.map(({ runs }) => runs[run]?.series.validationLoss ?? []),
  ];
  const trained = [trace.runs, ...trace.remedies.map(({ runs }) => runs)];
  const tests = trained.map((runs) => runs.map(({ test }) => test.loss));
  const errors = trained.map((runs) => runs.map(({ test }) => test.errors / trace.params.data.test));
  const heard = [own.trainLoss, ...ways].flat();
  const highest = Math.max(2 * SILENT, ...heard);
  const usual = Math.max(...own.validationLoss, ...(tests[0] ?? []));
  const highestShown = Math.min(OUTLIER * usual, Math.max(...ways.flat(), ...tests.flat()));
  return {
    train,
    validation,
    loss: [0, 1.04 * Math.max(2 * SILENT, ...tops, ...own.trainLoss, ...own.validationLoss)],
    ways,
    tests,
    errors,
    small: [0, 1.06 * Math.max(2 * SILENT, highestShown)],
    smallErrors: [0, 1.1 * Math.max(0.01, floorOf(trace.params), ...errors.flat())],
    pitch: { lowest: Math.max(SILENT, Math.min(highest / 2, ...heard)), highest },
  };
});
