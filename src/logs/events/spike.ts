import type { Series } from '../series.ts';
import { brief, type Event, median } from './event.ts';

export interface SpikeThresholds {
  /** Points before a spike that say what is usual. */
  readonly window: number;
  /** A spike lies so many deviations above what is usual. */
  readonly deviations: number;
  /** … and so many times as high as it, where losses are positive. */
  readonly times: number;
  /** It is a spike if the loss comes back within so many points. */
  readonly back: number;
  /** More are not told of one series. */
  readonly most: number;
}

export const SPIKE: SpikeThresholds = { window: 16, deviations: 10, times: 1.5, back: 10, most: 5 };

/** Makes the median of absolute deviations comparable to a standard deviation. */
const CONSISTENT = 1.4826;

/** Whether a value lies above each of the finite ones before it. */
function isHighest(values: Float64Array, at: number, window: number): boolean {
  const value = values[at] ?? Number.NaN;
  for (let i = at - window; i < at; i++) if ((values[i] ?? 0) >= value) return false;
  return Number.isFinite(value);
}

/**
 * Single values far above their surroundings, after which the loss comes back.
 *
 * Rule: a value above each of the `window` points before it, more than `deviations` scaled median absolute deviations above their
 * median, and `times` that median, after which a value within a quarter of the rise follows within `back` points.
 */
export function spikes(
  loss: Series,
  { window, deviations, times, back, most }: SpikeThresholds = SPIKE,
): readonly Event[] {
  const { name, axis, steps, values } = loss;
  const found: { readonly event: Event; readonly height: number }[] = [];
  let i = window;
  while (i < values.length) {
    const value = values[i] ?? 0;
    if (!isHighest(values, i, window)) {
      i++;
      continue;
    }
    const before = [...values.subarray(i - window, i)].filter(Number.isFinite);
    const usual = median(before);
    const rise = value - usual;
    if (!(rise > Math.abs(usual) * (times - 1))) {
      i++;
      continue;
    }
    const spread = CONSISTENT * median(before.map((one) => Math.abs(one - usual)));
    const isHigh = Number.isFinite(value) && before.length >= window / 2 && rise > deviations * spread;
    const returns = isHigh
      ? values.subarray(i + 1, i + 1 + back).findIndex((one) => one - usual < rise / 4)
      : -1;
    if (isHigh && returns >= 0) {
      const at = steps[i] ?? 0;
      const end = steps[i + 1 + returns] ?? at;
      found.push({
        height: rise / Math.max(spread, Number.MIN_VALUE),
        event: {
          kind: 'spike',
          at,
          series: name,
          usual,
          value,
          back: { at: end, value: values[i + 1 + returns] ?? 0 },
          says: `${name} jumps from about ${brief(usual)} to ${brief(value)} at ${axis.name} ${brief(at)}, and is back by ${axis.name} ${brief(end)}`,
        },
      });
      i += returns + 2;
    } else i++;
  }
  return found
    .sort((a, b) => b.height - a.height)
    .slice(0, most)
    .map(({ event }) => event)
    .sort((a, b) => a.at - b.at);
}
