// Our own, for determinism: a compressor's gain would depend on its engine.

import { amplitude, type Channels } from './loudness.ts';

/** Samples between the values of the gain (10 ms), and values (0.4 s) over which it is averaged, twice. */
const HOP = 480;
const SOFTNESS = 40;

/** A stretch of samples: first, and the one after the last. */
export type Stretch = readonly [start: number, end: number];

/** Mean of each value and its neighbours within `reach` on either side. */
function averaged(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return values.map((_, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(values.length, i + reach + 1)];
    return ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
  });
}

/**
 * A gain every 10 ms: 1, and 10^(−d / 20) in the given stretches, averaged twice over 0.4 s, so that it begins to fall before
 * the stretch begins. Between these values it is linear.
 *
 * @param decibels d, how far it goes down
 */
export function duckingGain(stretches: readonly Stretch[], samples: number, decibels: number): Float64Array {
  const gain = new Float64Array(Math.ceil(samples / HOP) + 1).fill(1);
  const low = amplitude(-decibels);
  for (const [start, end] of stretches) gain.fill(low, Math.floor(start / HOP), Math.ceil(end / HOP));
  return averaged(averaged(gain, SOFTNESS / 2), SOFTNESS / 2);
}

/** Multiplies a sound by a gain of {@link duckingGain}, and by a constant, in place. */
export function duck({ left, right }: Channels, ducking: Float64Array, level = 1): void {
  for (const channel of [left, right])
    for (let i = 0; i < channel.length; i++) {
      const hop = Math.floor(i / HOP);
      const [before, after] = [ducking[hop] ?? 1, ducking[hop + 1] ?? 1];
      channel[i] = (channel[i] ?? 0) * level * (before + (after - before) * (i / HOP - hop));
    }
}
