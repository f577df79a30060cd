// Our own, for determinism: clips are added in the sheet's order, and no Web Audio graph guarantees an order.

import { smooth } from './envelope.ts';
import {
  amplitude,
  blockPowers,
  type Channels,
  decibels,
  gatedLoudness,
  integratedLoudness,
} from './loudness.ts';
import { truePeak } from './true-peak.ts';

/** A mono sound to be added to the mix. */
export interface Clip {
  /** Sample of the film at which it starts. */
  readonly at: number;
  readonly sound: Float32Array;
  /** −1 left … 1 right. */
  readonly pan: number;
  readonly gain: number;
}

/** A finished film's sound: 48 kHz, with `gain` already applied. */
export interface Stereo extends Channels {
  /** The constant by which the whole mix was multiplied. */
  readonly gain: number;
}

/** LUFS, integrated. */
export const TARGET_LOUDNESS = -16;
/** dBTP. Half a decibel below what is guaranteed, as headroom for AAC. */
export const PEAK_CEILING = -2;
/** Samples (2 s) over which a film's sound fades out at its end. */
const FINAL_FADE = 96_000;
/** Samples (0.4 s): loudness is not defined for anything shorter. */
const SHORTEST_MEASURABLE = 19_200;

/**
 * Mixes clips into a film of `samples` samples, in the order given; anything beyond the end is cut off. Constant power for
 * every pan p:
 *
 *     left += x · gain · √((1 − p) / 2)      right += x · gain · √((1 + p) / 2)
 */
export function mix(clips: readonly Clip[], samples: number): Channels {
  const left = new Float32Array(samples);
  const right = new Float32Array(samples);
  for (const { at, sound, pan, gain } of clips) {
    addScaled(left, sound, at, gain * Math.sqrt((1 - pan) / 2));
    addScaled(right, sound, at, gain * Math.sqrt((1 + pan) / 2));
  }
  return { left, right };
}

/** Adds `sound · gain` to `target` from sample `at` on, up to the end of the target. */
export function addScaled(target: Float32Array, sound: Float32Array, at: number, gain: number): void {
  if (gain === 0) return;
  const count = Math.min(sound.length, target.length - at);
  for (let i = 0; i < count; i++) target[at + i] = (target[at + i] as number) + (sound[i] as number) * gain;
}

/** Adds a sound to another of the same length. */
export function addTo(target: Channels, { left, right }: Channels): void {
  addScaled(target.left, left, 0, 1);
  addScaled(target.right, right, 0, 1);
}

/** Fades the last 2 s of a sound to zero, in place; half of it, if it is shorter than 4 s. */
export function fadeOut({ left, right }: Channels): void {
  const fade = Math.min(FINAL_FADE, Math.floor(left.length / 2));
  for (const channel of [left, right])
    for (let i = 0; i < fade; i++) {
      const at = channel.length - 1 - i;
      channel[at] = (channel[at] ?? 0) * smooth(i / fade);
    }
}

/** Multiplies a sound by a constant, in place. */
export function scale({ left, right }: Channels, gain: number): void {
  for (const channel of [left, right])
    for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] as number) * gain;
}

/**
 * The gain that brings a mix to −16 LUFS, or to a true peak of −2 dBTP if that is reached first:
 *
 *     g = min( 10^((−2 − P) / 20), 10^((−16 − L) / 20) )
 *
 * with P the true peak in dBTP of the louder channel, L the integrated loudness in LUFS. A film too short to have a
 * loudness is measured as if followed by silence. 1 for silence.
 */
export function masterGain(channels: Channels): number {
  const peak = truePeak(channels.right, truePeak(channels.left));
  if (peak === 0) return 1;
  const loudest = amplitude(PEAK_CEILING) / peak;
  const powers = blockPowers(padded(channels));
  // The absolute gate depends on the gain, so L is measured at the last estimate of the gain; this converges at once.
  let gain = loudest;
  for (let guess = 0; guess < 4; guess++) {
    const loudness = gatedLoudness(powers, gain);
    if (loudness === Number.NEGATIVE_INFINITY) return loudest;
    gain = Math.min(loudest, gain * amplitude(TARGET_LOUDNESS - loudness));
  }
  return gain;
}

/** Loudness and true peak (of the louder channel) of a finished sound, in LUFS and dBTP. */
export function measure(channels: Channels): { readonly loudness: number; readonly peak: number } {
  return {
    loudness: integratedLoudness(channels),
    peak: decibels(truePeak(channels.right, truePeak(channels.left))),
  };
}

/** A sound followed by silence if it is too short to have a loudness. */
export function padded({ left, right }: Channels): Channels {
  if (left.length >= SHORTEST_MEASURABLE) return { left, right };
  const pad = (channel: Float32Array) => {
    const longer = new Float32Array(SHORTEST_MEASURABLE);
    longer.set(channel);
    return longer;
  };
  return { left: pad(left), right: pad(right) };
}
