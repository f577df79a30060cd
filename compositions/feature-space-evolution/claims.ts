import type { Claims, Spoken } from '../../src/story/claims.ts';
import {
  changeCounts,
  confusionsOf,
  distancesOf,
  learnedIn,
  recallAndPrecision,
  rightShare,
  sortedShares,
  spreadsAt,
  total,
} from '../../src/story/class-claims.ts';
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
  if (mixedIn(trace)) return apartIn(trace) && trace.params.projection.kind === 'pca' ? 'burst' : 'sort';
  return apartIn(trace) ? 'sharpen' : 'overlap';
}

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

const sees = ({ projection, dimensions }: { projection?: unknown; dimensions?: unknown }, { trace }: Now) =>
  projection === trace.params.projection.kind && dimensions === trace.code.length;

/** What makes each caption true. */
export const claims: Claims<FeatureTrace, FeatureStory> = {
  captionQuestion: ({ question, points }, { trace }) =>
    question === asked(trace) && points === trace.positions[0]?.length,
  captionPoints: ({ source }, { trace }) =>
    source === (trace.params.data.images === undefined ? 'drawn' : 'read'),
  captionNetwork: sees,
  captionPoint: sees,
  captionSide: (values, now) => {
    const [x = 0, y = 0, z = 0] = fittedSpreads(now.trace);
    const [most, next] = [x * (1 + 1e-6) + 1e-12, y * (1 + 1e-6) + 1e-12];
    return sees(values, now) && fitted(now) && (values.projection === 'star' || (most >= y && next >= z));
  },
  captionVariance: ({ share, epoch, ...values }, now) =>
    sees(values, now) &&
    fitted(now) &&
    epoch === now.trace.facts.fittedEpoch &&
    sharesPlane(share, now.trace),
  captionCloud: ({ mixed }, { trace }) => mixed === mixedIn(trace),
  captionEpoch: ({ train }, { trace }) => train === trace.facts.trainImages,
  captionLoss: 'definition',
  captionFirst: ({ epoch, digit, classes, found, trusted }, { trace, step }) => {
    const [all, at] = [confusionsOf(trace), Number(epoch)];
    const now = all[at] ?? [];
    const [recall, precision] = recallAndPrecision(now, Number(digit));
    return (
      step === at &&
      all.slice(0, at).every((counts) => learnedIn(counts).length === 0) &&
      learnedIn(now).length === classes &&
      learnedIn(now).includes(Number(digit)) &&
      close(found, recall) &&
      close(trusted, precision)
    );
  },
  captionCut: 'definition',
  captionGather: (_, { trace, step }) =>
    apartIn(trace) && (sortedShares(trace)[step ?? 0] ?? 0) > (sortedShares(trace)[0] ?? 1),
  captionCorner: 'definition',
  captionNone: (_, now) =>
    atEnd(now) && confusionsOf(now.trace).every((counts) => learnedIn(counts).length === 0),
  captionTrained: ({ epoch, share, apart }, now) =>
    atEnd(now) &&
    epoch === lastOf(now.trace) &&
    close(share, rightShare(confusionsOf(now.trace).at(-1) ?? [])) &&
    apart === apartIn(now.trace),
  captionDiverged: ({ epoch }, now) =>
    atEnd(now) && epoch === lastOf(now.trace) && now.trace.runs[0]?.status === 'diverged',
  captionClass: ({ digit, perfect }, { trace }) => {
    const counts = confusionsOf(trace).at(-1) ?? [];
    const shares = counts.map((row, k) => (total(row) === 0 ? 1 : (row[k] ?? 0) / total(row)));
    return shares[Number(digit)] === Math.min(...shares) && perfect === (Math.min(...shares) === 1);
  },
  captionLinear: 'definition',
  captionPerfect: (_, now) => atEnd(now) && rightShare(confusionsOf(now.trace).at(-1) ?? []) === 1,
  captionMistakes: ({ kind, images, wrong, taken, guess, other, guesses }, now) => {
    const digit = now.trace.facts.hardest.class;
    const row = (confusionsOf(now.trace).at(-1) ?? [])[digit] ?? [];
    const errors = row.map((count, k) => (k === digit ? 0 : count));
    const most = Math.max(...errors);
    const tied = errors.flatMap((count, k) => (count === most ? [k] : []));
    const told = {
      one: total(errors) === 1 && tied[0] === guess,
      all: most === total(errors) && most > 1 && tied[0] === guess,
      most: tied.length === 1 && most < total(errors) && tied[0] === guess && most === taken,
      pair: tied.length === 2 && tied[0] === guess && tied[1] === other && most === taken,
      many: tied.length > 2 && errors.filter((count) => count > 0).length === guesses,
    };
    return (
      atEnd(now) &&
      images === total(row) &&
      wrong === total(errors) &&
      (Object.entries(told).find(([name]) => name === kind)?.[1] ?? false)
    );
  },
  captionSample: ({ changes: told }, { trace }) =>
    told === Math.max(...changeCounts(trace)) && told === changeCounts(trace)[trace.facts.traced],
  captionStar: 'definition',
  captionBetween: (_, now) => {
    const { trace } = now;
    const [nearest = 0, next = 0] = distancesOf(trace, trace.facts.traced, lastOf(trace));
    const [first = 0, second = 0] = (trace.tracedProbabilities.at(-1) ?? []).toSorted((a, b) => b - a);
    return atEnd(now) && apartIn(trace) && nearest > next / 2 && first - second < 0.2;
  },
  captionVerdict: ({ guess, share, second, next, digit, right }, now) => {
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
      right === (guess === digit)
    );
  },
};
