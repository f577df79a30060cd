/** What there is to say about a trace, independent of wording and timing. */
import { max, maxIndex, mean } from 'd3-array';
import { classMilestones, type FirstLearned, LEARNED } from '../../src/sim/class-milestones.ts';
import { changesOf, confusionRow, membersOf } from '../../src/sim/classification.ts';
import { nearestShare } from '../../src/sim/clusters.ts';
import { answersWithin, worstParted } from '../../src/sim/readout.ts';
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

/** The hardest class and the one that it is parted from worst in the end; `null` if there are no cuts to be shown. */
export const pairOf = remember((trace: FeatureTrace) => {
  const { scores, spots } = lastScores(trace);
  return scores.length === 0 || diverged(trace)
    ? null
    : worstParted(scores, spots, trace.labels, trace.facts.hardest.class);
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
  const { first, sizes, epochs } = classMilestones(trace);
  const last = lastOf(trace);
  const always = (...messages: readonly Message[]): readonly Remark[] =>
    messages.map((message) => ({ step: null, message }));
  /** Of a class, how many images are called it rightly and wrongly. */
  function callsOf({ epoch, digit, trusted }: FirstLearned) {
    const right = epochs[epoch]?.right[digit] ?? 0;
    return { right, of: sizes[digit] ?? 0, alarms: Math.round(right / trusted) - right };
  }
  const learned: readonly Remark[] =
    first === null || diverged(trace)
      ? []
      : [
          {
            step: first.epoch,
            message: say('captionFirst', { ...first, ...callsOf(first), share: LEARNED }),
          },
        ];
  const { dimensions } = facts;
  const epoch = always(say('captionEpoch', { train: facts.trainImages }));
  // Where cuts cannot be shown, they are told.
  const reason = isStar(trace)
    ? always(say('captionCorner'))
    : trace.scores === null
      ? always(say('captionFlat', { dimensions }))
      : [];
  return [
    ...(last === 0 ? [] : always(say('captionTold'))),
    ...((first?.epoch ?? last) * 2 < last
      ? [...learned, ...reason, ...epoch]
      : [...(last === 0 ? [] : epoch), ...reason, ...learned]),
  ];
}

/** The shares of the points that are nearest to their own class's centroid in the end, in the plane and in space; `null` where that is no space of three. */
const nearIn = remember(({ positions, depths, labels, code }: FeatureTrace) => {
  const [flat = [], last] = [positions.at(-1), depths?.at(-1)];
  if (last === undefined || code.length !== 3) return null;
  const members = membersOf(labels, CLASSES);
  const space = flat.map(([x, y], i) => [x, y, last[i] ?? 0]);
  return { near: nearestShare(flat, members), space: nearestShare(space, members) };
});

/** What the training has come to. */
export function outcome(trace: FeatureTrace): readonly Message[] {
  const epoch = lastOf(trace);
  if (diverged(trace)) return [say('captionDiverged', { epoch })];
  const { learned } = classMilestones(trace);
  const [share, near] = [accuracyAt(trace, epoch), nearIn(trace)];
  const deeper = near !== null && share >= MUCH && Math.round(100 * near.space) > Math.round(100 * near.near);
  return [
    deeper ? say('captionNear', near) : say('captionTrained', { share }),
    ...(learned.every((at) => at === null) ? [say('captionNone', { share: LEARNED })] : []),
  ];
}

/** How many of the hardest class end up right, and whether another class does as badly. */
export function hardestClass({ facts: { hardest }, labels, predictions }: FeatureTrace): Message {
  const { class: digit, images, right, guesses } = hardest;
  const tied = membersOf(labels, CLASSES).some((own, other) => {
    const found = own.filter((i) => predictions.at(-1)?.[i] === other).length;
    return other !== digit && own.length > 0 && found * images === right * own.length;
  });
  const kind = guesses === 0 ? 'perfect' : tied ? 'tied' : 'alone';
  return say('captionClass', { digit, kind, right, images });
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
  const rest = wrong - 2 * taken;
  const third = guesses === 3 ? errors.findIndex((count, k) => count > 0 && k !== guess && k !== other) : -1;
  return say('captionMistakes', {
    kind,
    images,
    wrong,
    taken,
    guess,
    other,
    guesses,
    rest,
    third,
    known: third >= 0,
  });
}

/** From this many changes on, a point that wavers is worth a reason; and from this many cells near it on, that is one. */
const [WAVERS, MEET] = [3, 3];

const sq = (x: number): number => x * x;

/** How many images' answers change as often as the traced one's. */
export function wavering({ facts, predictions, labels }: FeatureTrace): Message {
  const { traced, tracedChanges: changes } = facts;
  const tied = labels.some((_, i) => i !== traced && changesOf(predictions, i).length === changes);
  return say('captionSample', { changes, tied });
}

/** How many classes have their cells within a usual step of the traced image in the end: as long as its last ones on average. */
function cellsNear(trace: FeatureTrace): number {
  const { facts, positions, depths } = trace;
  const spots = positions.map((step, epoch): readonly [number, number, number] => {
    const [x = 0, y = 0] = step[facts.traced] ?? [];
    return [x, y, depths?.[epoch]?.[facts.traced] ?? 0];
  });
  const lengths = spots.slice(1).map(([x, y, z], k) => {
    const [fromX, fromY, fromZ] = spots[k] ?? [x, y, z];
    return Math.sqrt(sq(x - fromX) + sq(y - fromY) + sq(z - fromZ));
  });
  const usual = mean(lengths.slice(Math.floor(lengths.length / 2))) ?? 0;
  return answersWithin(lastScores(trace).scores, spots.at(-1) ?? [0, 0, 0], usual).size;
}

/** Why the traced image wavers, if that is where it lies, and what the network says of it in the end. */
export function verdict(trace: FeatureTrace): readonly Message[] {
  const { facts, labels, tracedProbabilities } = trace;
  const shares = tracedProbabilities.at(-1) ?? [];
  const guess = maxIndex(shares);
  const second = maxIndex(shares.map((share, digit) => (digit === guess ? -1 : share)));
  const digit = labels[facts.traced] ?? 0;
  const cells =
    trace.scores === null || diverged(trace) || facts.tracedChanges < WAVERS ? 0 : cellsNear(trace);
  return [
    ...(cells >= MEET ? [say('captionMeet', { cells })] : []),
    say('captionVerdict', {
      guess,
      share: shares[guess] ?? 0,
      second,
      next: shares[second] ?? 0,
      digit,
      own: shares[digit] ?? 0,
      right: guess === digit,
    }),
  ];
}
