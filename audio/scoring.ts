import { type CueEvent, type CueSheet, type PitchPoint, SAMPLE_RATE, type Voice } from './cue-sheet.ts';

/** The timing of a film, as far as its sound needs to know. */
interface Timing {
  readonly fps: number;
  readonly frames: number;
}

/** A stretch that a voice sings. */
export interface Song {
  /** Frames, from the first to the last that is sung. */
  readonly from: number;
  readonly to: number;
  /** Pitch in hertz of what a frame shows. */
  readonly hertz: (frame: number) => number;
  /** 0 … 1. */
  readonly gain: number;
  /** Frames at which the tone is struck again, until it has come to rest. */
  readonly strikes?: readonly number[];
  /** Quieten a voice that has come to rest, so that those that never do stand out. */
  readonly settles?: boolean;
}

/** The pan of a sound, left (−1) to right (1), and its level (0 … 1). */
interface Place {
  readonly pan?: number;
  readonly gain?: number;
}

/** Writes a film's cue sheet, sound by sound. Times are frames of the film. */
export interface Scoring {
  /** Adds a voice and everything it sings, in chronological order; empty stretches are left out. */
  voice(id: string, place: { readonly timbre: number; readonly pan?: number }, songs: readonly Song[]): void;
  /** Adds a tick at each frame, thinned out where they would blur together; `pan` is one for all, or one each. */
  ticks(
    frames: readonly number[],
    place?: { readonly pan?: number | readonly number[]; readonly pitch?: number },
  ): void;
  /** Adds a chime: something good has happened; `pitch` is in hertz. */
  chime(frame: number, place?: Place & { readonly pitch?: number }): void;
  /** Adds an alarm: something has gone wrong. */
  alarm(frame: number, place?: Place): void;
  /** The cue sheet of all that was added, as long as the story. */
  sheet(): CueSheet;
}

/** Ticks closer than this, in seconds, would be heard as a buzz. */
const TICK_SPACING = 0.06;
const TICK = { pitch: 1320, gain: 0.3 } as const;
const CHIME = { pitch: 1046.5, gain: 0.35 } as const;
const ALARM = { pitch: 155.6, gain: 0.4 } as const;

/** A voice has come to rest once its pitch is within this ratio of the final one: about 15 cents. */
const REST = 1.0087;
/** Seconds at rest after which a voice becomes quieter, and its remaining level. */
const UNTIL_QUIET = 0.8;
const QUIET = 0.35;

/** The pan of one of `count` evenly spaced voices. @param width pan of the outermost, 0 … 1 */
export const panOf = (index: number, count: number, width: number): number =>
  count === 1 ? 0 : width * ((2 * index) / (count - 1) - 1);

/** Index of the first value from which on all are practically equal to the last one. */
function restsFrom(hertz: readonly number[]): number {
  const last = hertz.at(-1) ?? 1;
  return hertz.findLastIndex((value) => value > last * REST || value * REST < last) + 1;
}

/**
 * Starts a cue sheet. Calls add to it in order, and `sheet` returns it; there is no other state, so the same calls give
 * the same sheet.
 */
export function scoring({ fps, frames }: Timing): Scoring {
  const voices: Voice[] = [];
  const events: CueEvent[] = [];
  const sample = (frame: number): number => (frame * SAMPLE_RATE) / fps;

  const phrasesOf = ({ from, to, hertz: at, gain, strikes = [], settles = false }: Song) => {
    if (to <= from) return [];
    const hertz = Array.from({ length: to - from + 1 }, (_, i) => at(from + i));
    // Recorded only where it changes.
    const pitch = hertz.flatMap((value, i): readonly PitchPoint[] =>
      value !== hertz[i - 1] || value !== hertz[i + 1] ? [[sample(from + i), value]] : [],
    );
    const quiet = settles ? Math.min(from + restsFrom(hertz) + Math.round(UNTIL_QUIET * fps), to) : to;
    const stretches = [
      { start: from, end: quiet, gain, struck: strikes.filter((frame) => frame >= from && frame < quiet) },
      { start: quiet, end: to, gain: gain * QUIET, struck: [] },
    ];
    return stretches
      .filter(({ start, end }) => end > start)
      .map(({ start, end, gain: level, struck }) => ({
        start: sample(start),
        end: sample(end),
        gain: level,
        pitch,
        ...(struck.length > 0 ? { strikes: struck.map(sample) } : {}),
      }));
  };
  const event = (kind: CueEvent['kind'], frame: number, rest: Omit<CueEvent, 'kind' | 'at'>): void => {
    events.push({ kind, at: sample(frame), ...rest });
  };

  return {
    voice: (id, { timbre, pan = 0 }, songs) => {
      voices.push({ id, timbre, pan, phrases: songs.flatMap(phrasesOf) });
    },
    ticks: (at, { pan = 0, pitch = TICK.pitch } = {}) => {
      let free = 0;
      at.forEach((frame, i) => {
        if (frame < free) return;
        free = frame + TICK_SPACING * fps;
        event('tick', frame, { pan: typeof pan === 'number' ? pan : (pan[i] ?? 0), gain: TICK.gain, pitch });
      });
    },
    chime: (frame, { pan = 0, gain = CHIME.gain, pitch = CHIME.pitch } = {}) =>
      event('chime', frame, { pan, gain, pitch }),
    alarm: (frame, { pan = 0, gain = ALARM.gain } = {}) =>
      event('alarm', frame, { pan, gain, pitch: ALARM.pitch }),
    sheet: () => ({ version: 1, sampleRate: SAMPLE_RATE, samples: sample(frames), voices, events }),
  };
}
