// Our own, for determinism: a compressor's gain would depend on its engine.

import { type CueSheet, SAMPLE_RATE } from './cue-sheet.ts';
import { smooth, TAIL } from './envelope.ts';
import { amplitude, type Channels, levelBelow } from './loudness.ts';

/** How far below the film's own sound its bed is, in LU. */
const BELOW = 18;
/** How much further it goes down, in dB, where a voice sings, or a chime or alarm is heard. */
const DUCKED = 6;
/** Seconds that a chime or an alarm is given. */
const SIGNAL = 1.2;
/** Samples over which a bed fades in, and over which its end passes into its beginning where it is repeated. */
const FADE_IN = SAMPLE_RATE;
const SEAM = 2 * SAMPLE_RATE;
/** Samples between the values of the gain (10 ms), and values (0.4 s) over which it is averaged, twice. */
const HOP = 480;
const SOFTNESS = 40;

/** A stretch of samples: first, and the one after the last. */
type Stretch = readonly [start: number, end: number];

/** Where the bed gives way: to the voices and signals of a sheet. */
function foreground({ voices, events }: CueSheet): readonly Stretch[] {
  const sung = voices.flatMap(({ phrases }) =>
    phrases.flatMap(({ start, end, gain }): readonly Stretch[] =>
      gain > 0 ? [[start, end + TAIL / 3]] : [],
    ),
  );
  const signals = events.flatMap(({ kind, at, gain }): readonly Stretch[] =>
    kind === 'tick' || gain === 0 ? [] : [[at, at + SIGNAL * SAMPLE_RATE]],
  );
  return [...sung, ...signals];
}

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
 * The gain of a bed every 10 ms: 1, and 10^(−6 / 20) in the given stretches, averaged twice over 0.4 s, so that it begins to
 * fall before the stretch begins. Between these values it is linear.
 */
export function duckingGain(stretches: readonly Stretch[], samples: number): Float64Array {
  const gain = new Float64Array(Math.ceil(samples / HOP) + 1).fill(1);
  const low = amplitude(-DUCKED);
  for (const [start, end] of stretches) gain.fill(low, Math.floor(start / HOP), Math.ceil(end / HOP));
  return averaged(averaged(gain, SOFTNESS / 2), SOFTNESS / 2);
}

/** A channel of a bed at a sample of the film: repeated, the end of each turn passing into the beginning of the next. */
function loopedAt(bed: Float32Array, seam: number, i: number): number {
  if (i < bed.length - seam) return bed[i] ?? 0;
  const turn = bed.length - seam;
  const here = i % turn;
  const value = bed[here] ?? 0;
  if (here >= seam || i < turn) return value;
  // Equal power: the squares of both gains add up to 1.
  const u = smooth(here / seam);
  return value * Math.sqrt(u) + (bed[here + turn] ?? 0) * Math.sqrt(1 - u);
}

/**
 * A bed as it lies beneath a film: repeated or cut to its length, faded in, {@link BELOW} LU quieter than the film's own
 * sound by one constant gain, and {@link DUCKED} dB less where a voice sings or a signal is heard. If the film or the bed has
 * no loudness, the bed is as it is. Its end fades with the film's.
 *
 * @param bed at 48 kHz
 * @param own the film's sound without it
 */
export function bedBeneath(bed: Channels, sheet: CueSheet, own: Channels): Channels {
  const seam = Math.min(SEAM, Math.floor(bed.left.length / 4));
  const laid = (channel: Float32Array): Float32Array => {
    const whole = new Float32Array(sheet.samples);
    for (let i = 0; i < whole.length; i++)
      whole[i] = loopedAt(channel, seam, i) * (i < FADE_IN ? smooth(i / FADE_IN) : 1);
    return whole;
  };
  const [left, right] = [laid(bed.left), laid(bed.right)];
  const level = levelBelow({ left, right }, own, BELOW);
  const ducking = duckingGain(foreground(sheet), sheet.samples);
  for (const channel of [left, right])
    for (let i = 0; i < channel.length; i++) {
      const hop = Math.floor(i / HOP);
      const [before, after] = [ducking[hop] ?? 1, ducking[hop + 1] ?? 1];
      channel[i] = (channel[i] ?? 0) * level * (before + (after - before) * (i / HOP - hop));
    }
  return { left, right };
}
