/** What there is to say about a trace, independent of wording and timing. */

import { mean } from 'd3-array';
import type { LabelledPoint } from '../../src/sim/data/labelled-points.ts';
import { overfits, worsens } from '../../src/sim/learning-curve.ts';
import type { Remedy, RemedyRecord, SeedRun, ShownTraining } from '../../src/sim/trainings/remedies.ts';
import { fixed, percent } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import type { OverfittingTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** A loss, and a share in percent, as they are written in this film. */
export const lossText = (loss: number): string => fixed(loss, 2);
export const shareText = (share: number): string => percent(share, 1);

/** The mean binary cross-entropy of even chances: ln 2. */
const COIN_TOSS = Math.LN2;
/** A loss counts as fallen below this share of its start. */
const FALLEN = 0.9;
/** What is nearer to a point than this is near it; the square of all points has sides of 2. */
export const NEAR = 0.25;

const own = ({ runs, facts: { shown } }: OverfittingTrace) => {
  const series = runs[shown.run]?.series;
  if (series === undefined) throw new RangeError(`there is no run ${shown.run}`);
  return series;
};

export { own as shownSeries };

/** What the film asks about: a wrong label that is believed, a loss that rises, or learning at all. */
export const asked = ({ facts: { shown } }: OverfittingTrace): 'bend' | 'rise' | 'rule' =>
  shown.bend !== null ? 'bend' : overfits(shown) ? 'rise' : 'rule';

type Spot = Pick<LabelledPoint, 'x' | 'y'>;

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
export function outcome({ facts: { shown }, params }: OverfittingTrace): Message {
  const epoch = shown.bestEpoch;
  if (epoch === 0) return say('captionNever');
  if (!worsens(shown)) return say('captionNoOverfit', { epoch, lowest: epoch === params.epochs });
  return overfits(shown) ? say('captionApart') : say('captionRose', { epoch });
}

/** What a remedy does, and why that may help. */
export const remedyCaption = (
  { remedy, runs }: RemedyRecord,
  { points = [] }: Partial<ShownTraining> = {},
): Message =>
  say(`caption-${remedy.kind}`, {
    ...remedy,
    more: points.length,
    wrong: points.filter(({ flipped }) => flipped).length,
    never: runs.every(({ stop }) => stop === null),
  });

/** The share of the test points that each way of training gets wrong, a mean over the runs; the first is without a remedy. */
export const shares = ({ facts, params }: OverfittingTrace): readonly number[] =>
  [facts, ...facts.remedies].map(({ testErrors }) => testErrors / params.data.test);

/** The name of a remedy, with its strength where there are several of its kind. */
function nameOf(trace: OverfittingTrace, way: number): Message {
  const remedy = trace.remedies[way - 1]?.remedy;
  if (remedy === undefined) return say('without');
  const name = say(remedy.kind);
  return isAlone(trace, remedy) ? name : say('named', { name, detail: detailOf(remedy) });
}

export const detailOf = (remedy: Remedy): Message => say(`detail-${remedy.kind}`, remedy);
/** Whether a remedy is the only one of its kind. */
export const isAlone = ({ remedies }: OverfittingTrace, { kind }: Remedy): boolean =>
  remedies.filter(({ remedy }) => remedy.kind === kind).length === 1;

/**
 * The ways of training that stand out by the shares as they are written, 0 being without a remedy: the one remedy with the
 * fewest errors, and the first of those with the most, if these are more than without.
 */
export function standouts(trace: OverfittingTrace): {
  readonly best: number | null;
  readonly harm: number | null;
} {
  const written = shares(trace).map((share) => Number(shareText(share)));
  const [least, most] = [Math.min(...written), Math.max(...written)];
  const best = written.filter((share) => share === least).length === 1 ? written.indexOf(least) : 0;
  return {
    best: best === 0 ? null : best,
    harm: most > (written[0] ?? 0) ? written.indexOf(most) : null,
  };
}

const finalErrors = (runs: readonly SeedRun[]): number =>
  mean(runs, ({ series }) => series.trainErrors.at(-1) ?? 0) ?? 0;

/** Which remedy errs least on the test points, which does harm, and why it may. */
export function verdict(trace: OverfittingTrace): readonly Message[] {
  const { facts, params, points, remedies, runs, shown } = trace;
  const all = shares(trace);
  const [plain = 0] = all;
  if (remedies.length === 0) return [];
  const { best, harm } = standouts(trace);
  const least = Math.min(...all);
  const shared = all.filter((share) => shareText(share) === shareText(least));
  const first =
    best !== null
      ? say('captionWinner', {
          name: nameOf(trace, best),
          fewer: facts.remedies[best - 1]?.fewerIn ?? 0,
          seeds: params.seeds,
        })
      : shareText(plain) === shareText(least)
        ? say('captionNoWinner', { share: plain })
        : say('captionTie', { n: shared.length, share: least });
  const record = harm === null ? undefined : remedies[harm - 1];
  if (harm === null || record === undefined) return [first];
  const n = finalErrors(record.runs);
  const learned = shown[harm]?.points ?? [];
  const little =
    n / learned.length > finalErrors(runs) / points.train.length &&
    Number(fixed(n, 1)) > learned.filter(({ flipped }) => flipped).length;
  return [
    first,
    say('captionHarm', { name: nameOf(trace, harm), share: all[harm] ?? 0, plain }),
    ...(little ? [say('captionLittle', { n, train: learned.length })] : []),
  ];
}

/**
 * The remedy beside which the answer is seen: of those that do not believe the label asked about, and err no more than without,
 * the one that errs least.
 */
export function spared(trace: OverfittingTrace): number | null {
  const wrong = trace.points.train.flatMap(({ flipped }, i) => (flipped ? [i] : []));
  const label = wrong.indexOf(trace.facts.shown.bend?.point ?? -1);
  const all = shares(trace);
  const ways = all.map((_, way) => way).slice(1);
  return (
    ways
      .filter(
        (way) => trace.shown[way]?.believed.at(-1)?.[label] !== true && (all[way] ?? 1) <= (all[0] ?? 0),
      )
      .toSorted((a, b) => (all[a] ?? 0) - (all[b] ?? 0))[0] ?? null
  );
}

const distance = (a: Spot, b: Spot): number =>
  Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));

/** Training points of a way of training near the label asked about, itself aside. */
export function nearby({ facts, points, shown }: OverfittingTrace, way: number): readonly LabelledPoint[] {
  const index = facts.shown.bend?.point ?? -1;
  const point = points.train[index];
  if (point === undefined) return [];
  return shown[way]?.points.filter(({ x, y }, i) => i !== index && distance(point, { x, y }) < NEAR) ?? [];
}

/** The answer to the film's question. */
export function answer(trace: OverfittingTrace): readonly Message[] {
  const { facts, points, params, runs, remedies, shown } = trace;
  const { bend, run } = facts.shown;
  const point = points.train[bend?.point ?? -1];
  if (bend === null || point === undefined)
    return [
      say('captionPoints', { own: finalErrors(runs) / params.data.train, fresh: shares(trace)[0] ?? 0 }),
    ];
  const label = points.train.slice(0, bend.point).filter(({ flipped }) => flipped).length;
  const lossAt = (epoch: number): number => shown[0]?.wrongLosses.at(epoch)?.[label] ?? 0;
  const said = say('captionAnswer', { from: lossAt(bend.epoch - 1), to: lossAt(-1) });
  const way = spared(trace);
  const record = remedies[(way ?? 0) - 1];
  if (way === null || record === undefined) return [said];
  const name = nameOf(trace, way);
  const kept = record.runs[run]?.stop?.kept;
  if (kept !== undefined) return [said, say('captionStopped', { name, kept })];
  const others = nearby(trace, way);
  const against = others.filter((other) => other.label !== point.label).length;
  const few = nearby(trace, 0).length;
  return record.remedy.kind === 'more-data' && 2 * against > others.length
    ? [said, say('captionOutvoted', { name, others: others.length, few, against })]
    : [said, say('captionSpared', { name })];
}
