import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

/** Samples per second, for every film. */
export const SAMPLE_RATE = 48_000;

/** The sound of one film as data: JSON-safe, and complete (nothing else affects a sample). */
export interface CueSheet {
  readonly version: 1;
  readonly sampleRate: 48_000;
  /** Length of the film in samples, at least 1. */
  readonly samples: number;
  /** One voice per run; ids are unique. */
  readonly voices: readonly Voice[];
  /** Short sounds, in any order. */
  readonly events: readonly CueEvent[];
  /** Soft chords beneath all else, so that the film is never silent; a bed of music takes their place. */
  readonly ground?: readonly Chord[];
  /** Recordings of a voice, in chronological order and apart: all else is ducked under them. */
  readonly narration?: readonly Recorded[];
}

/** A recording that is played, given to the synthesis as samples. */
export interface Recorded {
  /** Unique in the sheet. */
  readonly id: string;
  /** First sample. */
  readonly start: number;
  /** The sample after the last one. */
  readonly end: number;
  /** SHA-256 of its file, in hex. */
  readonly sha256: string;
}

/** A soft chord that is held; it comes and goes slowly, so chords that follow each other blend. */
export interface Chord {
  /** First sample. */
  readonly start: number;
  /** The sample after the last one. */
  readonly end: number;
  /** 0 … 1. */
  readonly gain: number;
  /** Its notes in hertz, each a multiple of 0.5: after two seconds every one is where it began. */
  readonly hertz: readonly number[];
}

/** The sound of one run: one timbre and one fixed pan. */
export interface Voice {
  readonly id: string;
  /** Index into the table of timbres, taken modulo its length. */
  readonly timbre: number;
  /** −1 left … 1 right, constant power. */
  readonly pan: number;
  /**
   * In chronological order; a phrase may start where the previous one ends, but not earlier. Such phrases are sung in one
   * breath; a phrase that nothing follows dies away after its end.
   */
  readonly phrases: readonly Phrase[];
}

/** A stretch that a voice sings. */
export interface Phrase {
  /** First sample. */
  readonly start: number;
  /** The sample after the last one. */
  readonly end: number;
  /** 0 … 1. */
  readonly gain: number;
  /**
   * The pitch in hertz at samples of the film (not of the phrase), in chronological order. Linear between points,
   * constant before the first and after the last; two points at the same sample make a jump.
   */
  readonly pitch: readonly PitchPoint[];
  /**
   * Samples at which the tone is struck again, in chronological order; in between it decays towards two fifths of its level.
   * Without strikes it is sustained.
   */
  readonly strikes?: readonly number[];
}

/** A sample of the film (may be fractional) and the pitch there in hertz. */
export type PitchPoint = readonly [sample: number, hertz: number];

/** The kinds of event. */
export type EventKind = 'tick' | 'chime' | 'alarm';

/** A short sound that starts at one sample and ends on its own. */
export interface CueEvent {
  readonly kind: EventKind;
  /** Its first sample. */
  readonly at: number;
  /** −1 left … 1 right, constant power. */
  readonly pan: number;
  /** 0 … 1. */
  readonly gain: number;
  /** Hertz. */
  readonly pitch: number;
}

/** The range of losses and pitches that {@link lossPitch} maps between. */
export interface PitchRange {
  /** Excess loss, > 0, that sounds at `lowestHertz`. */
  readonly lowest: number;
  /** Excess loss, > `lowest`, that sounds at `highestHertz`. */
  readonly highest: number;
  /** Hertz, > 0; 110 when absent. */
  readonly lowestHertz?: number;
  /** Hertz, > `lowestHertz`; 1760 when absent. */
  readonly highestHertz?: number;
}

/**
 * The pitch of an excess loss: equal loss ratios are equal musical intervals.
 *
 *     u = clamp( ln(e / e₀) / ln(e₁ / e₀), 0, 1 )
 *     f = f₀ · exp( u · ln(f₁ / f₀) )
 *
 * with e → `excess`, e₀ → `lowest`, e₁ → `highest`, f₀ → `lowestHertz`, f₁ → `highestHertz`; f in hertz.
 * An excess of zero or less sounds at f₀. The logarithms are plain arithmetic, so every engine gives the same bits.
 *
 * @throws RangeError if `excess` is NaN or the range is empty, reversed or not above zero
 */
export function lossPitch(excess: number, range: PitchRange): number {
  const { lowest, highest, lowestHertz = 110, highestHertz = 1760 } = range;
  if (!(lowest > 0 && highest > lowest && highest < Number.POSITIVE_INFINITY))
    throw new RangeError(`lossPitch: need 0 < lowest < highest, got ${lowest} and ${highest}`);
  if (!(lowestHertz > 0 && highestHertz > lowestHertz && highestHertz < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `lossPitch: need 0 < lowestHertz < highestHertz, got ${lowestHertz} and ${highestHertz}`,
    );
  if (Number.isNaN(excess)) throw new RangeError('lossPitch: excess is NaN');
  if (excess <= lowest) return lowestHertz;
  if (excess >= highest) return highestHertz;
  const u = ln(excess / lowest) / ln(highest / lowest);
  return Math.min(highestHertz, lowestHertz * exp(u * ln(highestHertz / lowestHertz)));
}

/** An empty cue sheet, as a base for spreading. */
export function emptyCueSheet(samples: number): CueSheet {
  return { version: 1, sampleRate: SAMPLE_RATE, samples, voices: [], events: [] };
}
