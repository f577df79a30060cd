/** The limits of a readable caption (the usual ones of broadcast subtitles). */
export const CAPTION = {
  lines: 2,
  lineLength: { wide: 42, narrow: 30 },
  shortest: 5 / 6,
  longest: 7,
  charactersPerSecond: 17,
} as const;

/** The lines of a caption, as even as possible; `null` if it needs more than two. */
export function evenLines(words: string, lineLength: number): readonly string[] | null {
  if ([...words].length <= lineLength) return [words];
  const parts = words.split(' ');
  let [best, shortest]: [readonly string[] | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (let i = 1; i < parts.length; i += 1) {
    const lines = [parts.slice(0, i).join(' '), parts.slice(i).join(' ')];
    const longest = Math.max(...lines.map((line) => [...line].length));
    if (longest < shortest) [best, shortest] = [lines, longest];
  }
  return best === undefined || shortest > lineLength ? null : best;
}

/**
 * Breaks a caption into lines of at most `lineLength` characters, as even as possible.
 *
 * @throws Error if it needs more than two lines
 */
export function captionLines(words: string, lineLength: number): readonly string[] {
  const lines = evenLines(words, lineLength);
  if (lines === null) {
    throw new Error(`caption does not fit two lines of ${lineLength} characters: "${words}"`);
  }
  return lines;
}
