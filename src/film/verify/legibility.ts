import { CAPTION } from '../../story/captions.ts';

/** A caption as read from a file, in seconds. */
interface Read {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

const STAMP = /^(\d{2,}):(\d\d):(\d\d)[,.](\d{3}) --> (\d{2,}):(\d\d):(\d\d)[,.](\d{3})$/;

/** The captions of a SubRip or WebVTT file. @throws Error quoting an invalid line */
function read(text: string): readonly Read[] {
  const blocks = text
    .replace(/^WEBVTT\n/, '')
    .split(/\n{2,}/)
    .map((block) => block.split('\n').filter((line) => line !== ''))
    .filter((lines) => lines.length > 0);
  return blocks.map((block) => {
    const at = STAMP.test(block[0] ?? '') ? 0 : 1;
    const match = STAMP.exec(block[at] ?? '');
    if (match === null) throw new Error(`"${block[0]}" is not a caption`);
    const [h1 = 0, m1 = 0, s1 = 0, f1 = 0, h2 = 0, m2 = 0, s2 = 0, f2 = 0] = match.slice(1).map(Number);
    return {
      from: h1 * 3600 + m1 * 60 + s1 + f1 / 1000,
      to: h2 * 3600 + m2 * 60 + s2 + f2 / 1000,
      lines: block.slice(at + 1).map((line) => line.replaceAll('&lt;', '<').replaceAll('&amp;', '&')),
    };
  });
}

/** Seconds that a caption may lose to rounding to milliseconds and to frames at the lowest frame rate. */
const ROUNDING = 0.001 + 1 / 24;

function fault(
  { from, to, lines }: Read,
  previous: Read | undefined,
  seconds: number,
  whole: boolean,
): string | undefined {
  const { lineLength, shortest, longest, charactersPerSecond } = CAPTION;
  const lasts = to - from;
  const characters = [...lines.join(' ')].length;
  if (lines.length === 0) return 'is empty';
  if (lines.length > CAPTION.lines) return `has ${lines.length} lines`;
  if (lines.some((line) => [...line].length > lineLength.wide))
    return `has a line of more than ${lineLength.wide} characters`;
  if (to > seconds + 0.001) return 'ends after the film';
  if (previous !== undefined && from < previous.to) return 'begins before the one before it ends';
  if (lasts <= 0) return 'ends before it begins';
  if (lasts > longest + ROUNDING) return `lasts ${lasts.toFixed(2)} s, more than ${longest}`;
  // An excerpt may cut a caption short.
  if (!whole) return undefined;
  if (lasts < shortest - ROUNDING) return `lasts ${lasts.toFixed(2)} s, less than 5/6`;
  if (characters / (lasts + ROUNDING) > charactersPerSecond)
    return `requires reading ${(characters / lasts).toFixed(1)} characters per second`;
  return undefined;
}

/**
 * What makes a caption file (SubRip or WebVTT) hard to read, one line for each caption: more than two lines
 * of 42 characters, shorter than 5/6 s or longer than 7 s, above 17 characters per second, outside the film, overlapping.
 *
 * @param seconds duration of the film
 * @param whole false for an excerpt, which may cut captions short
 */
export function captionFaults(text: string, seconds: number, whole: boolean): readonly string[] {
  let captions: readonly Read[];
  try {
    captions = read(text);
  } catch (error) {
    return [`it is not a caption file: ${error instanceof Error ? error.message : String(error)}`];
  }
  return captions.flatMap((caption, i) => {
    const found = fault(caption, captions[i - 1], seconds, whole);
    return found === undefined ? [] : [`caption ${i + 1} ${found}: "${caption.lines.join(' ')}"`];
  });
}

/** What is wrong with a chapter list: the first must be at 0:00, each needs a time and a title, in order. */
export function chapterFaults(text: string, seconds: number): readonly string[] {
  const times = text
    .trimEnd()
    .split('\n')
    .map((line) => /^(?:(\d+):)?(\d{1,2}):(\d\d) \S/.exec(line));
  const at = times.map((match) =>
    match === null ? Number.NaN : Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]),
  );
  const bad = at.findIndex(
    (time, i) => Number.isNaN(time) || time > seconds || (i > 0 && time < (at[i - 1] ?? 0)),
  );
  if (bad >= 0) return [`line ${bad + 1} is no chapter of the film`];
  return at[0] === 0 ? [] : ['the first chapter is not at 0:00'];
}
