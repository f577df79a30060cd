/** Outlines use this many units per em, y downwards, whole numbers: short path data, no rounding later. */
export const UNITS_PER_EM = 2048;

/** A line of type as geometry. */
export interface Line {
  /** Path data in type units, origin at the start of the baseline. */
  readonly d: string;
  /** Width in type units. */
  readonly advance: number;
}

/** The outline of one character in type units, and its advance width. */
export interface Glyph {
  readonly commands: readonly { readonly command: GlyphCommand; readonly args: readonly number[] }[];
  readonly advance: number;
}
/** The commands that outlines are made of. */
export type GlyphCommand = 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';

/** One weight of type: measures words and gives their outlines. Equal words always give the same line. */
export interface Typeface {
  /** Height of a capital as a share of the size. */
  readonly capHeight: number;
  readonly ascent: number;
  readonly descent: number;
  readonly line: (words: string) => Line;
  /** Whether it has a character in the font that it is named by. */
  readonly has: (character: string) => boolean;
  /** One character. @throws Error if it has none */
  readonly glyph: (character: string) => Glyph;
}

/** What a film writes in: its type in two weights, and one of fixed width for code. */
export interface Typefaces {
  readonly regular: Typeface;
  readonly semibold: Typeface;
  readonly mono: Typeface;
}

/** The name of a weight: `regular` or `semibold`. */
export type Weight = 'regular' | 'semibold';

/** Width of words in pixels at a font size. */
export const measure = (typeface: Typeface, words: string, size: number): number =>
  (typeface.line(words).advance * size) / UNITS_PER_EM;

/** The font size at which words are no wider than `width`: `size`, or less. */
export const fitted = (typeface: Typeface, words: string, size: number, width: number): number =>
  Math.min(size, (size * width) / Math.max(measure(typeface, words, size), 1));

/**
 * Breaks words into as few lines no wider than `width` pixels as possible, then evens them out.
 * A single word that is wider gets a line of its own.
 */
export function wrap(typeface: Typeface, words: string, size: number, width: number): readonly string[] {
  const fewest = fill(typeface, words, size, width);
  let evened = fewest;
  for (let narrower = width * 0.96; narrower > width / 2; narrower *= 0.96) {
    const lines = fill(typeface, words, size, narrower);
    if (lines.length > fewest.length || lines.some((line) => measure(typeface, line, size) > width)) break;
    evened = lines;
  }
  return evened;
}

/** Breaks words greedily. */
function fill(typeface: Typeface, words: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of words.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && measure(typeface, longer, size) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return current === '' ? lines : [...lines, current];
}
