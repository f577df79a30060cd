/** What there is to say about a trace, independent of wording and timing. */

import { overfits, worsens } from '../../src/sim/learning-curve.ts';
import type { Remedy, RemedyRecord } from '../../src/sim/trainings/remedies.ts';
import { fixed } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import type { OverfittingTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** A loss as written in this film. */
export const lossText = (loss: number): string => fixed(loss, 2);
/** A share as written in this film, in percent. */
export const shareText = (share: number): string => fixed(100 * share, 1);

/** The mean binary cross-entropy of even chances: ln 2. */
const COIN_TOSS = Math.LN2;
/** A loss counts as fallen below this share of its start. */
const FALLEN = 0.9;

const own = ({ runs, facts: { shown } }: OverfittingTrace) => {
  const series = runs[shown.run]?.series;
  if (series === undefined) throw new RangeError(`there is no run ${shown.run}`);
  return series;
};

export { own as shownSeries };

/** The film's question: about a wrong label that is believed, about a loss that rises, or about learning at all. */
export function question({ facts: { shown } }: OverfittingTrace): Message {
  return say('captionQuestion', {
    question: shown.bend !== null ? 'bend' : overfits(shown) ? 'rise' : 'rule',
  });
}

/** Something to say from a given epoch on. */
export interface Remark {
  readonly epoch: number;
  readonly message: Message;
}

/** The epoch from which on, up to the best one, both losses are well below their start, and better than chance. */
function falling(trace: OverfittingTrace): number | null {
  const { bestEpoch } = trace.facts.shown;
  const { trainLoss, validationLoss, validationErrors } = own(trace);
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
export function rising(trace: OverfittingTrace): Remark | null {
  const { shown } = trace.facts;
  const { bestEpoch } = shown;
  if (bestEpoch === 0) return null;
  const epoch = falling(trace);
  if (epoch !== null) return { epoch, message: say('captionFall') };
  if (shown.bestValidationLoss < FALLEN * COIN_TOSS) return null;
  const worse = Number(lossText(shown.bestValidationLoss)) >= Number(lossText(COIN_TOSS));
  return { epoch: bestEpoch, message: say('captionHardly', { worse }) };
}

/** What is said of the run shown once it has been trained. */
export function outcome(trace: OverfittingTrace): readonly Message[] {
  const { facts, params } = trace;
  const { shown } = facts;
  const epoch = shown.bestEpoch;
  if (epoch === 0) return [say('captionNever')];
  if (!worsens(shown)) return [say('captionNoOverfit', { epoch, lowest: epoch === params.epochs })];
  if (!overfits(shown)) return [say('captionRose', { epoch })];
  const [wrong, all] = [own(trace).validationErrors.at(-1) ?? 0, params.data.validation];
  const sure = Number(lossText(shown.finalValidationLoss)) > Number(lossText(COIN_TOSS)) && 2 * wrong < all;
  return [say('captionApart'), ...(sure ? [say('captionSure', { wrong, validation: all })] : [])];
}

/** What a remedy does, and why that may help. */
export const remedyCaption = (
  { remedy, runs }: RemedyRecord,
  { params: { data }, points }: OverfittingTrace,
): Message =>
  say(`caption-${remedy.kind}`, {
    ...remedy,
    train: data.train,
    more: remedy.kind === 'more-data' ? remedy.times * data.train : data.train,
    noise: points.train.some(({ flipped }) => flipped),
    never: runs.every(({ stop }) => stop === null),
  });

/** How one way of training did on the test points, as a mean over the runs; the first is without a remedy. */
export interface Standing {
  /** −1 for training without a remedy. */
  readonly remedy: number;
  readonly loss: number;
  /** Share of the test points. */
  readonly errors: number;
}

/** The measures by which the ways of training are ranked, as they are written. */
const WRITTEN = {
  loss: ({ loss }: Standing): string => lossText(loss),
  errors: ({ errors }: Standing): string => shareText(errors),
} as const;

/** All ways of training by test loss or by errors, the lowest first; as given where the written numbers are equal. */
export function standings(
  { facts, params: { data } }: OverfittingTrace,
  by: keyof typeof WRITTEN = 'loss',
): readonly Standing[] {
  const written = WRITTEN[by];
  return [facts, ...facts.remedies]
    .map(({ testLoss, testErrors }, i): Standing => {
      return { remedy: i - 1, loss: testLoss, errors: testErrors / data.test };
    })
    .toSorted((a, b) => Number(written(a)) - Number(written(b)));
}

/** The name of a way of training, with its strength where there are several of its kind. */
function nameOf({ remedies }: OverfittingTrace, index: number): Message {
  const remedy = remedies[index]?.remedy;
  if (remedy === undefined) return say('without');
  const alone = remedies.filter((other) => other.remedy.kind === remedy.kind).length === 1;
  const name = say(remedy.kind);
  return alone ? name : say('named', { name, detail: detailOf(remedy) });
}

export const detailOf = (remedy: Remedy): Message => say(`detail-${remedy.kind}`, remedy);

/**
 * The ways of training that stand out by the numbers as they are written, 0 being without a remedy: one alone with the
 * lowest test loss, if it is a remedy, and one alone with the fewest errors.
 */
export function awards(trace: OverfittingTrace): {
  readonly winner: number | null;
  readonly fewest: number | null;
} {
  const alone = (by: keyof typeof WRITTEN): number | null => {
    const [first, second] = standings(trace, by);
    const tied = first === undefined || (second !== undefined && WRITTEN[by](first) === WRITTEN[by](second));
    return tied ? null : first.remedy + 1;
  };
  const winner = alone('loss');
  return { winner: winner === 0 ? null : winner, fewest: alone('errors') };
}

/** The share of the test points whose labels are wrong: nobody who knows the truth errs less. */
export const floorOf = ({ data: { test, flipped } }: OverfittingTrace['params']): number =>
  Math.round(flipped * test) / test;

/** Who has the lowest test loss, and who makes the fewest errors. */
export function verdict(trace: OverfittingTrace): readonly Message[] {
  const { facts, params, remedies } = trace;
  const all = standings(trace);
  const [first] = all;
  if (remedies.length === 0 || first === undefined) return [];
  const { winner, fewest } = awards(trace);
  const shared = all.filter(({ loss }) => lossText(loss) === lossText(first.loss));
  const losses =
    winner !== null
      ? say('captionWinner', {
          name: nameOf(trace, winner - 1),
          lower: facts.remedies[winner - 1]?.lowerIn ?? 0,
          seeds: params.seeds,
        })
      : shared.some(({ remedy }) => remedy < 0)
        ? say('captionNoWinner', { loss: first.loss })
        : say('captionTie', { n: shared.length, loss: first.loss });
  if (fewest === null) return [losses];
  return [
    losses,
    say('captionErrors', {
      name: nameOf(trace, fewest - 1),
      share: shareText(all.find(({ remedy }) => remedy === fewest - 1)?.errors ?? 0),
      floor: shareText(floorOf(params)),
    }),
  ];
}
