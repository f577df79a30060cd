import { attend, type MaskedRow } from '../../sim/tensors/attention.ts';
import { LIBRARY_MASKS } from '../../sim/tensors/library-masks.ts';
import { matrix } from '../../sim/tensors/value.ts';
import type { MeasuredHead } from '../../sim/trainings/attention-trace.ts';
import type { Claims, Spoken } from '../claims.ts';
import type { Value } from '../words.ts';
import type { AttentionFilmTrace } from './readings.ts';

type Now = Spoken<AttentionFilmTrace>;

const near = (a: Value | undefined, b: number | undefined): boolean =>
  b !== undefined && Math.abs(Number(a) - b) <= 1e-9 * (1 + Math.abs(b));
/** Whether a share is as it is said: less than all is at most 99.9%. */
const nearShare = (a: Value | undefined, b: number | undefined): boolean =>
  near(a, b) || (b !== undefined && b < 1 && b > 0.999 && near(a, 0.999));
const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

/** The head of a name such as 2C. */
const headOf = ({ facts }: AttentionFilmTrace, name: Value | undefined): MeasuredHead | undefined =>
  facts.heads.find(({ layer, head }) => name === `${layer + 1}${['A', 'B', 'C', 'D'][head]}`);

/** The head whose mean weight on the source is the largest in the end. */
const keenest = ({ facts: { heads } }: AttentionFilmTrace): MeasuredHead | undefined =>
  heads.find((one) => heads.every(({ looks }) => last(looks) <= last(one.looks)));

/** The numbers of the shown sequence's tokens that are written so. */
const written = (
  { facts: { shown, words } }: AttentionFilmTrace,
  word: Value | undefined,
): readonly number[] => shown.tokens.flatMap((token, i) => (words[token] === word ? [i] : []));

/** The token that tells the answer to the question that is followed, if it is written so. */
function sourceOf(trace: AttentionFilmTrace, word: Value | undefined): number | undefined {
  const { shown, question } = trace.facts;
  const source = shown.asked[question]?.source;
  return source !== undefined && written(trace, word).includes(source) ? source : undefined;
}

/** Whether the numbers of a part of the film have been reached that are of so many updates. */
function reached({ trace, step }: Now, updates: Value | undefined): number | undefined {
  const look = trace.runs[0]?.updates.indexOf(Number(updates)) ?? -1;
  return look >= 0 && step !== null && step >= look ? look : undefined;
}

/** What a query comes to that may look at none of some values. */
function blindTo(values: readonly number[], maskedRow: MaskedRow): number {
  const column = matrix(values.map((value) => [value]));
  return attend(column, column, column, { heads: 1, mask: () => false, maskedRow }).context.data[0] ?? 0;
}

const accuracies = ({ runs }: AttentionFilmTrace): readonly number[] => runs[0]?.series.accuracy ?? [];

/** Columns of a head: 16 numbers a token, shared by the heads of a layer. */
const columns = ({ params }: AttentionFilmTrace): number => 16 / params.model.heads;

/** What makes each caption of the film true. */
export const ATTENTION_CLAIMS: Claims<AttentionFilmTrace> = {
  captionLook: ({ weight, source }, { trace }) => {
    const at = sourceOf(trace, source);
    return at !== undefined && nearShare(weight, keenest(trace)?.course.at(-1)?.[at]);
  },
  captionWords: ({ task }, { trace: { facts, params } }) =>
    task === params.task &&
    facts.embedded.length === facts.shown.tokens.length &&
    facts.embedded.every((row) => row.length === 16) &&
    // The same word has the same numbers before those of its place are added, and others after.
    facts.shown.tokens.every((token, i) =>
      facts.shown.tokens.every(
        (other, j) =>
          token !== other ||
          facts.spoken[i]?.every(
            (value, c) =>
              value === facts.spoken[j]?.[c] &&
              (i === j || facts.embedded[i]?.[c] !== facts.embedded[j]?.[c]),
          ),
      ),
    ),
  captionThree: ({ n }, { trace }) =>
    n === columns(trace) &&
    [trace.facts.work.query, trace.facts.work.key, trace.facts.work.value].every((rows) =>
      rows.every(({ length }) => length === n),
    ),
  captionScore: ({ n }, { trace }) => {
    const { query, key, scores } = trace.facts.work;
    return (
      n === columns(trace) &&
      scores.every((row, q) =>
        row.every((score, k) => {
          const products = query[q]?.map((value, c) => value * (key[k]?.[c] ?? Number.NaN)) ?? [];
          return near(
            score * Math.sqrt(Number(n)),
            products.reduce((sum, one) => sum + one, 0),
          );
        }),
      )
    );
  },
  captionMask: ({ task }, { trace }) =>
    task === trace.params.task &&
    trace.facts.work.weights.every((row, q) => row.every((weight, k) => k <= q || weight === 0)),
  captionTrue: () =>
    Object.entries(LIBRARY_MASKS).every(
      ([library, { trueHides }]) => trueHides === (library === 'multihead'),
    ),
  captionEmpty: (_, { trace }) => {
    const rows = new Set(Object.values(LIBRARY_MASKS).flatMap(({ maskedRow }) => maskedRow));
    const own = trace.facts.work.value.map((row) => row[0] ?? Number.NaN);
    const told = [...rows].map((maskedRow) => blindTo(own, maskedRow));
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    return (
      told.length === 3 && told.includes(0) && told.some(Number.isNaN) && told.some((one) => near(one, mean))
    );
  },
  captionSoftmax: (_, { trace }) =>
    trace.facts.work.weights.every((row) =>
      near(
        row.reduce((sum, weight) => sum + weight, 0),
        1,
      ),
    ),
  captionBefore: ({ head, source, weight }, { trace }) => {
    const at = sourceOf(trace, source);
    return at !== undefined && nearShare(weight, headOf(trace, head)?.course[0]?.[at]);
  },
  captionLeap: ({ updates, accuracy }, now) => {
    const look = reached(now, updates);
    const all = accuracies(now.trace);
    if (look === undefined || look === 0) return false;
    const rise = (k: number): number => (all[k] ?? 0) - (all[k - 1] ?? 0);
    return (
      near(accuracy, all[look]) && rise(look) > 0 && all.every((_, k) => k === 0 || rise(k) <= rise(look))
    );
  },
  captionFound: ({ updates, source }, now) => {
    const look = reached(now, updates);
    const at = sourceOf(now.trace, source);
    const course = keenest(now.trace)?.course.map((weights) => weights[at ?? -1] ?? 0) ?? [];
    return (
      look !== undefined && (course[look - 1] ?? 1) <= 0.5 && course.slice(look).every((one) => one > 0.5)
    );
  },
  captionEnd: ({ accuracy, asked, nearest }, { trace, step }) => {
    const all = accuracies(trace);
    const lazy = trace.facts.nearest;
    return (
      step === all.length - 1 &&
      near(accuracy, last(all)) &&
      asked === trace.facts.asked &&
      (lazy === null ? nearest === null : near(nearest, lazy))
    );
  },
  captionMean: ({ head, task, look }, { trace }) => {
    const one = headOf(trace, head);
    return (
      one !== undefined && one === keenest(trace) && near(look, last(one.looks)) && task === trace.params.task
    );
  },
  captionShuffled: ({ accuracy, task }, { trace }) =>
    task === trace.params.task && near(accuracy, trace.facts.shuffled.accuracy),
  captionOrder: (_, { trace }) => trace.params.task === 'agreement',
  captionRemoved: ({ head, accuracy }, { trace }) => {
    const one = headOf(trace, head);
    return one !== undefined && one === keenest(trace) && near(accuracy, one.without.accuracy);
  },
  captionPillar: ({ head, token, weight, accuracy }, { trace }) => {
    const one = headOf(trace, head);
    const course = one?.course.at(-1) ?? [];
    return (
      one !== undefined &&
      near(accuracy, one.without.accuracy) &&
      trace.facts.heads.every(({ without }) => without.accuracy >= one.without.accuracy) &&
      nearShare(weight, Math.max(...course)) &&
      written(trace, token).some((at) => course[at] === Math.max(...course))
    );
  },
  captionSame: (_, { trace }) => {
    const least = keenest(trace)?.without.accuracy ?? Number.NaN;
    return trace.facts.heads.every(({ without }) => without.accuracy >= least);
  },
  captionProof: 'definition',
};
