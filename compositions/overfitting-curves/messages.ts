/** What there is to say about a trace, independent of wording and timing. */

import { deviation, maxIndex, mean, min, minIndex } from 'd3-array';
import type { LabelledPoint } from '../../src/sim/data/labelled-points.ts';
import { courseOf, overfits, worsens } from '../../src/sim/learning-curve.ts';
import { remember } from '../../src/sim/remember.ts';
import type { Remedy, SeedRun } from '../../src/sim/trainings/remedies.ts';
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
/** Training is slow if its best epoch is this many times as late. */
const SLOW = 1.5;
/** A loss counts as fallen below this share of its start. */
const FALLEN = 0.9;
/** A validation loss has clearly risen once it is higher than at its lowest by this share. */
const CLEARLY = 0.25;
/** What is nearer to a point than one of these is near it; the square of all points has sides of 2. */
const NEAR = Array.from({ length: 31 }, (_, i) => 0.2 + 0.005 * i);

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

/** What a remedy does, and why that may help, or that training takes longer with it. */
export function remedyCaption(trace: OverfittingTrace, way: number): Message {
  const { remedy, runs } = trace.remedies[way - 1] ?? {};
  const { run, bestEpoch } = trace.facts.shown;
  const points = trace.shown[way]?.points ?? [];
  const best = minIndex(runs?.[run]?.series.validationLoss ?? []);
  return say(`caption-${remedy?.kind ?? 'dropout'}`, {
    ...remedy,
    best,
    slow: bestEpoch > 0 && best >= SLOW * bestEpoch,
    more: points.length,
    wrong: points.filter(({ flipped }) => flipped).length,
    never: runs?.every(({ stop }) => stop === null) ?? true,
  });
}

/** The share of the test points that each way of training gets wrong, a mean over the runs; the first is without a remedy. */
export const shares = ({ facts, params }: OverfittingTrace): readonly number[] =>
  [facts, ...facts.remedies].map(({ testErrors }) => testErrors / params.data.test);

/** The ways of training, the one with the fewest errors first. */
export const ranking = (trace: OverfittingTrace): readonly number[] => {
  const all = shares(trace);
  return all.map((_, way) => way).toSorted((a, b) => (all[a] ?? 0) - (all[b] ?? 0));
};

/** The name of a remedy, with its strength where there are several of its kind. */
function nameOf(trace: OverfittingTrace, way: number): Message {
  const remedy = trace.remedies[way - 1]?.remedy;
  if (remedy === undefined) return say('without');
  const name = say(remedy.kind);
  return isAlone(trace, remedy) ? name : say('named', { name, detail: detailOf(remedy) });
}

export const detailOf = (remedy: Remedy): Message => say(`detail-${remedy.kind}`, remedy);
/** Whether a remedy is the only one of its kind. */
export const isAlone = ({ remedies }: OverfittingTrace, { kind }: Pick<Remedy, 'kind'>): boolean =>
  remedies.filter(({ remedy }) => remedy.kind === kind).length === 1;

/** In how many runs the gap between the losses opens past the best epoch, and in how many validation loss clearly rises. */
export function runsCaption({ runs }: OverfittingTrace): Message {
  const courses = runs.map(({ series }) => courseOf(series.trainLoss, series.validationLoss));
  return say('captionRuns', {
    seeds: runs.length,
    gap: courses.filter(({ gapAtBest, finalGap }) => finalGap > gapAtBest).length,
    rise: courses.filter((at) => at.finalValidationLoss >= (1 + CLEARLY) * at.bestValidationLoss).length,
    clearly: CLEARLY,
  });
}

/** The spread of the runs without a remedy: the standard deviation of their shares of errors. */
export const spreadOfRuns = ({ runs, params }: OverfittingTrace): number =>
  deviation(runs, ({ test }) => test.errors / params.data.test) ?? 0;

/**
 * The ways of training whose share of errors differs from that without a remedy by more than the runs without one spread: those
 * with fewer errors, and those with more.
 */
export function clearWays(trace: OverfittingTrace): {
  readonly better: readonly number[];
  readonly worse: readonly number[];
} {
  const all = shares(trace);
  const spread = spreadOfRuns(trace);
  const beyond = (sign: number) =>
    all.flatMap((share, way) => (sign * (share - (all[0] ?? 0)) > spread ? [way] : []));
  return { better: beyond(-1), worse: beyond(1) };
}

const finalErrors = (runs: readonly SeedRun[]): number =>
  mean(runs, ({ series }) => series.trainErrors.at(-1) ?? 0) ?? 0;

/** Which remedy clearly errs less on the test points, which clearly more, how many do neither, and which one is slow. */
export function verdict(trace: OverfittingTrace): readonly Message[] {
  const { remedies } = trace;
  if (remedies.length === 0) return [];
  const all = shares(trace);
  const [plain = 0] = all;
  const { better, worse } = clearWays(trace);
  const textOf = (way: number): string => shareText(all[way] ?? 0);
  const least = better.toSorted((a, b) => (all[a] ?? 0) - (all[b] ?? 0))[0];
  const most = worse.toSorted((a, b) => (all[b] ?? 0) - (all[a] ?? 0))[0];
  const tied = better.filter((way) => least !== undefined && textOf(way) === textOf(least));
  const judgement = (key: 'captionWinner' | 'captionHarm', way: number): Message =>
    say(key, { name: nameOf(trace, way), share: all[way] ?? 0, plain });
  const unclear = remedies.length - better.length - worse.length;
  return [
    least === undefined
      ? say('captionNoWinner', { spread: 100 * spreadOfRuns(trace) })
      : tied.length > 1
        ? say('captionTie', { n: tied.length, share: all[least] ?? 0 })
        : judgement('captionWinner', least),
    ...(most === undefined ? [] : [judgement('captionHarm', most)]),
    ...(unclear === 0 || (least === undefined && most === undefined)
      ? []
      : [say('captionWithin', { n: unclear })]),
  ];
}

/** What the film comes to: what points kept aside would have told, or that some should be. */
export const lesson = ({ facts: { shown } }: OverfittingTrace): Message =>
  overfits(shown) && shown.bestEpoch > 0
    ? say('captionStop', { epoch: shown.bestEpoch })
    : say('captionLesson');

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

/** Distances from the label asked about to the training points of a way of training, itself aside. */
function distances({ facts, points, shown }: OverfittingTrace, way: number): readonly number[] {
  const index = facts.shown.bend?.point ?? -1;
  const point = points.train[index];
  if (point === undefined) return [];
  return shown[way]?.points.map((other, i) => (i === index ? Number.NaN : distance(point, other))) ?? [];
}

/** What counts as near the label asked about: the radius whose circle is farthest from all points, so that none is on its line. */
export const nearness = remember((trace: OverfittingTrace): number => {
  const all = [0, spared(trace) ?? 0].flatMap((way) => distances(trace, way));
  const clearance = (radius: number): number => min(all, (apart) => Math.abs(apart - radius)) ?? 0;
  return NEAR[maxIndex(NEAR, clearance)] ?? 0.25;
});

/** Training points of a way of training near the label asked about, itself aside. */
export function nearby(trace: OverfittingTrace, way: number): readonly LabelledPoint[] {
  const apart = distances(trace, way);
  return trace.shown[way]?.points.filter((_, i) => (apart[i] ?? 9) < nearness(trace)) ?? [];
}

/** The loss of the label asked about after each epoch, trained in a way; none if no label is. */
export function labelLosses({ facts, points, shown }: OverfittingTrace, way: number): readonly number[] {
  const { bend } = facts.shown;
  if (bend === null) return [];
  const label = points.train.slice(0, bend.point).filter(({ flipped }) => flipped).length;
  return shown[way]?.wrongLosses.map((at) => at[label] ?? 0) ?? [];
}

/** The answer to the film's question. */
export function answer(trace: OverfittingTrace): readonly Message[] {
  const { facts, points, params, runs, remedies } = trace;
  const { bend, run } = facts.shown;
  const point = points.train[bend?.point ?? -1];
  if (bend === null || point === undefined)
    return [
      say('captionPoints', { own: finalErrors(runs) / params.data.train, fresh: shares(trace)[0] ?? 0 }),
    ];
  const losses = labelLosses(trace, 0);
  const said = say('captionAnswer', { from: losses[bend.epoch - 1] ?? 0, to: losses.at(-1) ?? 0 });
  const way = spared(trace);
  const record = remedies[(way ?? 0) - 1];
  if (way === null || record === undefined) return [said];
  const name = nameOf(trace, way);
  const kept = record.runs[run]?.stop?.kept;
  if (kept !== undefined) return [said, say('captionStopped', { name, kept })];
  const [there, here] = [0, way].map(
    (one) => nearby(trace, one).filter((other) => other.label !== point.label).length,
  );
  return record.remedy.kind === 'more-data' && (here ?? 0) > (there ?? 0)
    ? [said, say('captionOutvoted', { name, there: there ?? 0, here: here ?? 0 })]
    : [said, say('captionSpared', { name })];
}
