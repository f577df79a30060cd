import { type CueSheet, SAMPLE_RATE } from './cue-sheet.ts';
import { duck, duckingGain, type Stretch } from './ducking.ts';
import { smooth, TAIL } from './envelope.ts';
import { type Channels, levelBelow } from './loudness.ts';

/** How far below the film's own sound its bed is, in LU. */
const BELOW = 18;
/** How much further it goes down, in dB, where a voice sings, or a chime or alarm is heard. */
const DUCKED = 6;
/** Seconds that a chime or an alarm is given. */
const SIGNAL = 1.2;
/** Samples over which a bed fades in, and over which its end passes into its beginning where it is repeated. */
const FADE_IN = SAMPLE_RATE;
const SEAM = 2 * SAMPLE_RATE;

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
  duck({ left, right }, duckingGain(foreground(sheet), sheet.samples, DUCKED), level);
  return { left, right };
}
