import exp from '@stdlib/math-base-special-exp';
import { type Phrase, type PitchPoint, SAMPLE_RATE } from './cue-sheet.ts';
import type { Strike } from './instruments.ts';

/** Length in samples (8 ms) of the fades at both edges of a phrase. */
const PHRASE_FADE = 384;
/** Length in samples (6 ms) of the fade at the end of an event. */
const STRIKE_FADE = 288;

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
 * Shapes a voice's tone in place: the phrase's gain, fades of 8 ms (half the phrase if that is shorter) at both
 * edges, and a tilt that keeps high pitches from sounding louder than low ones,
 *
 *     y[i] = x[i] · gain · √(440 / f[i]) · fade(i)
 *
 * (−3 dB per octave upward, 0 dB at 440 Hz). x → `tone`, f → `hertz`.
 */
export function shapePhrase(tone: Float32Array, hertz: Float32Array, gain: number): void {
  const last = tone.length - 1;
  const fade = Math.min(PHRASE_FADE, Math.ceil(tone.length / 2));
  let lastHertz = 0;
  let level = 0;
  for (let i = 0; i <= last; i++) {
    const f = hertz[i] ?? 440;
    if (f !== lastHertz) {
      lastHertz = f;
      level = gain * Math.sqrt(440 / f);
    }
    const edge = Math.min(i, last - i);
    tone[i] = (tone[i] ?? 0) * level * (edge < fade ? smooth(edge / fade) : 1);
  }
}

/** Level that a tone decays to between strikes, and the time constant of the decay in seconds. */
const HELD = 0.32;
const HELD_DECAY = 0.35;
/** Attack time of a strike in samples (6 ms). */
const STRIKE_RISE = 288;

/**
 * Shapes a voice's tone in place: it decays towards {@link HELD} of its level and returns to full level at each strike.
 *
 *     y[i] = x[i] · (h + (1 − h) · e^(−(i − s) / (τ · 48000))),   h → HELD, τ → HELD_DECAY, s the last strike
 *
 * @param strikes samples from the start of the tone, in chronological order; without any, the tone is left unchanged
 */
export function strikeTone(tone: Float32Array, strikes: readonly number[]): void {
  if (strikes.length === 0) return;
  const fall = exp(-1 / (HELD_DECAY * SAMPLE_RATE));
  let next = 0;
  let excess = 1;
  let rise = 0;
  for (let i = 0; i < tone.length; i++) {
    while (next < strikes.length && (strikes[next] ?? 0) <= i) {
      rise = (1 - excess) / STRIKE_RISE;
      next++;
    }
    if (rise > 0) {
      excess += rise;
      if (excess >= 1) [excess, rise] = [1, 0];
    } else excess *= fall;
    tone[i] = (tone[i] ?? 0) * (HELD + (1 - HELD) * excess);
  }
}

/**
 * Shapes a struck tone in place: a linear rise, then an exponential fall as a running product,
 *
 *     y[i] = x[i] · min(1, (i + 1) / (attack · 48000)) · exp(−1 / (decay · 48000))ⁱ
 *
 * with the last 6 ms faded to zero.
 */
export function shapeStrike(tone: Float32Array, strike: Strike): void {
  const rise = 1 / (strike.attack * SAMPLE_RATE);
  const fall = exp(-1 / (strike.decay * SAMPLE_RATE));
  const last = tone.length - 1;
  let level = 1;
  for (let i = 0; i <= last; i++) {
    const edge = last - i < STRIKE_FADE ? smooth((last - i) / STRIKE_FADE) : 1;
    tone[i] = (tone[i] ?? 0) * level * edge * Math.min(1, (i + 1) * rise);
    level *= fall;
  }
}

/** 3u² − 2u³: rises from 0 to 1 with zero slope at both ends, so that an edge does not click. */
function smooth(u: number): number {
  return u * u * (3 - 2 * u);
}
