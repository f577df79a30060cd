import { type CueSheet, type Phrase, SAMPLE_RATE, type Voice } from './cue-sheet.ts';
import { TAIL } from './envelope.ts';
import { type Channels, decibels } from './loudness.ts';
import { type Clip, measure, PEAK_CEILING } from './mix.ts';
import type { Part } from './synthesize.ts';

/** What is promised of every film's sound. */
export const SOUND_PROMISES = {
  /** Least time in seconds in which a tone rises from 10 to 90 %. */
  rise: 0.015,
  /** Most ticks in any second. */
  ticks: 6,
  /** Largest share of the film that is silent: in windows of 100 ms, below −50 dBFS. */
  silence: 0.25,
  /** LUFS, and how far from it. */
  loudness: -16,
  tolerance: 1,
  /** Highest true peak in dBTP. */
  peak: -1.5,
  /** By so many dB a film's last 100 ms are softer than the second before its last. */
  ending: 20,
} as const;

/** What a film's sound is like, as measured. */
export interface SoundReport {
  /** The shortest rise of any tone in seconds, and of which part it is; `null` if there is none. */
  readonly rise: { readonly seconds: number; readonly part: string } | null;
  readonly ticks: number;
  readonly silence: number;
  readonly loudness: number;
  readonly peak: number;
  /** dB; `null` if the film is shorter than three seconds. */
  readonly ending: number | null;
}

const WINDOW = SAMPLE_RATE / 10;
const SILENT = -50;
/** Samples (0.15 s) after an onset within which its tone has risen. */
const ONSET = 7200;
/** Samples (0.5 ms) between the values of an envelope, and its longest window (10 ms). */
const HOP = 24;
const LONGEST_PERIOD = 480;

/** Root mean square over one period around a sample, for which the level of a periodic wave does not ripple. */
function envelope(sound: Float32Array, from: number, to: number, hertz: number): readonly number[] {
  const half = Math.min(LONGEST_PERIOD, Math.round(SAMPLE_RATE / hertz)) / 2;
  const values: number[] = [];
  for (let at = from; at < Math.min(to, sound.length); at += HOP) {
    let [energy, count] = [0, 0];
    for (let i = Math.max(0, Math.ceil(at - half)); i < at + half; i++) {
      const x = sound[i] ?? 0;
      energy += x * x;
      count++;
    }
    values.push(Math.sqrt(energy / count));
  }
  return values;
}

/**
 * Seconds in which a tone rises from 10 to 90 % of its way from where it was to the highest level of the next 150 ms; `null`
 * if it hardly rises.
 */
export function riseTime(sound: Float32Array, from: number, hertz: number): number | null {
  const levels = envelope(sound, from, from + ONSET, hertz);
  const low = from === 0 ? 0 : (levels[0] ?? 0);
  const high = levels.reduce((most, level) => Math.max(most, level), 0);
  if (high <= 1.1 * low) return null;
  const first = (share: number): number => levels.findIndex((level) => level >= low + share * (high - low));
  return ((first(0.9) - first(0.1)) * HOP) / SAMPLE_RATE;
}

const pitchAt = ({ pitch }: Phrase, at: number): number =>
  pitch.findLast(([sample]) => sample <= at)?.[1] ?? pitch[0]?.[1] ?? 440;

/** The rises of a voice's lines and strikes. */
function voiceRises({ phrases }: Voice, clips: readonly Clip[]): readonly (number | null)[] {
  return clips.flatMap(({ at, sound }) => {
    const sung = phrases.filter(({ start }) => start >= at && start < at + sound.length - TAIL);
    const [first] = sung;
    if (first === undefined) return [];
    return [
      riseTime(sound, 0, pitchAt(first, at)),
      ...sung.flatMap((phrase) =>
        (phrase.strikes ?? [])
          .filter((strike) => strike > at)
          .map((strike) => riseTime(sound, strike - at, pitchAt(phrase, strike))),
      ),
    ];
  });
}

/** The shortest rise of any tone. */
function shortestRise(sheet: CueSheet, parts: readonly Part[]): SoundReport['rise'] {
  const found = parts.flatMap(({ id, clips }) => {
    const voice = sheet.voices.find((each) => id === `voice-${each.id}`);
    // Events of a kind and pitch are the same sound.
    const sounds = new Map(clips.map(({ at, sound }) => [sound, at] as const));
    const rises = voice
      ? voiceRises(voice, clips)
      : [...sounds].map(([sound, at]) =>
          riseTime(
            sound,
            0,
            sheet.events.find((event) => `${event.kind}s` === id && event.at === at)?.pitch ?? 440,
          ),
        );
    return rises.flatMap((seconds) => (seconds === null ? [] : [{ seconds, part: id }]));
  });
  return found.reduce<SoundReport['rise']>(
    (least, rise) => (least === null || rise.seconds < least.seconds ? rise : least),
    null,
  );
}

/** Most ticks that begin within a second. */
export function mostTicks({ events }: CueSheet): number {
  const at = events.flatMap((event) => (event.kind === 'tick' && event.gain > 0 ? [event.at] : []));
  at.sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < at.length; last++) {
    while ((at[last] ?? 0) - (at[first] ?? 0) >= SAMPLE_RATE) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Level of each whole window of 100 ms in dBFS, the mean of both channels. */
function windowLevels({ left, right }: Channels): readonly number[] {
  return Array.from({ length: Math.floor(left.length / WINDOW) }, (_, w) => {
    let energy = 0;
    for (let i = w * WINDOW; i < (w + 1) * WINDOW; i++)
      energy += (left[i] as number) * (left[i] as number) + (right[i] as number) * (right[i] as number);
    return decibels(Math.sqrt(energy / (2 * WINDOW)));
  });
}

/** Measures a film's sound. @param parts of the sheet @param sound their mix */
export function soundReport(sheet: CueSheet, parts: readonly Part[], sound: Channels): SoundReport {
  const levels = windowLevels(sound);
  const before = Math.max(...levels.slice(-20, -10));
  return {
    rise: shortestRise(sheet, parts),
    ticks: mostTicks(sheet),
    silence: levels.filter((level) => level < SILENT).length / Math.max(1, levels.length),
    ...measure(sound),
    ending: levels.length < 30 ? null : before < SILENT ? 0 : before - Math.max(-120, levels.at(-1) ?? 0),
  };
}

/** Decibels that a peak measured may lie below the one it was brought to. */
const PEAK_ERROR = 0.1;

/**
 * Whether a sound, before it is encoded, is as loud as promised: −16 ± 1 LUFS, or below that where its highest peak is at the
 * limit. There is one constant gain and no limiter: a sound with few loud moments cannot be louder.
 */
export const isLoudEnough = ({ loudness, peak }: Pick<SoundReport, 'loudness' | 'peak'>): boolean =>
  Math.abs(loudness - SOUND_PROMISES.loudness) <= SOUND_PROMISES.tolerance ||
  (loudness < SOUND_PROMISES.loudness && peak >= PEAK_CEILING - PEAK_ERROR);

/** The promises that a sound breaks, each in a line; none for a good one. */
export function brokenPromises(report: SoundReport): readonly string[] {
  const { rise, ticks, silence, loudness, peak, ending } = report;
  const told = SOUND_PROMISES;
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return [
    ...(rise !== null && rise.seconds < told.rise
      ? [
          `${rise.part}: a tone rises within ${(1000 * rise.seconds).toFixed(1)} ms, under ${1000 * told.rise}`,
        ]
      : []),
    ...(ticks > told.ticks ? [`${ticks} ticks in a second, over ${told.ticks}`] : []),
    ...(silence >= told.silence ? [`${percent(silence)} silent, not under ${percent(told.silence)}`] : []),
    ...(!isLoudEnough(report)
      ? [`${loudness.toFixed(1)} LUFS, not ${told.loudness} ± ${told.tolerance}`]
      : []),
    ...(peak > told.peak ? [`true peak ${peak.toFixed(1)} dBTP, over ${told.peak}`] : []),
    ...(ending !== null && ending < told.ending
      ? [`the last second falls by ${ending.toFixed(0)} dB, less than ${told.ending}: it has no ending`]
      : []),
  ];
}
