// Our own, for determinism: a compressor's gain would depend on its engine.

import type { Channels } from './loudness.ts';

/** Samples (5 ms) over which the gain comes down ahead of a peak, and up again after it. */
const REACH = 240;

/** The least of each value and its neighbours within `reach` on either side, in one pass. */
function least(values: Float64Array, reach: number): Float64Array {
  const found = new Float64Array(values.length);
  // Indices of values that may yet be the least, rising.
  const queue = new Int32Array(values.length);
  let [head, tail] = [0, 0];
  for (let i = 0; i < values.length + reach; i++) {
    if (i < values.length) {
      while (tail > head && (values[queue[tail - 1] as number] as number) >= (values[i] as number)) tail--;
      queue[tail++] = i;
    }
    const at = i - reach;
    if (at < 0) continue;
    while ((queue[head] as number) < at - reach) head++;
    found[at] = values[queue[head] as number] as number;
  }
  return found;
}

/**
 * Keeps a sound below a ceiling, in place. With xᵢ the greater of both channels, the gain of each sample is
 *
 *     gᵢ = mean{ min{ c / max(c, |xₖ|) : |k − j| ≤ REACH } : |j − i| ≤ REACH / 2 }
 *
 * so that it is never more than c / |xᵢ| where |xᵢ| > c, 1 away from peaks, and changes smoothly.
 *
 * @param ceiling c, an amplitude of samples
 */
export function limit({ left, right }: Channels, ceiling: number): void {
  const wanted = new Float64Array(left.length);
  let over = false;
  for (let i = 0; i < wanted.length; i++) {
    const peak = Math.max(Math.abs(left[i] as number), Math.abs(right[i] as number));
    wanted[i] = peak > ceiling ? ceiling / peak : 1;
    over ||= peak > ceiling;
  }
  if (!over) return;
  const low = least(wanted, REACH);
  const half = REACH / 2;
  let sum = 0;
  const at = (i: number): number => low[Math.max(0, Math.min(low.length - 1, i))] as number;
  for (let i = -half; i <= half; i++) sum += at(i);
  for (let i = 0; i < wanted.length; i++) {
    // What rounding has added up to must not lift a peak.
    const gain = Math.min(sum / (2 * half + 1), wanted[i] as number);
    for (const channel of [left, right]) channel[i] = (channel[i] as number) * gain;
    sum += at(i + half + 1) - at(i - half);
  }
}
