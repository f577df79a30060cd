import type { Interval } from '../../src/scene/scale.ts';
import { remember } from '../../src/sim/remember.ts';
import { type OverfittingTrace, type SeedRun, spreadsOf } from './simulation.ts';
import type { Series, Spread } from './statistics.ts';

/** One loss across the runs. */
export interface Curves extends Spread {
  readonly runs: readonly Series[];
}

/** Both losses of one way of training. */
export interface Losses {
  readonly train: Curves;
  readonly validation: Curves;
}

/** What the pictures and the sound of a trace have in common. */
export interface View {
  readonly plain: Losses;
  readonly remedies: readonly Losses[];
  /** Losses in the charts, from 0 on. */
  readonly loss: Interval;
  /** The losses that sound lowest and highest: the same for the whole film. */
  readonly pitch: { readonly lowest: number; readonly highest: number };
}

const lossesOf = (runs: readonly SeedRun[]): Losses => {
  const spreads = spreadsOf(runs);
  return {
    train: { ...spreads.train, runs: runs.map(({ series }) => series.trainLoss) },
    validation: { ...spreads.validation, runs: runs.map(({ series }) => series.validationLoss) },
  };
};

/** Losses below this are not told apart by ear. */
const SILENT = 1e-3;

export const viewOf = remember((trace: OverfittingTrace): View => {
  const plain = lossesOf(trace.runs);
  const remedies = trace.remedies.map(({ runs }) => lossesOf(runs));
  const all = [plain, ...remedies].flatMap(({ train, validation }) => [train, validation]);
  const tops = all.flatMap(({ mean, deviation }) => mean.map((value, k) => value + (deviation[k] ?? 0)));
  const means = all.flatMap(({ mean }) => mean);
  const highest = means.reduce((most, value) => Math.max(most, value), 2 * SILENT);
  const lowest = means.reduce((least, value) => Math.min(least, value), highest / 2);
  return {
    plain,
    remedies,
    loss: [0, 1.04 * tops.reduce((most, value) => Math.max(most, value), 2 * SILENT)],
    pitch: { lowest: Math.max(lowest, SILENT), highest },
  };
});
