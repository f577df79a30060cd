import type { Series } from '../series.ts';
import { brief, type Event, type EventOf, type Point } from './event.ts';

export interface RateThresholds {
  /** A drop leaves at most so much of the rate. */
  readonly left: number;
  /** Before it the rate stood still for so many points, to within a hundredth. */
  readonly still: number;
  /** A warm-up begins at most at so much of the highest rate. */
  readonly from: number;
  /** … and takes at most this share of the run. */
  readonly share: number;
  readonly most: number;
}

/** Share of the run after a drop in which a loss is looked at, if the next drop does not come before. */
const AFTER = 0.2;

export const RATE: RateThresholds = { left: 0.6, still: 2, from: 0.5, share: 0.5, most: 6 };

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.01 * Math.max(Math.abs(a), Math.abs(b));

/**
 * Where a schedule drops the rate, and how a loss went on.
 *
 * Rule: a value of at most `left` of the one before, after `still` points that were equal. A rate that only decays is none.
 */
export function rateDrops(
  rate: Series,
  loss: Series | undefined,
  { left, still, most }: RateThresholds = RATE,
): readonly Event[] {
  const { name, axis, steps, values } = rate;
  const found: number[] = [];
  for (let i = still; i < values.length && found.length < most; i++) {
    const [before = 0, value = 0] = [values[i - 1], values[i]];
    if (!(before > 0 && value > 0 && value <= left * before)) continue;
    if (values.subarray(i - still, i).every((one) => near(one, before))) found.push(i);
  }
  const length = (steps.at(-1) ?? 0) - (steps[0] ?? 0);
  return found.map((i, k): Event => {
    const [at, from, to] = [steps[i] ?? 0, values[i - 1] ?? 0, values[i] ?? 0];
    const until = Math.min(at + AFTER * length, steps[found[k + 1] ?? -1] ?? Number.POSITIVE_INFINITY);
    const went = followed(loss, rate, at, until);
    const then =
      went === null
        ? ''
        : `; ${went.name} went from ${brief(went.from.value)} to ${brief(went.to.value)} by ${axis.name} ${brief(went.to.at)}`;
    return {
      kind: 'rate-drop',
      at,
      series: name,
      from,
      to,
      loss: went,
      says: `${name} drops from ${brief(from)} to ${brief(to)} at ${axis.name} ${brief(at)}${then}`,
    };
  });
}

/** A rate that falls more often than this after its highest value is told once, not at each fall. */
const FALLS = 2;

/**
 * A rate that goes on falling, by steps or bit by bit.
 *
 * Rule: after its highest value it never rises, falls more than twice, and ends at `left` of it or less.
 */
export function rateDecay(rate: Series, { left }: RateThresholds = RATE): readonly Event[] {
  const { name, axis, steps, values } = rate;
  const highest = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const top = values.lastIndexOf(highest);
  const falls: number[] = [];
  for (let i = top + 1; i < values.length; i++) {
    const [before = 0, value = Number.NaN] = [values[i - 1], values[i]];
    if (!(value <= before)) return [];
    if (value < before) falls.push(i);
  }
  const end = falls.at(-1) ?? 0;
  const [at, to, until] = [steps[top] ?? 0, values[end] ?? 0, steps[end] ?? 0];
  if (falls.length <= FALLS || to > left * highest) return [];
  const next = values[falls[0] ?? 0] ?? highest;
  const drop = next <= left * highest ? next : null;
  return [
    {
      kind: 'rate-decay',
      at,
      series: name,
      from: highest,
      drop,
      to,
      until,
      says: `${name} falls from ${brief(highest)} after ${axis.name} ${brief(at)}${drop === null ? '' : `, at once to ${brief(drop)},`} to ${brief(to)} at ${axis.name} ${brief(until)}`,
    },
  ];
}

/** A schedule: its warm-up, and its decay as a whole or else each of its drops. */
export function schedule(
  rate: Series,
  loss: Series | undefined,
  thresholds: RateThresholds = RATE,
): readonly Event[] {
  const decay = rateDecay(rate, thresholds);
  return [...warmUp(rate, thresholds), ...(decay.length > 0 ? decay : rateDrops(rate, loss, thresholds))];
}

/** What a loss on the same axis did from a step on until another. */
function followed(
  loss: Series | undefined,
  rate: Series,
  at: number,
  until: number,
): EventOf<'rate-drop'>['loss'] {
  if (loss === undefined || loss.axis.name !== rate.axis.name) return null;
  const last = (limit: number): number =>
    loss.values.findLastIndex((value, i) => (loss.steps[i] ?? 0) <= limit && Number.isFinite(value));
  const from = last(at);
  // Where points are far apart, the next one.
  const next = loss.values.findIndex((value, i) => i > from && Number.isFinite(value));
  const to = Math.max(last(until), next);
  if (from < 0 || to <= from) return null;
  const point = (i: number): Point => ({ at: loss.steps[i] ?? 0, value: loss.values[i] ?? 0 });
  return { name: loss.name, from: point(from), to: point(to) };
}

/**
 * A rate that rises at the beginning.
 *
 * Rule: it begins at `from` of its highest value or less, never falls on the way there, takes three points at least, and
 * at most `share` of the run.
 */
export function warmUp(rate: Series, { from, share }: RateThresholds = RATE): readonly Event[] {
  const { name, axis, steps, values } = rate;
  const highest = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const top = values.indexOf(highest);
  if (top < 2 || top > values.length * share || !((values[0] ?? 0) <= from * highest)) return [];
  for (let i = 1; i <= top; i++) if ((values[i] ?? 0) < (values[i - 1] ?? 0)) return [];
  const at = steps[top] ?? 0;
  return [
    {
      kind: 'warm-up',
      at,
      series: name,
      from: values[0] ?? 0,
      to: highest,
      says: `${name} rises from ${brief(values[0] ?? 0)} to ${brief(highest)} until ${axis.name} ${brief(at)}: a warm-up`,
    },
  ];
}
