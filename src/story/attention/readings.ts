import { remember } from '../../sim/remember.ts';
import type { Asked } from '../../sim/sequences/sequence-task.ts';
import type { AttentionParams, AttentionTrace, MeasuredHead } from '../../sim/trainings/attention-trace.ts';

/** The libraries' masks that differ. */
export const MASK_DIALECTS = ['pytorch', 'multihead', 'keras', 'flax'] as const;

/** A transformer's training, and the library as which its mask is written. */
export type AttentionFilmTrace = AttentionTrace<
  AttentionParams & { readonly mask: (typeof MASK_DIALECTS)[number] }
>;

/** The letter of a head in its layer. */
export const letterOf = ({ head }: Pick<MeasuredHead, 'head'>): string => 'ABCD'[head] ?? '';

/** A head as it is called: its layer, and its letter. */
export const headName = (head: Pick<MeasuredHead, 'layer' | 'head'>): string =>
  `${head.layer + 1}${letterOf(head)}`;

/** The question of the shown sequence that is followed. */
export const askedOf = ({ facts: { shown, question } }: AttentionFilmTrace): Asked =>
  shown.asked[question] ?? { at: 0, source: 0, answer: 0, nearest: null };

/** What the film speaks of: two heads, and the tokens of the shown sequence as they are written. */
export const subjectsOf = remember((trace: AttentionFilmTrace) => {
  const { facts, runs } = trace;
  const asked = askedOf(trace);
  const words = facts.shown.tokens.map((token) => facts.words[token] ?? '');
  const [focus, pillar] = [facts.heads[facts.focus], facts.heads[facts.pillar]];
  const [run] = runs;
  if (focus === undefined || pillar === undefined || run === undefined)
    throw new RangeError('attention: a trace without heads');
  return {
    words,
    focus,
    pillar,
    run,
    accuracy: run.series.accuracy ?? [],
    roles: {
      query: asked.at,
      source: asked.source,
      rival: asked.nearest === null || asked.nearest.at === asked.source ? null : asked.nearest.at,
    },
    query: words[asked.at] ?? '',
    source: words[asked.source] ?? '',
  };
});

/** The token that a head gives the most in the end, from the shown question, and how much. */
export function favouriteOf({ course }: MeasuredHead): { readonly token: number; readonly weight: number } {
  const last = course.at(-1) ?? [];
  const weight = Math.max(...last);
  return { token: last.indexOf(weight), weight };
}

/** The look at which the accuracy has risen the most since the one before; `null` if it never rises. */
export function leapOf(accuracy: readonly number[]): number | null {
  const rises = accuracy.map((value, k) => value - (accuracy[k - 1] ?? value));
  const most = Math.max(...rises);
  return most > 0 ? rises.indexOf(most) : null;
}

/** The look from which on the focus gives the source more than half to the end; `null` if it does not in the end, or always did. */
export function foundAt({ course }: MeasuredHead, source: number): number | null {
  const before = course.findLastIndex((weights) => (weights[source] ?? 0) <= 0.5);
  return before < 0 || before === course.length - 1 ? null : before + 1;
}

/** Lines for the products of a pair. */
const LISTED = 4;

/** The products q · k of a pair, written with two decimals, and the score that they add up to as written. */
export function productsOf({ facts: { work } }: AttentionFilmTrace, query: number, key: number) {
  const keys = work.key[key] ?? [];
  const products = (work.query[query] ?? []).map((q, c) => Number((q * (keys[c] ?? 0)).toFixed(2)));
  const sum = Number(products.reduce((all, one) => all + one, 0).toFixed(2));
  return { products, sum, score: sum / Math.sqrt(products.length) };
}

/** Products as many as there is room for, what the others come to as written, and how many these are. */
export function listed(products: readonly number[]) {
  const first = products.slice(0, products.length > LISTED ? LISTED - 1 : LISTED);
  const rest = products.slice(first.length);
  return { first, rest: Number(rest.reduce((all, one) => all + one, 0).toFixed(2)), others: rest.length };
}

/** A share as it is said: only all of it is 100%. */
export const saidShare = (share: number): number => (share < 1 ? Math.min(share, 0.999) : 1);
