import { mean, variance } from 'd3-array';
import { remember } from '../../src/sim/remember.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';

type Now = Spoken<FeatureTrace, FeatureStory>;

const lastOf = ({ positions }: FeatureTrace): number => positions.length - 1;
const atEnd = ({ trace, step }: Now): boolean => step === lastOf(trace);
const close = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) < 1e-9;

/** Of each epoch, how often images of a class (first index) are called each class (second index). */
const confusions = remember(({ labels, predictions }: FeatureTrace) =>
  predictions.map((predicted) => {
    const counts = Array.from({ length: 10 }, () => Array<number>(10).fill(0));
    predicted.forEach((guess, i) => {
      const row = counts[labels[i] ?? 0];
      if (row !== undefined) row[guess] = (row[guess] ?? 0) + 1;
    });
    return counts;
  }),
);

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const accuracy = (counts: readonly (readonly number[])[]): number =>
  total(counts.map((row, digit) => row[digit] ?? 0)) / total(counts.map(total));

/** Recall and precision of a class: of its images, how many are called it; of those called it, how many are. */
function learnedAt(counts: readonly (readonly number[])[], digit: number): readonly [number, number] {
  const right = counts[digit]?.[digit] ?? 0;
  const [own, called] = [total(counts[digit] ?? []), total(counts.map((row) => row[digit] ?? 0))];
  return [own > 0 ? right / own : 0, called > 0 ? right / called : 0];
}

/** The classes of which nine tenths are found, and nine tenths of the calls are right. */
const learned = (counts: readonly (readonly number[])[]): readonly number[] =>
  counts.flatMap((_, digit) => (learnedAt(counts, digit).every((share) => share >= 0.9) ? [digit] : []));

/** The middle of each class that has points, at an epoch. */
function middles({ labels, positions }: FeatureTrace, epoch: number) {
  return [...new Set(labels)].map((digit) => {
    const own = (positions[epoch] ?? []).filter((_, i) => labels[i] === digit);
    return { digit, x: mean(own, ([x]) => x) ?? 0, y: mean(own, ([, y]) => y) ?? 0 };
  });
}

const square = (value: number): number => value * value;

/** The share of the points that are nearest to the middle of their own class, of every epoch. */
const sorted = remember((trace: FeatureTrace) =>
  trace.positions.map((points, epoch) => {
    const all = middles(trace, epoch);
    const own = points.filter(([x, y], i) => {
      const distances = all.map((one) => square(one.x - x) + square(one.y - y));
      return all[distances.indexOf(Math.min(...distances))]?.digit === trace.labels[i];
    });
    return own.length / points.length;
  }),
);

const mixedIn = (trace: FeatureTrace): boolean => (sorted(trace)[0] ?? 0) < 0.5;
const apartIn = (trace: FeatureTrace): boolean => (sorted(trace).at(-1) ?? 0) > 0.75;

function asked(trace: FeatureTrace): string {
  if (trace.runs[0]?.status === 'diverged') return 'diverges';
  if (mixedIn(trace)) return apartIn(trace) ? 'burst' : 'sort';
  return apartIn(trace) ? 'sharpen' : 'overlap';
}

/** What is shown is the epoch that the plane was fitted to. */
const fitted = ({ trace, part, frame }: Now): boolean =>
  headOf(trace, part, frame).step === trace.facts.fittedEpoch;

/** Variances along the principal axes, in units that can be squared. */
function spreads({ positions, depths, facts: { fittedEpoch } }: FeatureTrace): readonly number[] {
  const points = positions[fittedEpoch] ?? [];
  const near = depths?.[fittedEpoch] ?? [];
  const unit = Math.max(...points.flat().map(Math.abs), 1e-300);
  const along = (values: readonly number[]): number => variance(values, (value) => value / unit) ?? 0;
  return [points.map(([x]) => x), points.map(([, y]) => y), near].map(along);
}

function sharesPlane(share: unknown, trace: FeatureTrace): boolean {
  const [x = 0, y = 0, z = 0] = spreads(trace);
  const plane = trace.runs[0]?.series.planeShare[trace.facts.fittedEpoch] ?? 0;
  const all = trace.facts.dimensions <= 3 && x + y + z > 0 ? (x + y) / (x + y + z) : plane;
  return Math.abs(Number(share) - all) < 0.001 && Math.abs(Number(share) - plane) < 0.001;
}

const sees = ({ projection, dimensions }: { projection?: unknown; dimensions?: unknown }, { trace }: Now) =>
  projection === trace.params.projection.kind && dimensions === trace.code.length;

/** How often the answer for each image changes. */
const changes = remember(({ labels, predictions }: FeatureTrace) =>
  labels.map((_, i) => predictions.filter((now, k) => k > 0 && now[i] !== predictions[k - 1]?.[i]).length),
);

/** What makes each caption true. */
export const claims: Claims<FeatureTrace, FeatureStory> = {
  captionQuestion: ({ question, points }, { trace }) =>
    question === asked(trace) && points === trace.positions[0]?.length,
  captionPoints: ({ source }, { trace }) =>
    source === (trace.params.data.images === undefined ? 'drawn' : 'read'),
  captionNetwork: sees,
  captionPoint: sees,
  captionSide: (values, now) => {
    const [x = 0, y = 0, z = 0] = spreads(now.trace);
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
    const [all, at] = [confusions(trace), Number(epoch)];
    const now = all[at] ?? [];
    const [recall, precision] = learnedAt(now, Number(digit));
    return (
      step === at &&
      all.slice(0, at).every((counts) => learned(counts).length === 0) &&
      learned(now).length === classes &&
      learned(now).includes(Number(digit)) &&
      close(found, recall) &&
      close(trusted, precision)
    );
  },
  captionCut: 'definition',
  captionGather: (_, { trace, step }) =>
    apartIn(trace) && (sorted(trace)[step ?? 0] ?? 0) > (sorted(trace)[0] ?? 1),
  captionCorner: 'definition',
  captionNone: (_, now) =>
    atEnd(now) && confusions(now.trace).every((counts) => learned(counts).length === 0),
  captionTrained: ({ epoch, share, apart }, now) =>
    atEnd(now) &&
    epoch === lastOf(now.trace) &&
    close(share, accuracy(confusions(now.trace).at(-1) ?? [])) &&
    apart === apartIn(now.trace),
  captionDiverged: ({ epoch }, now) =>
    atEnd(now) && epoch === lastOf(now.trace) && now.trace.runs[0]?.status === 'diverged',
  captionClass: ({ digit, perfect }, { trace }) => {
    const counts = confusions(trace).at(-1) ?? [];
    const shares = counts.map((row, k) => (total(row) === 0 ? 1 : (row[k] ?? 0) / total(row)));
    return shares[Number(digit)] === Math.min(...shares) && perfect === (Math.min(...shares) === 1);
  },
  captionLinear: 'definition',
  captionPerfect: (_, now) => atEnd(now) && accuracy(confusions(now.trace).at(-1) ?? []) === 1,
  captionMistakes: ({ kind, images, wrong, taken, guess, other, guesses }, now) => {
    const digit = now.trace.facts.hardest.class;
    const row = (confusions(now.trace).at(-1) ?? [])[digit] ?? [];
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
    told === Math.max(...changes(trace)) && told === changes(trace)[trace.facts.traced],
  captionStar: 'definition',
  captionBetween: (_, now) => {
    const { trace } = now;
    const [x = 0, y = 0] = trace.positions.at(-1)?.[trace.facts.traced] ?? [];
    const [nearest = 0, next = 0] = middles(trace, lastOf(trace))
      .map((one) => Math.sqrt(square(one.x - x) + square(one.y - y)))
      .sort((a, b) => a - b);
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
