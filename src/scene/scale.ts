import { extent } from 'd3-array';
import type { Interval } from '../sim/interval.ts';
import { clamp, lerp, ln, log10, powerOfTen } from '../sim/maths.ts';

/** A range of data extended to values beyond it, on either side by at most a share of its length. */
export function following([low, high]: Interval, values: readonly number[], share: number): Interval {
  const reach = share * (high - low);
  const followed = values.map((value) => clamp(value, low - reach, high + reach));
  const [lowest = low, highest = high] = extent([low, high, ...followed]);
  return [lowest, highest];
}

/** The interval at a fraction of the way from one to another. */
export const mixInterval = (from: Interval, to: Interval, t: number): Interval => [
  lerp(from[0], to[0], t),
  lerp(from[1], to[1], t),
];

/** Maps data to scene units. */
export type Scale = (value: number) => number;

/** Linear: domain[0] → range[0], domain[1] → range[1]. */
export function linearScale([d0, d1]: Interval, [r0, r1]: Interval): Scale {
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  return (value) => r0 + (value - d0) * slope;
}

/**
 * Logarithmic. Values below the domain are clamped to its start, or to what is `under` times smaller; values above it to
 * `beyond` times its end.
 *
 * @param domain both ends > 0
 */
export function logScale([d0, d1]: Interval, range: Interval, beyond = 1, under = 1): Scale {
  const straight = linearScale([ln(d0), ln(d1)], range);
  return (value) => straight(ln(clamp(value, d0 / under, d1 * beyond)));
}

/** The powers of ten within a domain, both ends included. */
export function decades([low, high]: Interval): readonly number[] {
  const first = Math.ceil(log10(low) - 1e-9);
  const last = Math.floor(log10(high) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => powerOfTen(first + i));
}

/** About `count` round numbers (1, 2 or 5 times a power of ten apart) within a domain. */
export function ticks([low, high]: Interval, count: number): readonly number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / count;
  const power = powerOfTen(Math.floor(log10(rough)));
  const step = ([1, 2, 5, 10].find((multiple) => multiple * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return Number(value.toPrecision(12)) + 0;
  });
}

/**
 * At most about `count` tick values for a logarithmic axis: powers of ten, every second or third of them if there are
 * many, plus 2 and 5 times each if there are fewer than two; evenly spaced numbers if even that is too few.
 *
 * @param domain both ends > 0
 */
export function logTicks(domain: Interval, count: number): readonly number[] {
  const powers = decades(domain);
  if (powers.length >= 2) {
    const every = Math.max(1, Math.ceil(powers.length / Math.max(count, 1)));
    return powers.filter((_, i) => (powers.length - 1 - i) % every === 0);
  }
  const around = decades([domain[0] / 10, domain[1] * 10]);
  const multiples = around.flatMap((power) => [1, 2, 5].map((n) => Number((n * power).toPrecision(12))));
  const within = multiples.filter((value) => value >= domain[0] && value <= domain[1]);
  return within.length >= 2 ? within : ticks(domain, Math.min(count, 3));
}

/** Whole numbers for the axis of steps; of an axis of fractions these. */
export function wholeTicks(domain: Interval, count: number): readonly number[] {
  const all = ticks(domain, count);
  const whole = all.filter(Number.isInteger);
  return whole.length >= 2 ? whole : all;
}
