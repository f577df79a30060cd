import {
  type Chord,
  type CueEvent,
  type CueSheet,
  type Phrase,
  type PitchPoint,
  SAMPLE_RATE,
  type Voice,
} from './cue-sheet.ts';
import { thinned } from './spacing.ts';

/** The timing of a film, as far as its sound needs to know. */
interface Timing {
  readonly fps: number;
  readonly frames: number;
  /** The ground changes where a part begins. */
  readonly parts?: readonly { readonly start: number }[];
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
  /** Frames at which the tone is struck again, until it has come to rest; thinned out as ticks are. */
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
  /** Adds a tick at each frame; `pan` and `pitch` are one for all, or one each. Of all ticks of a film no more than six a second are kept. */
  ticks(
    frames: readonly number[],
    place?: { readonly pan?: number | readonly number[]; readonly pitch?: number | readonly number[] },
  ): void;
  /** Adds a chime: something good has happened; `pitch` is in hertz. */
  chime(frame: number, place?: Place & { readonly pitch?: number }): void;
  /** Adds an alarm: something has gone wrong. */
  alarm(frame: number, place?: Place): void;
  /** Ends the film: from a frame on the chord over D, from another on, to the end, that over A, on which the ground rests. */
  cadence(from: number, home: number): void;
  /** The cue sheet of all that was added, as long as the story. */
  sheet(): CueSheet;
}

const TICK = { pitch: 660, gain: 0.22 } as const;
const CHIME = { pitch: 1046.5, gain: 0.35 } as const;
const ALARM = { pitch: 155.6, gain: 0.26 } as const;

/** Chimes and alarms that begin within so many seconds of each other coincide: each is softer than the one before. */
const COINCIDENCE = 0.4;
const SOFTER = 0.6;
/** Seconds around a chime or an alarm in which ticks are softer too. */
const COVERED = 0.12;
/** As many voices as are heard at their full level together; more are as loud as these. */
const FULL_ENSEMBLE = 2;

/** A voice has come to rest once its pitch is within this ratio of the final one: about 15 cents. */
const REST = 1.0087;
/** Seconds at rest after which a voice becomes quieter, and its remaining level. */
const UNTIL_QUIET = 0.8;
const QUIET = 0.35;

/** The pan of one of `count` evenly spaced voices. @param width pan of the outermost, 0 … 1 */
export const panOf = (index: number, count: number, width: number): number =>
  count === 1 ? 0 : width * ((2 * index) / (count - 1) - 1);

/** Least length of a chord in seconds. */
const SHORTEST_CHORD = 4;
/**
 * The chords of the ground, in hertz: the fifth over A, to which a loss of zero sounds, and above it a note that changes
 * from part to part, in just intonation. A film ends on the first.
 */
const CHORDS: readonly (readonly number[])[] = [
  [110, 165, 220],
  [110, 165, 247.5],
  [110, 165, 275],
  [110, 165, 330],
  [110, 165, 275],
  [110, 165, 247.5],
];

/** The major pentatonic over A in just intonation: none of its notes jars with another, or with the ground. */
const PENTATONIC = [1, 9 / 8, 5 / 4, 3 / 2, 5 / 3] as const;
const A = 110;

/** The note of the pentatonic over A that a pitch is nearest to, so that what is struck one after the other is a melody. @param hertz > 0 */
export function inTune(hertz: number): number {
  let octave = A;
  while (octave * 2 <= hertz) octave *= 2;
  while (octave > hertz) octave /= 2;
  // Nearest by ratio: up to the geometric mean of two neighbours it is the lower one.
  const notes = [...PENTATONIC, 2].map((ratio) => octave * ratio);
  return notes.find((note, i) => hertz * hertz <= note * (notes[i + 1] ?? note * 4)) ?? octave;
}

/** The same pitches as notes of that scale: what glides becomes a run of notes. */
export const inKey =
  (hertz: (frame: number) => number) =>
  (frame: number): number =>
    inTune(hertz(frame));

/** The voices of the last two chords, D over A and A, in just intonation: each goes the shortest way. */
const CADENCE: readonly (readonly [away: number, home: number])[] = [
  [(4 / 3) * A, A],
  [(5 / 3) * A, (3 / 2) * A],
  [2 * A, 2 * A],
  [(8 / 3) * A, (5 / 2) * A],
];
/** Level of each of them, seconds between their entries, and their timbre: flutes. */
const CADENCE_SOUND = { gain: 0.3, apart: 0.16, timbre: 0, width: 0.5 } as const;

/** The ground of a film. @param starts samples at which its parts begin */
function groundOf(starts: readonly number[], samples: number): readonly Chord[] {
  const shortest = SHORTEST_CHORD * SAMPLE_RATE;
  const changes = [0];
  for (const start of [...starts].sort((a, b) => a - b))
    if (start - (changes.at(-1) ?? 0) >= shortest && samples - start >= shortest) changes.push(start);
  return changes.map((start, i) => ({
    start,
    end: changes[i + 1] ?? samples,
    gain: 1,
    hertz: CHORDS[i === changes.length - 1 ? 0 : i % CHORDS.length] ?? [],
  }));
}

/** Index of the first value from which on all are practically equal to the last one. */
function restsFrom(hertz: readonly number[]): number {
  const last = hertz.at(-1) ?? 1;
  return hertz.findLastIndex((value) => value > last * REST || value * REST < last) + 1;
}

/** The events with chimes and alarms that coincide staggered in level, and ticks softer where one of those begins. */
function staggered(events: readonly CueEvent[]): readonly CueEvent[] {
  const near = COINCIDENCE * SAMPLE_RATE;
  const signals = events.filter(({ kind }) => kind !== 'tick').sort((a, b) => a.at - b.at);
  const rank = new Map<CueEvent, number>();
  signals.forEach((signal, i) => {
    const before = signals[i - 1];
    const together = before !== undefined && signal.at - before.at < near;
    rank.set(signal, together ? (rank.get(before) ?? 0) + 1 : 0);
  });
  return events.map((event) => {
    if (event.kind === 'tick') {
      const covered = signals.some(({ at }) => Math.abs(at - event.at) < COVERED * SAMPLE_RATE);
      return covered ? { ...event, gain: event.gain * SOFTER } : event;
    }
    let gain = event.gain;
    for (let n = rank.get(event) ?? 0; n > 0; n--) gain *= SOFTER;
    return gain === event.gain ? event : { ...event, gain };
  });
}

/** The voices with their levels balanced: each phrase by √(2 / n), if more than two voices, n, sing through most of it. */
function balanced(voices: readonly Voice[]): readonly Voice[] {
  const shared = (one: Phrase, { phrases }: Voice): boolean => {
    const common = phrases.reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(end, one.end) - Math.max(start, one.start)),
      0,
    );
    return 2 * common > one.end - one.start;
  };
  return voices.map((voice) => ({
    ...voice,
    phrases: voice.phrases.map((phrase) => {
      const count = voices.filter((other) => other === voice || shared(phrase, other)).length;
      if (count <= FULL_ENSEMBLE) return phrase;
      return { ...phrase, gain: phrase.gain * Math.sqrt(FULL_ENSEMBLE / count) };
    }),
  }));
}

/** The ticks no denser than can be followed, whoever asked for them; all other events. */
function withFewerTicks(events: readonly CueEvent[]): readonly CueEvent[] {
  const times = events.flatMap(({ kind, at }) => (kind === 'tick' ? [at] : [])).sort((a, b) => a - b);
  const free = new Set(thinned(times, SAMPLE_RATE));
  return events.filter(({ kind, at }) => kind !== 'tick' || free.delete(at));
}

/**
 * Starts a cue sheet. Calls add to it in order, and `sheet` returns it; there is no other state, so the same calls give
 * the same sheet.
 *
 * @param timing the film's story
 * @param ground chords beneath the film that change with its parts; `false` for none
 */
export function scoring({ fps, frames, parts = [] }: Timing, ground = true): Scoring {
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
      {
        start: from,
        end: quiet,
        gain,
        struck: thinned(strikes, fps).filter((frame) => frame >= from && frame < quiet),
      },
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

  const voice: Scoring['voice'] = (id, { timbre, pan = 0 }, songs) => {
    voices.push({ id, timbre, pan, phrases: songs.flatMap(phrasesOf) });
  };

  return {
    voice,
    cadence: (from, home) => {
      const { gain, apart, timbre, width } = CADENCE_SOUND;
      for (const [i, [away, note]] of CADENCE.entries()) {
        const entry = Math.round(i * apart * fps);
        const [first, second] = [from + entry, home + entry];
        voice(`cadence-${i + 1}`, { timbre, pan: panOf(i, CADENCE.length, width) }, [
          { from: first, to: second, hertz: () => away, gain, strikes: [first] },
          { from: second, to: frames - 1, hertz: () => note, gain, strikes: [second] },
        ]);
      }
    },
    ticks: (at, { pan = 0, pitch = TICK.pitch } = {}) => {
      at.forEach((frame, i) => {
        event('tick', frame, {
          pan: typeof pan === 'number' ? pan : (pan[i] ?? 0),
          gain: TICK.gain,
          pitch: typeof pitch === 'number' ? pitch : (pitch[i] ?? TICK.pitch),
        });
      });
    },
    chime: (frame, { pan = 0, gain = CHIME.gain, pitch = CHIME.pitch } = {}) =>
      event('chime', frame, { pan, gain, pitch }),
    alarm: (frame, { pan = 0, gain = ALARM.gain } = {}) =>
      event('alarm', frame, { pan, gain, pitch: ALARM.pitch }),
    sheet: () => ({
      version: 1,
      sampleRate: SAMPLE_RATE,
      samples: sample(frames),
      voices: balanced(voices),
      events: staggered(withFewerTicks(events)),
      ...(ground
        ? {
            ground: groundOf(
              parts.map(({ start }) => sample(start)),
              sample(frames),
            ),
          }
        : {}),
    }),
  };
}
