// Our own, for determinism: the gain of a whole film depends on it, so it must have the same bits in every engine.

import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

/** Left and right at 48 kHz, −1 … 1, of equal length. */
export interface Channels {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** b₀ b₁ b₂ a₁ a₂ of a second-order section with a₀ = 1. */
type Section = readonly [number, number, number, number, number];

// ITU-R BS.1770-4, tables 1 and 2: the two stages of the K-weighting at 48 kHz.
const HEAD: Section = [
  1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
];
const LOW_CUT: Section = [1, -2, 1, -1.99004745483398, 0.99007225036621];

/** 100 ms: blocks of 400 ms overlap by three quarters. */
const HOP = 4800;
const HOPS_IN_BLOCK = 4;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

/**
 * Integrated loudness in LUFS after ITU-R BS.1770-4. With zⱼ the mean square of block j of 400 ms, K-weighted and
 * summed over both channels, and lⱼ = −0.691 + 10 log₁₀ zⱼ,
 *
 *     L = −0.691 + 10 log₁₀ mean{ zⱼ : lⱼ > −70 and lⱼ > Γ },   Γ = −10 − 0.691 + 10 log₁₀ mean{ zⱼ : lⱼ > −70 }
 *
 * −Infinity if no block passes the gates, as for silence or less than 400 ms.
 */
export function integratedLoudness(channels: Channels): number {
  return gatedLoudness(blockPowers(channels));
}

/** zⱼ of {@link integratedLoudness}, one for each whole block. */
export function blockPowers({ left, right }: Channels): readonly number[] {
  const hops = new Float64Array(Math.floor(left.length / HOP));
  addWeightedEnergy(left, hops);
  addWeightedEnergy(right, hops);
  const powers: number[] = [];
  for (let j = 0; j + HOPS_IN_BLOCK <= hops.length; j++) {
    let energy = 0;
    for (let h = j; h < j + HOPS_IN_BLOCK; h++) energy += hops[h] ?? 0;
    powers.push(energy / (HOP * HOPS_IN_BLOCK));
  }
  return powers;
}

/** The gates and the mean of {@link integratedLoudness}, for blocks whose samples are all multiplied by `gain`. */
export function gatedLoudness(powers: readonly number[], gain = 1): number {
  const scaled = powers.map((power) => power * gain * gain);
  const audible = scaled.filter((power) => lufs(power) > ABSOLUTE_GATE);
  const gate = lufs(mean(audible)) + RELATIVE_GATE;
  return lufs(mean(audible.filter((power) => lufs(power) > gate)));
}

/**
 * The gain that makes a sound so many LU quieter than another; 1 if either has no loudness.
 *
 * @param own the other sound
 */
export function levelBelow(sound: Channels, own: Channels, below: number): number {
  const [is, wanted] = [integratedLoudness(sound), integratedLoudness(own) - below];
  return Number.isFinite(is) && Number.isFinite(wanted) ? amplitude(wanted - is) : 1;
}

/** Adds the energy of each whole hop of the K-weighted signal to `hops`. */
function addWeightedEnergy(signal: Float32Array, hops: Float64Array): void {
  const [b0, b1, b2, a1, a2] = HEAD;
  const [, , , c1, c2] = LOW_CUT;
  let [s1, s2, t1, t2] = [0, 0, 0, 0];
  for (let hop = 0; hop < hops.length; hop++) {
    let energy = 0;
    for (let i = hop * HOP; i < (hop + 1) * HOP; i++) {
      const x = signal[i] ?? 0;
      const u = b0 * x + s1;
      s1 = b1 * x - a1 * u + s2;
      s2 = b2 * x - a2 * u;
      const y = u + t1; // the low cut's b is 1, −2, 1
      t1 = t2 - 2 * u - c1 * y;
      t2 = u - c2 * y;
      energy += y * y;
    }
    // A filter ringing out in silence would slow down on denormals.
    if (energy < 1e-30) [s1, s2, t1, t2] = [0, 0, 0, 0];
    hops[hop] = (hops[hop] ?? 0) + energy;
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lufs(power: number): number {
  return power > 0 ? -0.691 + (10 * ln(power)) / Math.LN10 : Number.NEGATIVE_INFINITY;
}

/** 20 log₁₀ of an amplitude; −Infinity for 0. */
export function decibels(amplitude: number): number {
  return amplitude > 0 ? (20 * ln(amplitude)) / Math.LN10 : Number.NEGATIVE_INFINITY;
}

/** 10^(dB / 20). */
export function amplitude(decibel: number): number {
  return exp((decibel * Math.LN10) / 20);
}
