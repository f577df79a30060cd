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
  const splits = parts
    .slice(1)
    .map((_, i) => [parts.slice(0, i + 1).join(' '), parts.slice(i + 1).join(' ')]);
  const longer = (lines: readonly string[]): number => Math.max(...lines.map((line) => [...line].length));
  const best = splits.sort((p, q) => longer(p) - longer(q))[0];
  return best === undefined || longer(best) > lineLength ? null : best;
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
