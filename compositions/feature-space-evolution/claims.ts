import type { Claims, Spoken } from '../../src/story/claims.ts';
import {
  answersAround,
  changeCounts,
  confusionsOf,
  learnedIn,
  nearestShares,
  partingsOf,
  rightShare,
  sortedShares,
  spreadsAt,
  total,
  usualStepOf,
} from '../../src/story/class-claims.ts';
import type { Message } from '../../src/story/words.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';

type Now = Spoken<FeatureTrace, FeatureStory>;

const lastOf = ({ positions }: FeatureTrace): number => positions.length - 1;
const atEnd = ({ trace, step }: Now): boolean => step === lastOf(trace);
const close = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) < 1e-9;

const mixedIn = (trace: FeatureTrace): boolean => (sortedShares(trace)[0] ?? 0) < 0.5;
const apartIn = (trace: FeatureTrace): boolean => (sortedShares(trace).at(-1) ?? 0) > 0.75;

function asked(trace: FeatureTrace): string {
  if (trace.runs[0]?.status === 'diverged') return 'diverges';
  if (mixedIn(trace)) return apartIn(trace) ? 'burst' : 'sort';
  return apartIn(trace) ? 'sharpen' : 'overlap';
}

const at = ({ trace, part, frame }: Now) => headOf(trace, part, frame);
const untrained = (now: Now): boolean => at(now).step === 0 && at(now).t === 0;
const rightIn = (trace: FeatureTrace, epoch: number): number =>
  rightShare(confusionsOf(trace).at(epoch) ?? []);
const viewIn = ({ params, code }: FeatureTrace): string =>
  params.projection.kind === 'star' ? 'corner' : code.length <= 3 ? 'cell' : 'space';

/** What is shown is the epoch that the plane was fitted to. */
const fitted = ({ trace, part, frame }: Now): boolean =>
  headOf(trace, part, frame).step === trace.facts.fittedEpoch;

const fittedSpreads = (trace: FeatureTrace): readonly number[] => spreadsAt(trace, trace.facts.fittedEpoch);

function sharesPlane(share: unknown, trace: FeatureTrace): boolean {
  const [x = 0, y = 0, z = 0] = fittedSpreads(trace);
  const plane = trace.runs[0]?.series.planeShare[trace.facts.fittedEpoch] ?? 0;
  const all = trace.facts.dimensions <= 3 && x + y + z > 0 ? (x + y) / (x + y + z) : plane;
  return Math.abs(Number(share) - all) < 0.001 && Math.abs(Number(share) - plane) < 0.001;
}

/** No side of the fitted cloud is wider than the one that is shown. */
function widest(trace: FeatureTrace): boolean {
  const [x = 0, y = 0, z = 0] = fittedSpreads(trace);
  const [most, next] = [x * (1 + 1e-6) + 1e-12, y * (1 + 1e-6) + 1e-12];
  return trace.params.projection.kind === 'star' || (most >= y && next >= z);
}

const sees = ({ projection = 'pca', dimensions }: Message['values'], { trace }: Now) =>
  projection === trace.params.projection.kind && dimensions === trace.code.length;

/** What makes each caption true. */
export const claims: Claims<FeatureTrace, FeatureStory> = {
  cloudHeading: (_, now) => untrained(now),
  captionQuestion: ({ question, source }, { trace }) =>
    question === asked(trace) && source === (trace.params.data.images === undefined ? 'drawn' : 'read'),
  captionColour: ({ projection }, { trace }) => projection === trace.params.projection.kind,
  captionNetwork: sees,
  captionPoint: sees,
  captionVariance: ({ share, epoch, ...values }, now) =>
    sees(values, now) &&
    fitted(now) &&
    widest(now.trace) &&
    epoch === now.trace.facts.fittedEpoch &&
    sharesPlane(share, now.trace),
  captionCloud: ({ mixed }, now) => untrained(now) && mixed === mixedIn(now.trace),
  captionEpoch: ({ train }, { trace }) => train === trace.facts.trainImages,
  captionTold: 'definition',
  captionFirst: ({ epoch, digit, classes, right, of, alarms }, { trace, step }) => {
    const [all, at, own] = [confusionsOf(trace), Number(epoch), Number(digit)];
    const now = all[at] ?? [];
    const called = total(now.map((row) => row[own] ?? 0));
    return (
      step === at &&
      all.slice(0, at).every((counts) => learnedIn(counts).length === 0) &&
      learnedIn(now).length === classes &&
      learnedIn(now).includes(own) &&
      right === now[own]?.[own] &&
      of === total(now[own] ?? []) &&
      alarms === called - Number(right)
    );
  },
  captionCorner: 'definition',
  captionNone: (_, now) =>
    atEnd(now) && confusionsOf(now.trace).every((counts) => learnedIn(counts).length === 0),
  captionTrained: ({ share }, now) => atEnd(now) && close(share, rightIn(now.trace, -1)),
  captionNear: ({ near, space }, now) =>
    atEnd(now) &&
    now.trace.depths !== null &&
    now.trace.code.length === 3 &&
    Number(space) > Number(near) &&
    close(near, nearestShares(now.trace)[0]) &&
    close(space, nearestShares(now.trace)[1]),
  captionDiverged: ({ epoch }, now) =>
    atEnd(now) && epoch === lastOf(now.trace) && now.trace.runs[0]?.status === 'diverged',
  captionFlat: sees,
  captionPair: ({ a, b, right, of }, { trace }) => {
    const all = partingsOf(trace).filter(({ pair }) => pair.includes(Number(a)));
    const told = all.find(({ pair }) => pair.includes(Number(b)));
    const [ours = 0, theirs] = [
      told && told.right / told.of,
      Math.min(...all.map((one) => one.right / one.of)),
    ];
    return (
      a === trace.facts.hardest.class && a !== b && told?.right === right && told?.of === of && ours <= theirs
    );
  },
  captionCells: ({ cells, classes }, { trace }) =>
    classes === 10 && trace.code.length <= 3 && cells === new Set(trace.predictions.at(-1)).size,
  captionNothing: ({ much, before, share }, { trace }) =>
    close(before, rightIn(trace, 0)) &&
    close(share, rightIn(trace, -1)) &&
    (much === 'little'
      ? Number(share) > Number(before) && Number(share) < 0.5
      : Number(share) <= Number(before)) &&
    trace.runs[0]?.status !== 'diverged',
  captionAnswer: ({ view }, { trace }) =>
    trace.runs[0]?.status === 'diverged'
      ? view === 'diverged'
      : view === viewIn(trace) && rightIn(trace, -1) > Math.max(rightIn(trace, 0), 0.4999),
  captionUntil: ({ view, share, right, points }, now) =>
    atEnd(now) &&
    view === viewIn(now.trace) &&
    close(share, rightIn(now.trace, -1)) &&
    points === now.trace.labels.length &&
    close(Number(right) / Number(points), rightIn(now.trace, -1)),
  captionClass: ({ digit, kind, right, images }, { trace }) => {
    const counts = confusionsOf(trace).at(-1) ?? [];
    const shares = counts.map((row, k) => (total(row) === 0 ? 1 : (row[k] ?? 0) / total(row)));
    const least = Math.min(...shares);
    const as = shares.filter((share) => share - least < 1e-9).length;
    return (
      shares[Number(digit)] === least &&
      kind === (least === 1 ? 'perfect' : as > 1 ? 'tied' : 'alone') &&
      right === counts[Number(digit)]?.[Number(digit)] &&
      images === total(counts[Number(digit)] ?? [])
    );
  },
  captionPerfect: (_, now) => atEnd(now) && rightShare(confusionsOf(now.trace).at(-1) ?? []) === 1,
  captionMistakes: ({ kind, images, wrong, taken, guess, other, guesses, rest, third }, now) => {
    const digit = now.trace.facts.hardest.class;
    const row = (confusionsOf(now.trace).at(-1) ?? [])[digit] ?? [];
    const errors = row.map((count, k) => (k === digit ? 0 : count));
    const most = Math.max(...errors);
    const tied = errors.flatMap((count, k) => (count === most ? [k] : []));
    const told = {
      one: total(errors) === 1 && tied[0] === guess,
      all: most === total(errors) && most > 1 && tied[0] === guess,
      most: tied.length === 1 && most < total(errors) && tied[0] === guess && most === taken,
      pair:
        tied.length === 2 &&
        tied[0] === guess &&
        tied[1] === other &&
        most === taken &&
        rest === total(errors) - 2 * most &&
        (third === -1 ? guesses !== 3 : errors[Number(third)] === rest),
      many: tied.length > 2 && errors.filter((count) => count > 0).length === guesses,
    };
    return (
      atEnd(now) &&
      images === total(row) &&
      wrong === total(errors) &&
      (Object.entries(told).find(([name]) => name === kind)?.[1] ?? false)
    );
  },
  captionSample: ({ changes: told, tied }, { trace }) => {
    const most = Math.max(...changeCounts(trace));
    return (
      told === most &&
      told === changeCounts(trace)[trace.facts.traced] &&
      tied === changeCounts(trace).filter((count) => count === most).length > 1
    );
  },
  captionStar: 'definition',
  captionShaded: ({ dimensions }, { trace }) => dimensions === trace.code.length && trace.code.length <= 3,
  captionMeet: ({ cells }, now) => {
    const { trace } = now;
    const near = (reach: number) =>
      answersAround(trace, trace.facts.traced, reach * usualStepOf(trace, trace.facts.traced)).size;
    // What a grid finds is looked for in directions by what chose the words.
    return atEnd(now) && Number(cells) > 2 && near(0.95) <= Number(cells) && Number(cells) <= near(1.1);
  },
  captionVerdict: ({ guess, share, second, next, digit, own, right }, now) => {
    const { tracedProbabilities, labels, facts } = now.trace;
    const shares = tracedProbabilities.at(-1) ?? [];
    const [first = 0, runnerUp = 0] = shares.toSorted((a, b) => b - a);
    return (
      atEnd(now) &&
      share === first &&
      next === runnerUp &&
      shares[Number(guess)] === first &&
      shares[Number(second)] === runnerUp &&
      guess !== second &&
      digit === labels[facts.traced] &&
      own === shares[Number(digit)] &&
      right === (guess === digit)
    );
  },
};
