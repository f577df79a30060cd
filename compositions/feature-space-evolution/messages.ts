/** What there is to say about a trace, independent of wording and timing. */
import { maxIndex } from 'd3-array';
import { classMilestones, LEARNED } from '../../src/sim/class-milestones.ts';
import { changesOf, membersOf } from '../../src/sim/classification.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import { cellsNearTraced, hardestPair } from '../../src/sim/trainings/classifier-readings.ts';
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

/** Training that gets less than this right has sorted little. */
const MUCH = 0.5;

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

/** The digits whose cells are lit up: those of the pair that is parted worst, and the one that is learned first. */
export const cellsLit = (trace: FeatureTrace): readonly number[] => {
  const { first } = classMilestones(trace);
  return [...new Set([...(hardestPair(trace)?.pair ?? []), ...(first === null ? [] : [first.digit])])];
};

/** How far from a tenth a share is that guessing may well give. */
const CHANCE = 0.03;

/** Where training begins, and what is to be heard. */
export function beginning(trace: FeatureTrace): readonly Message[] {
  const calls = countsOf(trace.predictions[0] ?? []);
  const digit = maxIndex(calls);
  const chance = Math.abs(accuracyAt(trace, 0) - 1 / CLASSES) < CHANCE;
  return [
    say('captionStart', { chance, ...rightAt(trace, 0) }),
    say('captionListen', { called: calls[digit] ?? 0, digit }),
  ];
}

/** How often each digit is answered. */
const countsOf = (answers: readonly number[]): readonly number[] =>
  Array.from({ length: CLASSES }, (_, digit) => answers.filter((answer) => answer === digit).length);

/** What happens while the network trains, in order. */
export function remarks(trace: FeatureTrace): readonly Remark[] {
  const { first, sizes, epochs } = classMilestones(trace);
  const last = lastOf(trace);
  if (last === 0) return [];
  const always = (message: Message): Remark => ({ step: null, message });
  const calls = (step: number, digit: number) => {
    const right = epochs[step]?.right[digit] ?? 0;
    const called = countsOf(trace.predictions[step] ?? [])[digit] ?? 0;
    return { digit, right, of: sizes[digit] ?? 0, alarms: called - right };
  };
  const learned: Remark[] = [];
  if (first !== null && !diverged(trace)) {
    // A digit may be found before it can be trusted, as what is called at random is.
    const early = (epochs[1]?.found ?? []).findIndex(
      (found, digit) => found >= LEARNED && (epochs[1]?.trusted[digit] ?? 1) < 0.5,
    );
    if (early >= 0 && first.epoch > 1)
      learned.push({ step: 1, message: say('captionEarly', calls(1, early)) });
    learned.push({
      step: first.epoch,
      message: say('captionFirst', { ...first, ...calls(first.epoch, first.digit), share: LEARNED }),
    });
  }
  return [always(say('captionEpoch', { train: trace.facts.trainImages })), ...learned];
}

/** What the training has come to. */
export const outcome = (trace: FeatureTrace): Message =>
  diverged(trace)
    ? say('captionDiverged', { epoch: lastOf(trace) })
    : say('captionTrained', { epoch: lastOf(trace), ...rightAt(trace, lastOf(trace)) });

/** How many of the hardest class end up right, and what the others are read as; nothing where all are. */
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
  const taken = countsOf(
    (predictions.at(-1) ?? []).filter((guess, i) => labels[i] === digit && guess !== digit),
  );
  const [as = 0, other = 0] = [...taken.keys()].sort((a, b) => (taken[b] ?? 0) - (taken[a] ?? 0));
  const [first, second] = [taken[as] ?? 0, taken[other] ?? 0];
  return [
    say('captionClass', { digit, tied, right, images }),
    say('captionTaken', { digit, first, as, second, other, more: second > 0 }),
  ];
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
  return [
    say('captionVerdict', {
      guess,
      share: share ?? 0,
      second,
      next: next ?? 0,
      digit,
      own: own ?? 0,
      right: guess === digit,
      meet: cells >= MEET,
    }),
  ];
}

/** The answer to the question: why, and how far. */
export function answer(trace: FeatureTrace): readonly Message[] {
  const [before, share] = [accuracyAt(trace, 0), accuracyAt(trace, lastOf(trace))];
  if (diverged(trace)) return [say('captionAnswer', { view: 'diverged' })];
  if (share < MUCH || share <= before)
    return [say('captionNothing', { much: share > before ? 'little' : 'nothing', before, share })];
  const view = viewOf(trace);
  return [
    say('captionAnswer', { view }),
    say('captionUntil', { before: rightAt(trace, 0).right, ...rightAt(trace, lastOf(trace)) }),
  ];
}
