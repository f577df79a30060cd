import { clamp } from '../sim/maths.ts';
import type { FrameRange } from './clock.ts';

/** The languages in which every film has its words. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a message says, without its wording: a key of the film's text and the values that go into it. */
export interface Message {
  readonly key: string;
  readonly values: Readonly<Record<string, number | string | boolean | null>>;
}

/** Words a message in a language; a film's text.ts provides it. */
export type Wording = (message: Message, language: Language) => string;

export interface Caption extends FrameRange {
  readonly message: Message;
}

/** The limits of a readable caption (the usual ones of broadcast subtitles). */
export const CAPTION = {
  lines: 2,
  lineLength: { wide: 42, narrow: 30 },
  shortest: 5 / 6,
  longest: 7,
  charactersPerSecond: 17,
} as const;

/** Reading pace the films aim at; the limit leaves no time to look at the picture. */
const COMFORTABLE_PACE = 16;

/** Seconds a caption stays: its longest wording at a comfortable pace, so that all languages share one timing. */
export function captionSeconds(message: Message, word: Wording): number {
  const longest = Math.max(...LANGUAGES.map((language) => [...word(message, language)].length));
  return clamp(longest / COMFORTABLE_PACE, 1.4, CAPTION.longest);
}

/** The lines of a caption, as even as can be; `null` when it needs more than two of them. */
function evenLines(words: string, lineLength: number): readonly string[] | null {
  if ([...words].length <= lineLength) return [words];
  const parts = words.split(' ');
  const splits = parts
    .slice(1)
    .map((_, i) => [parts.slice(0, i + 1).join(' '), parts.slice(i + 1).join(' ')]);
  const longer = (lines: readonly string[]): number => Math.max(...lines.map((line) => [...line].length));
  const best = splits.sort((p, q) => longer(p) - longer(q))[0];
  return best === undefined || longer(best) > lineLength ? null : best;
}

/**
 * Breaks a caption into lines of at most `lineLength` characters, as even as can be.
 *
 * @throws Error when it needs more than two lines
 */
export function captionLines(words: string, lineLength: number): readonly string[] {
  const lines = evenLines(words, lineLength);
  if (lines === null) {
    throw new Error(`caption does not fit two lines of ${lineLength} characters: "${words}"`);
  }
  return lines;
}

/** A caption whose names may be long: its full wording where that fits every format, else a shorter one. */
export const fullOrShort = (full: string, short: string): string =>
  evenLines(full, CAPTION.lineLength.narrow) === null ? short : full;

/** Seconds between one caption and the next, so that the eye sees the change. */
export const CAPTION_GAP = 0.1;
