import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { overfits } from '../../sim/learning-curve.ts';
import { lerp } from '../../sim/maths.ts';
import { remember } from '../../sim/remember.ts';
import type { RemedyTrace } from '../../sim/trainings/remedies.ts';
import { shownSeries } from '../../story/overfitting/commentary.ts';
import type { Playhead } from '../../story/playhead.ts';

/** Losses below this all have the same pitch. */
const SILENT = 1e-3;
/** Losses above this multiple of the usual ones leave the small charts. */
const OUTLIER = 3;

/** What the pictures and the sound of trainings that overfit share. */
export const viewOf = remember(({ runs, remedies, facts, ...trace }: RemedyTrace) => {
  const own = shownSeries({ runs, remedies, facts, ...trace });
  const courses = [runs, ...remedies.map((record) => record.runs)].map(
    (all) => all[facts.shown.run]?.series ?? own,
  );
  const validated = courses.flatMap(({ validationLoss }) => validationLoss);
  const heard = [...own.trainLoss, ...validated];
  const highest = Math.max(2 * SILENT, ...heard);
  const { shown } = facts;
  return {
    /** Losses in the large chart, from 0 on. */
    loss: [0, 1.04 * Math.max(2 * SILENT, ...own.trainLoss, ...own.validationLoss)],
    /** The losses of the run shown without a remedy and with each, and the highest that the small charts show. */
    courses,
    highestCourse:
      1.06 *
      Math.max(2 * SILENT, Math.min(OUTLIER * Math.max(...own.validationLoss), Math.max(...validated))),
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

/** The point asked about: a wrong label that the run shown comes to believe. */
export const askedPoint = ({ points, facts }: RemedyTrace): LabelledPoint | undefined =>
  points.train[facts.shown.bend?.point ?? -1];

/** What was recorded of each point, at a playhead. */
export const pointsAt = (
  states: readonly (readonly number[])[],
  { step, t }: Playhead,
): readonly number[] => {
  const from = states[step] ?? states.at(-1) ?? [];
  const to = states[step + 1] ?? from;
  return t === 0 ? from : from.map((value, i) => lerp(value, to[i] ?? value, t));
};
