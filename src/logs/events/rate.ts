import type { Series } from '../series.ts';
import { brief, type Event } from './event.ts';

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

const RATE: RateThresholds = { left: 0.6, still: 2, from: 0.5, share: 0.5, most: 6 };

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
  const drops: Event[] = [];
  for (let i = still; i < values.length && drops.length < most; i++) {
    const [before = 0, value = 0] = [values[i - 1], values[i]];
    const flat = [...values.subarray(i - still, i)].every((one) => near(one, before));
    if (!(flat && before > 0 && value > 0 && value <= left * before)) continue;
    const at = steps[i] ?? 0;
    drops.push({
      kind: 'rate-drop',
      at,
      says: `${name} drops from ${brief(before)} to ${brief(value)} at ${axis.name} ${brief(at)}${followed(loss, rate, at)}`,
    });
  }
  return drops;
}

/** What a loss on the same axis did from a step on. */
function followed(loss: Series | undefined, rate: Series, at: number): string {
  if (loss === undefined || loss.axis.name !== rate.axis.name) return '';
  const from = loss.values.findLast((value, i) => (loss.steps[i] ?? 0) <= at && Number.isFinite(value));
  const end = loss.values.at(-1);
  if (from === undefined || end === undefined || !Number.isFinite(end) || (loss.steps.at(-1) ?? at) <= at)
    return '';
  return `; ${loss.name} went from ${brief(from)} to ${brief(end)}`;
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
      says: `${name} rises from ${brief(values[0] ?? 0)} to ${brief(highest)} until ${axis.name} ${brief(at)}: a warm-up`,
    },
  ];
}
