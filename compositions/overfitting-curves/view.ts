import type { Curves } from '../../src/scene/parts/LearningCurves.tsx';
import { overfits } from '../../src/sim/learning-curve.ts';
import { remember } from '../../src/sim/remember.ts';
import { spreadOf } from '../../src/sim/spread.ts';
import { labelLosses, shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';

const curvesOf = (runs: Curves['runs']): Curves => ({ ...spreadOf(runs), runs });

/** Losses below this all have the same pitch. */
const SILENT = 1e-3;
/** Losses above this multiple of the usual ones leave the small charts. */
const OUTLIER = 3;

/** What the pictures and the sound of a trace share. */
export const viewOf = remember((trace: OverfittingTrace) => {
  const own = shownSeries(trace);
  const train = curvesOf(trace.runs.map(({ series }) => series.trainLoss));
  const validation = curvesOf(trace.runs.map(({ series }) => series.validationLoss));
  const tops = [train, validation].flatMap(({ mean, deviation }) =>
    mean.map((value, k) => value + (deviation[k] ?? 0)),
  );
  const { params, facts } = trace;
  const ways = [trace.runs, ...trace.remedies.map(({ runs }) => runs)].map((runs) => ({
    course: runs[facts.shown.run]?.series.validationLoss ?? [],
    shares: runs.map(({ test }) => test.errors / params.data.test),
  }));
  const all = (of: 'course' | 'shares'): readonly number[] => ways.flatMap((way) => way[of]);
  // Of the label asked about, since the best epoch: before, its loss leaps about.
  const label = labelLosses(trace, 0).map((loss, k) => (k < facts.shown.bestEpoch ? null : loss));
  const heard = [...own.trainLoss, ...all('course')];
  const highest = Math.max(2 * SILENT, ...heard);
  const highestShown = Math.min(OUTLIER * Math.max(...own.validationLoss), Math.max(...all('course')));
  const { shown } = facts;
  return {
    /** Without a remedy, all runs. */
    train,
    validation,
    /** Losses in the large chart, from 0 on. */
    loss: [
      0,
      1.04 *
        Math.max(
          2 * SILENT,
          ...tops,
          ...own.trainLoss,
          ...own.validationLoss,
          ...label.map((loss) => loss ?? 0),
        ),
    ],
    label,
    /** Without a remedy and with each: the validation loss of the run shown, and the errors of all runs on the test points. */
    ways,
    /** Losses in the small charts, and shares of errors. */
    small: [0, 1.06 * Math.max(2 * SILENT, highestShown)],
    smallErrors: [0, 1.05 * Math.max(0.01, ...all('shares'))],
    /** What lies between the losses of the run shown since its best epoch, if it overfits. */
    gap: overfits(shown)
      ? {
          middle: own.trainLoss.map((loss, k) =>
            k < shown.bestEpoch ? null : (loss + (own.validationLoss[k] ?? loss)) / 2,
          ),
          half: own.trainLoss.map((loss, k) => ((own.validationLoss[k] ?? loss) - loss) / 2),
        }
      : null,
    /** The losses with the lowest and highest pitch, the same for the whole film. */
    pitch: { lowest: Math.max(SILENT, Math.min(highest / 2, ...heard)), highest },
  } as const;
});
