/** What there is to say about a network that overfits, independent of timing; its words are in `words/`. */

import { mean } from 'd3-array';
import { courseOf, overfits, worsens } from '../../sim/learning-curve.ts';
import type { RemedyTrace, SeedRun } from '../../sim/trainings/remedies.ts';
import { fixed } from '../numbers.ts';
import { OVERFITTING_WORDS } from '../words/overfitting/index.ts';
import { type Message, sayer } from '../words.ts';

/** Puts into a message what is said of trainings that overfit. */
export const say = sayer('overfitting', OVERFITTING_WORDS.en);

/** A loss as it is written. */
export const lossText = (loss: number): string => fixed(loss, 2);

/** The mean binary cross-entropy of even chances: ln 2. */
const COIN_TOSS = Math.LN2;
/** A loss counts as fallen below this share of its start. */
const FALLEN = 0.9;

/** The losses and errors of the run shown. */
export function shownSeries({ runs, facts: { shown } }: RemedyTrace): SeedRun['series'] {
  const series = runs[shown.run]?.series;
  if (series === undefined) throw new RangeError(`there is no run ${shown.run}`);
  return series;
}

/** What is asked about the run shown: a wrong label that it believes, a loss that rises, or learning at all. */
export const asked = ({ facts: { shown } }: RemedyTrace): 'bend' | 'rise' | 'rule' =>
  shown.bend !== null ? 'bend' : overfits(shown) ? 'rise' : 'rule';

/** The loss of the label asked about after each epoch; none if no label is. */
export function labelLosses({ facts, shown }: RemedyTrace): readonly number[] {
  const { bend } = facts.shown;
  return bend === null ? [] : (shown[0]?.losses.map((at) => at[bend.point] ?? 0) ?? []);
}

/** The points, the wrong labels among them, and what a network says of each place. */
export const task = ({ points: { train } }: RemedyTrace): readonly Message[] => [
  say('captionTask', { train: train.length, wrong: train.filter(({ flipped }) => flipped).length }),
  say('captionNetwork'),
];

/** What a loss is, what training lowers, and what only checks. */
export const losses = ({ points: { train, validation } }: RemedyTrace): readonly Message[] => [
  say('captionLoss'),
  say('captionMean', { train: train.length }),
  say('captionValidation', { validation: validation.length }),
];

/** Something to say from a given epoch on. */
interface Remark {
  readonly epoch: number;
  readonly message: Message;
}

/** The epoch from which on, up to the best one, both losses are well below their start, and better than chance. */
function falling(trace: RemedyTrace): number | null {
  const { bestEpoch } = trace.facts.shown;
  const { trainLoss, validationLoss, validationErrors } = shownSeries(trace);
  const low = (k: number): boolean =>
    (trainLoss[k] ?? 0) < FALLEN * (trainLoss[0] ?? 0) &&
    (validationLoss[k] ?? 0) < Math.min(FALLEN * (validationLoss[0] ?? 0), COIN_TOSS) &&
    (validationErrors[k] ?? 0) < trace.params.data.validation / 2;
  let from = bestEpoch;
  if (!low(from)) return null;
  while (from > 1 && low(from - 1)) from -= 1;
  return from;
}

/** What is said of the run shown on its way to the best epoch. */
export function rising(trace: RemedyTrace): Remark | null {
  const { bestEpoch, bestValidationLoss } = trace.facts.shown;
  if (bestEpoch === 0) return null;
  const epoch = falling(trace);
  if (epoch !== null) return { epoch, message: say('captionFall') };
  if (bestValidationLoss < FALLEN * COIN_TOSS) return null;
  const worse = Number(lossText(bestValidationLoss)) >= Number(lossText(COIN_TOSS));
  return { epoch: bestEpoch, message: say('captionHardly', { worse }) };
}

/** The epoch with the lowest validation loss, if it has risen since while training loss fell. */
export const best = ({ facts: { shown } }: RemedyTrace): Message | null =>
  overfits(shown) && shown.bestEpoch > 0
    ? say('captionBest', { epoch: shown.bestEpoch, loss: shown.bestValidationLoss })
    : null;

/** What is said of the run shown once it has been trained. */
export function outcome({ facts: { shown }, params }: RemedyTrace): Message {
  const epoch = shown.bestEpoch;
  if (epoch === 0) return say('captionNever');
  if (!worsens(shown)) return say('captionNoOverfit', { epoch, lowest: epoch === params.epochs });
  return overfits(shown) ? say('captionApart') : say('captionRose', { epoch });
}

/** The epoch from which the run shown is seen once more: just before it bends, or its best one. */
export const rewound = ({ facts: { shown } }: RemedyTrace): number =>
  shown.bend !== null ? shown.bend.epoch - 1 : overfits(shown) ? shown.bestEpoch : 0;

/** Why it bends around a wrong label, and what that comes to on new points. */
export function answer(trace: RemedyTrace): readonly Message[] {
  const { runs, params, facts } = trace;
  const epoch = rewound(trace);
  const wrong = (errors: number | undefined, all: number): number => (errors ?? 0) / all;
  const label = labelLosses(trace);
  const { validationLoss } = shownSeries(trace);
  const [from, to] = [validationLoss[epoch] ?? 0, validationLoss.at(-1) ?? 0];
  return [
    facts.shown.bend !== null
      ? say('captionAnswer', { from: label[epoch] ?? 0, to: label.at(-1) ?? 0 })
      : say('captionPoints', {
          own: wrong(
            mean(runs, ({ series }) => series.trainErrors.at(-1) ?? 0),
            params.data.train,
          ),
          fresh: wrong(facts.testErrors, params.data.test),
        }),
    ...(Number(lossText(to)) > Number(lossText(from)) ? [say('captionFresh', { from, to })] : []),
  ];
}

/** In how many runs validation loss has risen while training loss fell. */
export const severalRuns = ({ runs }: RemedyTrace): Message =>
  say('captionRuns', {
    seeds: runs.length,
    n: runs.filter(({ series }) => overfits(courseOf(series.trainLoss, series.validationLoss))).length,
  });

/** What it comes to: what points kept aside would have told, or that some should be. */
export const lesson = ({ facts: { shown } }: RemedyTrace): Message =>
  overfits(shown) && shown.bestEpoch > 0
    ? say('captionStop', { epoch: shown.bestEpoch })
    : say('captionLesson');
