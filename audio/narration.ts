import type { CueSheet } from './cue-sheet.ts';
import { duck, duckingGain } from './ducking.ts';
import { limit } from './limiter.ts';
import { amplitude, type Channels, integratedLoudness } from './loudness.ts';
import { addScaled, masterGain, padded, scale, TARGET_LOUDNESS } from './mix.ts';

/** How far all else goes down under a voice, in dB: speech is followed with ease 15 LU above what is beneath it. */
const UNDER = 15;
/** Amplitude of samples that a voice keeps below, in dBFS: what is beneath it is added, and samples are not yet true peaks. */
const CEILING = -4;
/** Times that a voice is brought to its loudness: what its peaks lose, the rest makes up for. */
const ROUNDS = 4;

/**
 * A voice at {@link TARGET_LOUDNESS}, its peaks below {@link CEILING}: recordings differ in level, and a few hard consonants
 * would keep a whole film quiet. One that has no loudness, as silence, stays as it is.
 */
export function levelled({ left, right }: Channels): Channels {
  let gain = 1;
  let voice: Channels = { left, right };
  for (let round = 0; round < ROUNDS; round++) {
    const loudness = integratedLoudness(padded(voice));
    if (!Number.isFinite(loudness)) return { left, right };
    gain *= amplitude(TARGET_LOUDNESS - loudness);
    voice = { left: left.slice(), right: right.slice() };
    scale(voice, gain);
    limit(voice, amplitude(CEILING));
  }
  return voice;
}

/** A film's sound under its narration, and that by itself. */
export interface NarratedSound {
  /** Both are as they are in the mix. */
  readonly beneath: Channels;
  readonly voice: Channels;
  /** By which both were multiplied in the end. */
  readonly gain: number;
  /** The gain by which what is beneath went down, see {@link duckingGain}. */
  readonly ducking: Float64Array;
}

/**
 * Lays a narration over a finished sound: each recording at {@link TARGET_LOUDNESS}, all else {@link UNDER} dB less while it
 * speaks, and the whole brought to that loudness, or to the peak that is allowed, by one constant gain.
 *
 * @param own the film's sound, at its own loudness; changed in place
 * @param recordings at 48 kHz, in the order of the sheet's narration
 * @throws Error if there is not one for each
 */
export function narrated(
  { narration = [], samples }: CueSheet,
  own: Channels,
  recordings: readonly Channels[],
): NarratedSound {
  const ducking = duckingGain(
    narration.map(({ start, end }) => [start, end] as const),
    samples,
    UNDER,
  );
  duck(own, ducking);
  const voice = { left: new Float32Array(samples), right: new Float32Array(samples) };
  const whole = { left: own.left.slice(), right: own.right.slice() };
  narration.forEach(({ id, start, end }, i) => {
    const recording = recordings[i];
    if (recording === undefined) throw new Error(`cue sheet: there is no sound for the narration "${id}"`);
    const { left, right } = levelled(recording);
    for (const into of [voice, whole]) {
      addScaled(into.left, left.subarray(0, end - start), start, 1);
      addScaled(into.right, right.subarray(0, end - start), start, 1);
    }
  });
  const gain = masterGain(whole);
  for (const sound of [own, voice]) scale(sound, gain);
  return { beneath: own, voice, gain, ducking };
}
