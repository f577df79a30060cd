import type { Interval } from '../../src/scene/scale.ts';
import { remember } from '../../src/sim/remember.ts';
import { type Spread, spreadOf } from '../../src/sim/spread.ts';
import type { OverfittingTrace, SeedRun } from './simulation.ts';

/** One loss across the runs. */
export interface Curves extends Spread {
  readonly runs: readonly (readonly number[])[];
}

/** Both losses of one variant of training. */
export interface Losses {
  readonly train: Curves;
  readonly validation: Curves;
}

/** What the pictures and the sound of a trace share. */
export interface View {
  readonly plain: Losses;
  readonly remedies: readonly Losses[];
  /** Losses in the charts, from 0 on. */
  readonly loss: Interval;
  /** The losses with the lowest and highest pitch, the same for the whole film. */
  readonly pitch: { readonly lowest: number; readonly highest: number };
}

const curvesOf = (runs: Curves['runs']): Curves => ({ ...spreadOf(runs), runs });

const lossesOf = (runs: readonly SeedRun[]): Losses => ({
  train: curvesOf(runs.map(({ series }) => series.trainLoss)),
  validation: curvesOf(runs.map(({ series }) => series.validationLoss)),
});

/** Losses below this all have the same pitch. */
const SILENT = 1e-3;

export const viewOf = remember((trace: OverfittingTrace): View => {
  const plain = lossesOf(trace.runs);
  const remedies = trace.remedies.map(({ runs }) => lossesOf(runs));
  const all = [plain, ...remedies].flatMap(({ train, validation }) => [train, validation]);
  const tops = all.flatMap(({ mean, deviation }) => mean.map((value, k) => value + (deviation[k] ?? 0)));
  const means = all.flatMap(({ mean }) => mean);
  const highest = Math.max(2 * SILENT, ...means);
  return {
    plain,
    remedies,
    loss: [0, 1.04 * Math.max(2 * SILENT, ...tops)],
    pitch: { lowest: Math.max(SILENT, Math.min(highest / 2, ...means)), highest },
  };
});
