import type { Claims, Spoken } from '../../src/story/claims.ts';
import {
  answersAround,
  changeCounts,
  confusionsOf,
  learnedIn,
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
type Values = Message['values'];

const lastOf = ({ positions }: FeatureTrace): number => positions.length - 1;
const atEnd = ({ trace, part, frame }: Now): boolean => headOf(trace, part, frame).step === lastOf(trace);
const diverged = ({ runs }: FeatureTrace): boolean => runs[0]?.status === 'diverged';
const close = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) < 1e-9;

function asked(trace: FeatureTrace): string {
  const shares = sortedShares(trace);
  const [mixed, apart] = [(shares[0] ?? 0) < 0.5, (shares.at(-1) ?? 0) > 0.75];
  if (diverged(trace)) return 'diverges';
  return mixed ? (apart ? 'burst' : 'sort') : apart ? 'sharpen' : 'overlap';
}

function untrained({ trace, part, frame }: Now): boolean {
  const { step, t } = headOf(trace, part, frame);
  return step === 0 && t === 0;
}
const rightIn = (trace: FeatureTrace, epoch: number): number =>
  rightShare(confusionsOf(trace).at(epoch) ?? []);
/** How often each digit is answered after an epoch. */
const callsOf = (trace: FeatureTrace, epoch: number): readonly number[] =>
  [...Array(10).keys()].map((own) => total((confusionsOf(trace)[epoch] ?? []).map((row) => row[own] ?? 0)));
/** Whether as many points are read right after an epoch as is said. */
const counts = ({ right, points }: Values, trace: FeatureTrace, epoch: number): boolean =>
  points === trace.labels.length && close(Number(right) / Number(points), rightIn(trace, epoch));
const sees = ({ view }: Values, { trace: { params, code } }: Now): boolean =>
  view === (params.projection.kind === 'star' ? 'corner' : code.length <= 3 ? 'cell' : 'space');
const measures = ({ dimensions }: Values, { trace: { code } }: Now): boolean => dimensions === code.length;

/** How many cells lie within so many usual steps of the traced picture in the end. */
const cellsWithin = (trace: FeatureTrace, reach: number): number =>
  answersAround(trace, trace.facts.traced, reach * usualStepOf(trace, trace.facts.traced)).size;

/** No side of the fitted cloud is wider than the ones that are shown. */
function widest(trace: FeatureTrace): boolean {
  const [x = 0, y = 0, z = 0] = spreadsAt(trace, trace.facts.fittedEpoch);
  return (
    trace.params.projection.kind === 'star' || (x * (1 + 1e-6) + 1e-12 >= y && y * (1 + 1e-6) + 1e-12 >= z)
  );
}

/** What makes each caption true. */
export const claims: Claims<FeatureTrace, FeatureStory> = {
  captionQuestion: ({ question, source, points }, { trace }) =>
    question === asked(trace) &&
    points === trace.positions[0]?.length &&
    source === (trace.params.data.images === undefined ? 'drawn' : 'read'),
  captionDot: 'definition',
  captionNetwork: (values, now) =>
    measures(values, now) && values.projection === now.trace.params.projection.kind,
  captionPlace: (values, now) => measures(values, now) && widest(now.trace),
  captionWalls: (values, now) => measures(values, now) && now.trace.code.length <= 3,
  captionCells: ({ cells }, { trace }) =>
    trace.code.length <= 3 && cells === new Set(trace.predictions.at(-1)).size,
  captionStart: (values, now) =>
    untrained(now) &&
    counts(values, now.trace, 0) &&
    values.chance === Math.abs(rightIn(now.trace, 0) - 0.1) < 0.03,
  captionListen: ({ called, digit }, now) => {
    const calls = callsOf(now.trace, 0);
    return untrained(now) && called === calls[Number(digit)] && called === Math.max(...calls);
  },
  captionEpoch: ({ train }, { trace }) => train === trace.facts.trainImages,
  captionEarly: ({ digit, right, of, alarms }, { trace, step }) => {
    const [now, own] = [confusionsOf(trace)[1] ?? [], Number(digit)];
    const called = callsOf(trace, 1)[own] ?? 0;
    return (
      step === 1 &&
      !learnedIn(now).includes(own) &&
      right === now[own]?.[own] &&
      of === total(now[own] ?? []) &&
      alarms === called - Number(right) &&
      Number(right) >= 0.9 * Number(of) &&
      Number(alarms) > Number(right)
    );
  },
  captionFirst: ({ epoch, digit, classes, right, of, alarms }, { trace, step }) => {
    const [all, at, own] = [confusionsOf(trace), Number(epoch), Number(digit)];
    const now = all[at] ?? [];
    const called = callsOf(trace, at)[own] ?? 0;
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
  captionTrained: (values, now) =>
    atEnd(now) && values.epoch === lastOf(now.trace) && counts(values, now.trace, -1),
  captionDiverged: ({ epoch }, now) => atEnd(now) && epoch === lastOf(now.trace) && diverged(now.trace),
  captionClass: ({ digit, tied, right, images }, now) => {
    const rows = confusionsOf(now.trace).at(-1) ?? [];
    const shares = rows.map((row, k) => (total(row) === 0 ? 1 : (row[k] ?? 0) / total(row)));
    const least = Math.min(...shares);
    return (
      atEnd(now) &&
      shares[Number(digit)] === least &&
      tied === shares.filter((share) => share - least < 1e-9).length > 1 &&
      right === rows[Number(digit)]?.[Number(digit)] &&
      images === total(rows[Number(digit)] ?? [])
    );
  },
  captionTaken: ({ digit, first, as, second, other, more }, now) => {
    const row = (confusionsOf(now.trace).at(-1) ?? [])[Number(digit)] ?? [];
    const errors = row.filter((_, guess) => guess !== digit).toSorted((a, b) => b - a);
    return (
      atEnd(now) &&
      digit === now.trace.facts.hardest.class &&
      as !== digit &&
      other !== as &&
      first === errors[0] &&
      row[Number(as)] === first &&
      second === errors[1] &&
      more === Number(second) > 0 &&
      (second === 0 || (other !== digit && row[Number(other)] === second))
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
  captionShaded: (values, now) => measures(values, now) && now.trace.code.length <= 3,
  captionBars: 'definition',
  captionVerdict: ({ guess, share, second, next, digit, own, right, meet }, now) => {
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
      right === (guess === digit) &&
      // What a grid finds is looked for in directions by what chose the words.
      (meet !== true || cellsWithin(now.trace, 1.1) > 2)
    );
  },
  captionNothing: ({ much, before, share }, { trace }) =>
    close(before, rightIn(trace, 0)) &&
    close(share, rightIn(trace, -1)) &&
    (much === 'little'
      ? Number(share) > Number(before) && Number(share) < 0.5
      : Number(share) <= Number(before)) &&
    !diverged(trace),
  captionAnswer: (values, now) =>
    diverged(now.trace)
      ? values.view === 'diverged'
      : sees(values, now) && rightIn(now.trace, -1) > Math.max(rightIn(now.trace, 0), 0.4999),
  captionUntil: (values, now) =>
    atEnd(now) &&
    counts(values, now.trace, -1) &&
    counts({ ...values, right: values.before ?? -1 }, now.trace, 0),
};
