import type { EventKind } from './cue-sheet.ts';

/**
 * Relative strengths of the harmonics 1, 2, 3 … of each timbre. Soft (few harmonics, none beyond the ninth) and far
 * apart in the two qualities the ear distinguishes best: odd or even harmonics, and dark or bright. Signs, which nobody hears,
 * are such that the peaks of the harmonics do not coincide: no wave is higher than 4.8 dB above its mean.
 */
const TIMBRES: readonly (readonly number[])[] = [
  [1, 0.12, 0.04], // flute: almost a sine
  [1, 0, 0.45, 0, 0.2, 0, 0.08], // clarinet: odd harmonics
  [1, -0.7, -0.1, -0.35, 0, 0, 0, -0.12], // organ: octaves
  [0.9, -0.6, -0.5, -0.35, -0.22, -0.12], // reed: every harmonic, bright
  [0.35, 1, -0.15, 0.3], // glass: the octave above is strongest
  [1, 0.1, 0.1, 0.1, 0.5, 0.35], // toy piano: a gap, then fifth and sixth
  [1, 0.15, 0.8, 0.1, 0, 0.25, 0, 0, 0.1], // hollow: the twelfth stands out
  [1, 0.4, 0.1, 0.02], // horn: dark
];

/** Number of distinguishable timbres; a voice's `timbre` is taken modulo this. */
export const TIMBRE_COUNT = TIMBRES.length;

/** Root mean square of every voice at gain 1 and 440 Hz: all timbres carry equal power. */
const VOICE_LEVEL = 0.1;
/** Harmonics above this (hertz) are left out, to avoid aliasing. */
const HIGHEST_PARTIAL = 21_000;

/**
 * Amplitudes of the harmonics of a timbre, for a phrase that never sounds above `highestHertz`. With n harmonics
 * of strength sₖ below the limit,
 *
 *     aₖ = VOICE_LEVEL · √2 · sₖ / √(Σ sⱼ²)
 *
 * so that the RMS of the wave is VOICE_LEVEL for every timbre.
 */
export function timbrePartials(timbre: number, highestHertz: number): readonly number[] {
  const strengths = TIMBRES[timbre % TIMBRES.length] ?? [1];
  const count = Math.max(1, Math.min(strengths.length, Math.floor(HIGHEST_PARTIAL / highestHertz)));
  const kept = strengths.slice(0, count);
  const power = kept.reduce((sum, s) => sum + s * s, 0);
  return kept.map((s) => (VOICE_LEVEL * Math.sqrt(2) * s) / Math.sqrt(power));
}

/**
 * Phases, as cosine and sine, of the voices of a film in their order: each is perpendicular to the sum of those before it, so
 * that voices which begin on one pitch together have the power, not the amplitude, of all of them:
 *
 *     p₀ = 1,   pₙ = i · s / |s|  with  s = p₀ + … + pₙ₋₁
 */
export function voicePhase(index: number): readonly [cosine: number, sine: number] {
  let [re, im] = [1, 0];
  let phase: readonly [number, number] = [1, 0];
  for (let n = 1; n <= index; n++) {
    const size = Math.sqrt(re * re + im * im);
    phase = [-im / size, re / size];
    [re, im] = [re + phase[0], im + phase[1]];
  }
  return phase;
}

/** One decaying tone inside an event's sound. Times in seconds. */
export interface Strike {
  /** Pitch as a multiple of the event's pitch. */
  readonly ratio: number;
  /** Harmonics 1, 2, 3 … as amplitudes. */
  readonly partials: readonly number[];
  readonly delay: number;
  readonly duration: number;
  /** Time constant of the attack. */
  readonly attack: number;
  /** Time constant of the decay. */
  readonly decay: number;
}

/**
 * The tones of each kind of event, none of which rises in less than 15 ms (10 to 90 %). A tick is two modes of a bar struck
 * by a soft mallet (marimba), a chime three modes of a free bar (the ratios of a glockenspiel), an alarm two soft notes, a
 * fourth down.
 */
const EVENTS: Readonly<Record<EventKind, readonly Strike[]>> = {
  tick: [
    { ratio: 1, partials: [0.3], delay: 0, duration: 0.5, attack: 0.01, decay: 0.075 },
    { ratio: 3.93, partials: [0.04], delay: 0, duration: 0.3, attack: 0.01, decay: 0.05 },
  ],
  chime: [
    { ratio: 1, partials: [0.2], delay: 0, duration: 2, attack: 0.008, decay: 0.32 },
    { ratio: 2.756, partials: [0.06], delay: 0, duration: 1, attack: 0.008, decay: 0.16 },
    { ratio: 5.404, partials: [0.015], delay: 0, duration: 0.4, attack: 0.01, decay: 0.06 },
  ],
  alarm: [
    { ratio: 1, partials: [0.2, -0.08, -0.03], delay: 0, duration: 0.6, attack: 0.012, decay: 0.2 },
    { ratio: 0.75, partials: [0.2, -0.08, -0.03], delay: 0.36, duration: 1.2, attack: 0.012, decay: 0.24 },
  ],
};

/** The tones of an event at a pitch, without those too high to hear. At least one is left. */
export function eventStrikes(kind: EventKind, pitch: number): readonly Strike[] {
  return EVENTS[kind].filter(
    (strike, i) => i === 0 || strike.ratio * pitch * strike.partials.length < HIGHEST_PARTIAL,
  );
}
