/** What there is to say about a trace, independent of wording and timing. */
import { max, maxIndex } from 'd3-array';
import { classMilestones, LEARNED } from '../../src/sim/class-milestones.ts';
import { confusionRow } from '../../src/sim/classification.ts';
import { worstParted } from '../../src/sim/readout.ts';
import { remember } from '../../src/sim/remember.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import type { Remark } from '../../src/story/remarks.ts';
import type { Message } from '../../src/story/words.ts';
import type { FeatureTrace } from './simulation.ts';
import { isStar } from './view.ts';
import { words } from './words.ts';

const { say } = words;

const lastOf = ({ predictions }: FeatureTrace): number => predictions.length - 1;
const diverged = ({ runs }: FeatureTrace): boolean => runs[0]?.status === 'diverged';
const accuracyAt = ({ runs }: FeatureTrace, epoch: number): number => runs[0]?.series.accuracy[epoch] ?? 0;

/** The question that opens the film, and what a dot is. */
export function question(trace: FeatureTrace): Message {
  const { mixed, apart } = classMilestones(trace);
  const sorted = mixed ? (apart ? 'burst' : 'sort') : apart ? 'sharpen' : 'overlap';
  return say('captionQuestion', {
    question: diverged(trace) ? 'diverges' : sorted,
    source: trace.params.data.images === undefined ? 'drawn' : 'read',
  });
}

/** The points after the last epoch, and the scores of the classes then. */
export const lastScores = remember(({ positions, depths, scores }: FeatureTrace) => ({
  scores: scores?.at(-1) ?? [],
  spots: (positions.at(-1) ?? []).map(([x, y], i) => [x, y, depths?.at(-1)?.[i] ?? 0] as const),
}));

/** The two classes that are parted worst in the end; `null` if there are no cuts to be shown. */
export const pairOf = remember((trace: FeatureTrace) => {
  const { scores, spots } = lastScores(trace);
  return scores.length === 0 || diverged(trace) ? null : worstParted(scores, spots, trace.labels);
});

/** What parts the classes: one cut, then all of them. */
export function cutting(trace: FeatureTrace): readonly Message[] {
  const parted = pairOf(trace);
  if (parted === null) return [];
  const cells = new Set(trace.predictions.at(-1)).size;
  const {
    pair: [a, b],
    right,
    of,
  } = parted;
  return [
    say('captionFlat', { dimensions: trace.facts.dimensions }),
    say('captionPair', { a, b, right, of }),
    say('captionCells', { cells, classes: CLASSES }),
  ];
}

/** Training that gets less than this right has sorted little. */
const MUCH = 0.5;

/** The answer to the question: why, and how far. */
export function answer(trace: FeatureTrace): readonly [Message, Message?] {
  const [before, share] = [accuracyAt(trace, 0), accuracyAt(trace, lastOf(trace))];
  const view = isStar(trace) ? 'corner' : trace.scores === null ? 'space' : 'cell';
  if (diverged(trace)) return [say('captionAnswer', { view: 'diverged' })];
  if (share < MUCH || share <= before)
    return [say('captionNothing', { much: share > before ? 'little' : 'nothing', before, share })];
  const points = trace.labels.length;
  return [
    say('captionAnswer', { view }),
    say('captionUntil', { view, share, right: Math.round(share * points), points }),
  ];
}

/** What happens while the network trains, in order. */
export function remarks(trace: FeatureTrace): readonly Remark[] {
  const { facts } = trace;
  const { first } = classMilestones(trace);
  const last = lastOf(trace);
  const always = (...messages: readonly Message[]): readonly Remark[] =>
    messages.map((message) => ({ step: null, message }));
  const learned: readonly Remark[] =
    first === null || diverged(trace)
      ? []
      : [{ step: first.epoch, message: say('captionFirst', { ...first, share: LEARNED }) }];
  const { dimensions } = facts;
  // Where cuts cannot be shown, they are told.
  const reason = isStar(trace)
    ? always(say('captionCorner'))
    : trace.scores === null
      ? always(say('captionFlat', { dimensions }))
      : [];
  return [
    ...(last === 0 ? [] : always(say('captionEpoch', { train: facts.trainImages }))),
    ...((first?.epoch ?? last) * 2 < last ? [...learned, ...reason] : [...reason, ...learned]),
  ];
}

/** What the training has come to. */
export function outcome(trace: FeatureTrace): readonly Message[] {
  const epoch = lastOf(trace);
  if (diverged(trace)) return [say('captionDiverged', { epoch })];
  const { epochs, learned } = classMilestones(trace);
  return [
    say('captionTrained', { share: accuracyAt(trace, epoch), near: epochs[epoch]?.apart ?? 0 }),
    ...(learned.every((at) => at === null) ? [say('captionNone', { share: LEARNED })] : []),
  ];
}

/** What becomes of the hardest class, and what most of its mistakes are taken for; equal numbers are told alike. */
export function mistakes({ facts: { hardest }, labels, predictions }: FeatureTrace): Message {
  const { class: digit, images, right, guesses } = hardest;
  if (guesses === 0) return say('captionPerfect', { digit });
  const errors = confusionRow(predictions.at(-1) ?? [], labels, digit, CLASSES).with(digit, 0);
  const taken = max(errors) ?? 0;
  const [guess = 0, other = 0] = errors.flatMap((count, k) => (count === taken ? [k] : []));
  const wrong = images - right;
  const tied = errors.filter((count) => count === taken).length;
  const several = tied === 1 ? 'most' : tied === 2 ? 'pair' : 'many';
  const kind = wrong === 1 ? 'one' : guesses === 1 ? 'all' : several;
  return say('captionMistakes', { kind, images, wrong, taken, guess, other, guesses });
}

/** From this many changes on, a point that wavers is worth a reason. */
const WAVERS = 3;
/** Two answers are near each other if their probabilities differ by less. */
const NEAR = 0.2;
/** It lies between two clusters if their centroids are about equally far: no more than twice as far one as the other. */
const BETWEEN = 0.5;

const sq = (x: number): number => x * x;

/** How near a point is to its nearest centroid, as a fraction of its distance to the next. */
function betweenness(trace: FeatureTrace): number {
  const [x = 0, y = 0] = trace.positions.at(-1)?.[trace.facts.traced] ?? [];
  const centres = classMilestones(trace).epochs.at(-1)?.centres ?? [];
  const distances = centres
    .flatMap((centre) => (centre === null ? [] : [Math.sqrt(sq(x - centre[0]) + sq(y - centre[1]))]))
    .sort((a, b) => a - b);
  return (distances[0] ?? 0) / (distances[1] || 1);
}

/** Why the traced image wavers, if that is where it lies, and what the network says of it in the end. */
export function verdict(trace: FeatureTrace): readonly Message[] {
  const { facts, labels, tracedProbabilities } = trace;
  const shares = tracedProbabilities.at(-1) ?? [];
  const guess = maxIndex(shares);
  const second = maxIndex(shares.map((share, digit) => (digit === guess ? -1 : share)));
  const digit = labels[facts.traced] ?? 0;
  const near = (shares[guess] ?? 0) - (shares[second] ?? 0) < NEAR;
  const between =
    !isStar(trace) &&
    !diverged(trace) &&
    classMilestones(trace).apart &&
    facts.tracedChanges >= WAVERS &&
    near &&
    betweenness(trace) > BETWEEN;
  return [
    ...(between ? [say('captionBetween')] : []),
    say('captionVerdict', {
      guess,
      share: shares[guess] ?? 0,
      second,
      next: shares[second] ?? 0,
      digit,
      right: guess === digit,
    }),
  ];
}
