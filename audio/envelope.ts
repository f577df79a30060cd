import exp from '@stdlib/math-base-special-exp';
import { type Phrase, type PitchPoint, SAMPLE_RATE } from './cue-sheet.ts';
import type { Strike } from './instruments.ts';

/** Time constant, in seconds, with which the level of a voice follows what is asked of it: a rise of 37 ms from 10 to 90 %. */
const ATTACK = 0.011;
/** Time constant of the tail after the last phrase of a line, and its length, in seconds. */
const RELEASE = 0.08;
/** Length of the tail in samples: it ends 50 dB below where it began. */
export const TAIL = 0.45 * SAMPLE_RATE;
/** Samples (20 ms) over which a tail or a struck tone is brought to zero at its very end. */
const LAST_FADE = 960;

/** Level that a tone decays to between strikes, and the time constant of the decay in seconds. */
const HELD = 0.42;
const HELD_DECAY = 0.35;

/** 1 − e^(−1 / (τ · 48000)): the share of the way that a one-pole filter of time constant τ (seconds) goes in a sample. */
const shareOf = (seconds: number): number => 1 - exp(-1 / (seconds * SAMPLE_RATE));

/**
 * The pitch of a phrase at each of its samples, in hertz: linear between points, constant outside them.
 * At a jump (two points at one sample) the later point applies from that sample on.
 */
export function pitchCurve(phrase: Phrase): Float32Array {
  const curve = new Float32Array(phrase.end - phrase.start);
  const points = phrase.pitch;
  let next = 0; // the first point after the current sample
  for (let i = 0; i < curve.length; i++) {
    const sample = phrase.start + i;
    while (next < points.length && (points[next]?.[0] ?? 0) <= sample) next++;
    curve[i] = interpolate(points[next - 1], points[next], sample);
  }
  return curve;
}

function interpolate(before: PitchPoint | undefined, after: PitchPoint | undefined, sample: number): number {
  if (before === undefined) return after?.[1] ?? 0;
  if (after === undefined || after[1] === before[1]) return before[1];
  return before[1] + ((after[1] - before[1]) * (sample - before[0])) / (after[0] - before[0]);
}

/**
 * Shapes the tone of a line of adjoining phrases in place. What is asked for at a sample of a phrase is
 *
 *     a = gain · ∜(440 / f) · (h + (1 − h) · e^(−(i − s) / (τ · 48000)))
 *
 * with f the pitch (a tilt of −1.5 dB per octave keeps high pitches from standing out), s the last strike, h → HELD and
 * τ → HELD_DECAY; the last factor is 1 in a phrase without strikes. After the last phrase a dies away. The level follows a
 * through two one-pole filters, so that no attack, strike, change of gain or jump of pitch is abrupt, and it overshoots never.
 *
 * @param tone as long as the phrases together and {@link TAIL} samples more
 * @param hertz pitch at each of its samples
 */
export function shapeLine(tone: Float32Array, hertz: Float32Array, phrases: readonly Phrase[]): void {
  const follow = shareOf(ATTACK);
  const fall = exp(-1 / (HELD_DECAY * SAMPLE_RATE));
  const die = exp(-1 / (RELEASE * SAMPLE_RATE));
  const start = phrases[0]?.start ?? 0;
  let [first, second, asked, at] = [0, 0, 0, 0];
  let [lastHertz, tilt] = [0, 0];
  const step = (a: number): void => {
    first += follow * (a - first);
    second += follow * (first - second);
    tone[at] = (tone[at] ?? 0) * second;
    at++;
  };
  for (const { end, gain, strikes = [] } of phrases) {
    let next = 0;
    let excess = 1;
    for (; at < end - start; ) {
      const f = hertz[at] ?? 440;
      if (f !== lastHertz) {
        lastHertz = f;
        tilt = Math.sqrt(Math.sqrt(440 / f));
      }
      if (strikes.length > 0) {
        excess *= fall;
        for (; (strikes[next] ?? Number.POSITIVE_INFINITY) - start <= at; next++) excess = 1;
      }
      asked = gain * tilt * (HELD + (1 - HELD) * excess);
      step(asked);
    }
  }
  while (at < tone.length) {
    asked *= die;
    step(asked);
  }
  fadeLast(tone);
}

/**
 * Shapes a struck tone in place: an exponential fall e^(−t / decay), followed through two one-pole filters of time constant
 * `attack`, so that it swells before it falls.
 */
export function shapeStrike(tone: Float32Array, { attack, decay }: Strike): void {
  const follow = shareOf(attack);
  const fall = exp(-1 / (decay * SAMPLE_RATE));
  let [asked, first, second] = [1, 0, 0];
  for (let i = 0; i < tone.length; i++) {
    first += follow * (asked - first);
    second += follow * (first - second);
    tone[i] = (tone[i] ?? 0) * second;
    asked *= fall;
  }
  fadeLast(tone);
}

function fadeLast(tone: Float32Array): void {
  const fade = Math.min(LAST_FADE, tone.length);
  for (let i = 0; i < fade; i++) {
    const at = tone.length - 1 - i;
    tone[at] = (tone[at] ?? 0) * smooth(i / fade);
  }
}

/** 3u² − 2u³: rises from 0 to 1 with zero slope at both ends, so that an edge does not click. */
export function smooth(u: number): number {
  return u * u * (3 - 2 * u);
}
