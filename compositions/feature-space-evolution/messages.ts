/** What there is to say about a trace, independent of wording and timing. */
import { maxIndex } from 'd3-array';
import { classMilestones, LEARNED } from '../../src/sim/class-milestones.ts';
import { changesOf, membersOf } from '../../src/sim/classification.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import { cellsNearTraced } from '../../src/sim/trainings/classifier-readings.ts';
import type { Remark } from '../../src/story/remarks.ts';
import type { Message } from '../../src/story/words.ts';
import type { FeatureTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

const lastOf = ({ predictions }: FeatureTrace): number => predictions.length - 1;
const diverged = ({ runs }: FeatureTrace): boolean => runs[0]?.status === 'diverged';
const accuracyAt = ({ runs }: FeatureTrace, epoch: number): number => runs[0]?.series.accuracy[epoch] ?? 0;

/** What the places of a film are to its classes: corners, cells, or neither that can be drawn. */
const viewOf = (trace: FeatureTrace): string =>
  trace.params.projection.kind === 'star' ? 'corner' : trace.scores === null ? 'space' : 'cell';
/** How many test pictures are read right after an epoch, and of how many. */
export const rightAt = (trace: FeatureTrace, epoch: number) => ({
  right: Math.round(accuracyAt(trace, epoch) * trace.labels.length),
  points: trace.labels.length,
});

/** The question that opens the film. */
export function question(trace: FeatureTrace): Message {
  const { mixed, apart } = classMilestones(trace);
  const sorted = mixed ? (apart ? 'burst' : 'sort') : apart ? 'sharpen' : 'overlap';
  return say('captionQuestion', {
    question: diverged(trace) ? 'diverges' : sorted,
    source: trace.params.data.images === undefined ? 'drawn' : 'read',
    points: trace.labels.length,
  });
}

/** What parts the classes: one wall, then all of them. */
export const walls = ({ facts, predictions }: FeatureTrace): readonly [Message, Message] => [
  say('captionWalls', { dimensions: facts.dimensions }),
  say('captionCells', { cells: new Set(predictions.at(-1)).size }),
];

/** Where training begins, and what is to be heard. */
export const beginning = (trace: FeatureTrace): readonly Message[] => [
  say('captionStart', { view: viewOf(trace), ...rightAt(trace, 0) }),
  say('captionListen'),
];

/** What happens while the network trains, in order. */
export function remarks(trace: FeatureTrace): readonly Remark[] {
  const { first, sizes, epochs } = classMilestones(trace);
  const last = lastOf(trace);
  if (last === 0) return [];
  const always = (message: Message): Remark => ({ step: null, message });
  const learned: Remark[] = [];
  if (first !== null && !diverged(trace)) {
    const right = epochs[first.epoch]?.right[first.digit] ?? 0;
    const calls = {
      right,
      of: sizes[first.digit] ?? 0,
      alarms: Math.round(right / first.trusted) - right,
    };
    learned.push({ step: first.epoch, message: say('captionFirst', { ...first, ...calls, share: LEARNED }) });
  }
  const epoch = always(say('captionEpoch', { train: trace.facts.trainImages }));
  return [
    always(say('captionTold')),
    always(say('captionPull', { view: viewOf(trace) })),
    ...((first?.epoch ?? last) * 2 < last ? [...learned, epoch] : [epoch, ...learned]),
  ];
}

/** What the training has come to. */
export const outcome = (trace: FeatureTrace): Message =>
  diverged(trace)
    ? say('captionDiverged', { epoch: lastOf(trace) })
    : say('captionTrained', { epoch: lastOf(trace), ...rightAt(trace, lastOf(trace)) });

/** How many of the hardest class end up right; nothing where all are. */
export function hardestClass({
  facts: { hardest },
  labels,
  predictions,
  strays,
}: FeatureTrace): readonly Message[] {
  const { class: digit, images, right } = hardest;
  if (strays.length === 0) return [];
  const tied = membersOf(labels, CLASSES).some((own, other) => {
    const found = own.filter((i) => predictions.at(-1)?.[i] === other).length;
    return other !== digit && own.length > 0 && found * images === right * own.length;
  });
  return [say('captionClass', { digit, tied, right, images })];
}

/** From this many changes on, a point that wavers is worth a reason; and from this many cells near it on, that is one. */
const [WAVERS, MEET] = [3, 3];

/** How often the answer for the traced picture changes, and what is drawn around it. */
export function wavering({ facts, predictions, labels, scores }: FeatureTrace): readonly Message[] {
  const { traced, tracedChanges: changes, dimensions } = facts;
  const tied = labels.some((_, i) => i !== traced && changesOf(predictions, i).length === changes);
  return [
    say('captionSample', { changes, tied }),
    scores === null ? say('captionBars') : say('captionShaded', { dimensions }),
  ];
}

/** Why the traced picture wavers, if that is where it lies, and what the network says of it in the end. */
export function verdict(trace: FeatureTrace): readonly Message[] {
  const { facts, labels, tracedProbabilities } = trace;
  const shares = tracedProbabilities.at(-1) ?? [];
  const guess = maxIndex(shares);
  const second = maxIndex(shares.map((share, digit) => (digit === guess ? -1 : share)));
  const digit = labels[facts.traced] ?? 0;
  const plain = trace.scores === null || diverged(trace) || facts.tracedChanges < WAVERS;
  const cells = plain ? 0 : cellsNearTraced(trace);
  const [share, next, own] = [guess, second, digit].map((one) => shares[one] ?? 0);
  if (cells >= MEET) return [say('captionMeet', { cells })];
  return [
    say('captionVerdict', {
      guess,
      share: share ?? 0,
      second,
      next: next ?? 0,
      digit,
      own: own ?? 0,
      right: guess === digit,
    }),
  ];
}

/** Training that gets less than this right has sorted little. */
const MUCH = 0.5;

/** The answer to the question: why, and how far. */
export function answer(trace: FeatureTrace): readonly Message[] {
  const [before, share] = [accuracyAt(trace, 0), accuracyAt(trace, lastOf(trace))];
  if (diverged(trace)) return [say('captionAnswer', { view: 'diverged' })];
  if (share < MUCH || share <= before)
    return [say('captionNothing', { much: share > before ? 'little' : 'nothing', before, share })];
  const view = viewOf(trace);
  return [say('captionAnswer', { view }), say('captionUntil', { view, ...rightAt(trace, lastOf(trace)) })];
}
