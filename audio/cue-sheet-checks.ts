import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Chord, CueEvent, CueSheet, Phrase, PitchPoint, Voice } from './cue-sheet.ts';

const LOWEST_HERTZ = 20;
const HIGHEST_HERTZ = 20_000;
/** One hour: a longer sheet is surely a timing mistake, and its samples would not fit in memory. */
const LONGEST = 3600 * 48_000;

/**
 * Checks that a cue sheet can be synthesized: every number finite, every cue inside the film, pitches within
 * 20–20 000 Hz, gains within 0–1, pans within −1–1, points and phrases in order, voice ids unique.
 *
 * @throws Error, one line, naming the first wrong field, such as
 * `cue sheet: voices[0].phrases[2].pitch[1][1] is NaN, must be within 20 … 20000 Hz`
 */
export function validateCueSheet(sheet: CueSheet): void {
  if (sheet.version !== 1) refuse('version', sheet.version, 'must be 1');
  if (sheet.sampleRate !== 48_000) refuse('sampleRate', sheet.sampleRate, 'must be 48000');
  whole('samples', sheet.samples, 1, LONGEST);
  const ids = new Set<string>();
  sheet.voices.forEach((voice, v) => {
    if (ids.has(voice.id)) refuse(`voices[${v}].id`, voice.id, 'is used twice');
    ids.add(voice.id);
    checkVoice(`voices[${v}]`, voice, sheet.samples);
  });
  sheet.events.forEach((event, e) => {
    checkEvent(`events[${e}]`, event, sheet.samples);
  });
  sheet.ground?.forEach((chord, c) => {
    checkChord(`ground[${c}]`, chord, sheet.samples);
  });
  sheet.narration?.forEach(({ start, end }, r, all) => {
    whole(`narration[${r}].start`, start, all[r - 1]?.end ?? 0, sheet.samples - 1);
    whole(`narration[${r}].end`, end, start + 1, sheet.samples);
  });
}

/**
 * SHA-256, in hex, of the sheet as JSON with sorted keys. Equal sheets have equal hashes, whatever the order in which
 * their keys were written.
 */
export function cueSheetHash(sheet: CueSheet): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(sheet))));
}

/** JSON with the keys of every object in the order of their UTF-16 code units, without spaces. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function checkVoice(path: string, voice: Voice, samples: number): void {
  if (typeof voice.id !== 'string' || voice.id === '')
    refuse(`${path}.id`, voice.id, 'must be a non-empty string');
  whole(`${path}.timbre`, voice.timbre, 0, Number.MAX_SAFE_INTEGER);
  between(`${path}.pan`, voice.pan, -1, 1);
  let free = 0;
  voice.phrases.forEach((phrase, p) => {
    checkPhrase(`${path}.phrases[${p}]`, phrase, free, samples);
    free = phrase.end;
  });
}

function checkPhrase(path: string, phrase: Phrase, free: number, samples: number): void {
  whole(`${path}.start`, phrase.start, free, samples - 1);
  whole(`${path}.end`, phrase.end, phrase.start + 1, samples);
  between(`${path}.gain`, phrase.gain, 0, 1);
  if (phrase.pitch.length === 0)
    throw new Error(`cue sheet: ${path}.pitch is empty, must hold at least one point`);
  phrase.pitch.forEach((point: PitchPoint, i) => {
    between(`${path}.pitch[${i}][0]`, point[0], phrase.pitch[i - 1]?.[0] ?? 0, samples);
    between(`${path}.pitch[${i}][1]`, point[1], LOWEST_HERTZ, HIGHEST_HERTZ, ' Hz');
  });
  phrase.strikes?.forEach((at, i, strikes) => {
    whole(`${path}.strikes[${i}]`, at, strikes[i - 1] ?? phrase.start, phrase.end - 1);
  });
}

function checkEvent(path: string, event: CueEvent, samples: number): void {
  if (!['tick', 'chime', 'alarm'].includes(event.kind))
    refuse(`${path}.kind`, event.kind, 'must be tick, chime or alarm');
  whole(`${path}.at`, event.at, 0, samples - 1);
  between(`${path}.pan`, event.pan, -1, 1);
  between(`${path}.gain`, event.gain, 0, 1);
  between(`${path}.pitch`, event.pitch, LOWEST_HERTZ, HIGHEST_HERTZ, ' Hz');
}

function checkChord(path: string, chord: Chord, samples: number): void {
  whole(`${path}.start`, chord.start, 0, samples - 1);
  whole(`${path}.end`, chord.end, chord.start + 1, samples);
  between(`${path}.gain`, chord.gain, 0, 1);
  chord.hertz.forEach((hertz, i) => {
    between(`${path}.hertz[${i}]`, hertz, LOWEST_HERTZ, HIGHEST_HERTZ, ' Hz');
    if (!Number.isInteger(2 * hertz)) refuse(`${path}.hertz[${i}]`, hertz, 'must be a multiple of 0.5 Hz');
  });
}

function whole(path: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    refuse(path, value, `must be a whole number within ${min} … ${max}`);
}

function between(path: string, value: number, min: number, max: number, unit = ''): void {
  if (typeof value !== 'number' || !(value >= min && value <= max))
    refuse(path, value, `must be within ${min} … ${max}${unit}`);
}

function refuse(path: string, value: unknown, rule: string): never {
  throw new Error(
    `cue sheet: ${path} is ${typeof value === 'string' ? `"${value}"` : String(value)}, ${rule}`,
  );
}
