/** What there is to say about a network that overfits, independent of timing; its words are in `words/`. */

import { mean } from 'd3-array';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { overfits, worsens } from '../../sim/learning-curve.ts';
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

const wrongAmong = (points: readonly LabelledPoint[]): number =>
  points.filter(({ flipped }) => flipped).length;

/** The points, and the wrong labels among them. */
export const task = ({ points: { train } }: RemedyTrace): Message =>
  say('captionTask', { train: train.length, wrong: wrongAmong(train) });

/** What a loss is, what training lowers, what only checks, and how both are heard. */
export const losses = ({ points: { train, validation } }: RemedyTrace): readonly Message[] => [
  say('captionLoss'),
  say('captionMean', { train: train.length }),
  say('captionValidation', { validation: validation.length, wrong: wrongAmong(validation) }),
  say('captionListen'),
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

/** The epoch from which the run shown is seen once more. */
export const rewound = ({ facts: { shown } }: RemedyTrace): number => (overfits(shown) ? shown.bestEpoch : 0);

/** The mean loss of the rightly labelled among the points that only check, after an epoch. */
const rightLoss = ({ points: { validation }, checked }: RemedyTrace, epoch: number): number =>
  mean(checked[epoch] ?? [], (loss, i) => (validation[i]?.flipped ? undefined : loss)) ?? 0;

/** Why it bends around a wrong label, and what that comes to on new points whose labels are right. */
export function answer(trace: RemedyTrace): readonly Message[] {
  const { runs, params, facts } = trace;
  const epoch = rewound(trace);
  const wrong = (errors: number | undefined, all: number): number => (errors ?? 0) / all;
  const label = labelLosses(trace);
  const [from, to] = [rightLoss(trace, epoch), rightLoss(trace, params.epochs)];
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

/** What it comes to: what stopping at its best epoch would have done, or that points should be kept aside. */
export function lesson({ facts: { shown }, runs, points }: RemedyTrace): Message {
  const [n, end] = [shown.errorsAtBest, runs[shown.run]?.test.errors ?? 0];
  const epoch = shown.bestEpoch;
  return overfits(shown) && epoch > 0 && n !== end
    ? say('captionStop', { epoch, n, end, test: points.test.length })
    : say('captionLesson');
}
