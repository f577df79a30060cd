import type { EventKind } from './cue-sheet.ts';

/**
 * Relative strengths of the harmonics 1, 2, 3 … of each timbre. Soft (few harmonics, none beyond the ninth) and far
 * apart in the two qualities the ear distinguishes best: odd or even harmonics, and dark or bright.
 */
const TIMBRES: readonly (readonly number[])[] = [
  [1, 0.12, 0.04], // flute: almost a sine
  [1, 0, 0.45, 0, 0.2, 0, 0.08], // clarinet: odd harmonics
  [1, 0.7, 0.1, 0.35, 0, 0, 0, 0.12], // organ: octaves
  [0.9, 0.6, 0.5, 0.35, 0.22, 0.12], // reed: every harmonic, bright
  [0.35, 1, 0.15, 0.3], // glass: the octave above is strongest
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

/** One decaying tone inside an event's sound. Times in seconds. */
export interface Strike {
  /** Pitch as a multiple of the event's pitch. */
  readonly ratio: number;
  /** Harmonics 1, 2, 3 … as amplitudes. */
  readonly partials: readonly number[];
  readonly delay: number;
  readonly duration: number;
  /** Attack time. */
  readonly attack: number;
  /** Time constant of the decay. */
  readonly decay: number;
}

const TICK_ATTACK = 0.000_4;

/**
 * The tones of each kind of event. A tick is two short struck modes (woodblock), a chime three modes of a free
 * bar (the ratios of a glockenspiel), an alarm two soft notes, a fourth down.
 */
const EVENTS: Readonly<Record<EventKind, readonly Strike[]>> = {
  tick: [
    { ratio: 1, partials: [0.32], delay: 0, duration: 0.08, attack: TICK_ATTACK, decay: 0.014 },
    { ratio: 2.57, partials: [0.16], delay: 0, duration: 0.03, attack: TICK_ATTACK, decay: 0.005 },
  ],
  chime: [
    { ratio: 1, partials: [0.2], delay: 0, duration: 1.1, attack: 0.003, decay: 0.3 },
    { ratio: 2.756, partials: [0.07], delay: 0, duration: 0.7, attack: 0.002, decay: 0.14 },
    { ratio: 5.404, partials: [0.025], delay: 0, duration: 0.3, attack: 0.001, decay: 0.05 },
  ],
  alarm: [
    { ratio: 1, partials: [0.2, 0.08, 0.03], delay: 0, duration: 0.38, attack: 0.012, decay: 0.3 },
    { ratio: 0.75, partials: [0.2, 0.08, 0.03], delay: 0.36, duration: 0.46, attack: 0.012, decay: 0.3 },
  ],
};

/** The tones of an event at a pitch, without those too high to hear. At least one is left. */
export function eventStrikes(kind: EventKind, pitch: number): readonly Strike[] {
  return EVENTS[kind].filter(
    (strike, i) => i === 0 || strike.ratio * pitch * strike.partials.length < HIGHEST_PARTIAL,
  );
}
