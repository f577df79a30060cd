import { create, type Font, type Glyph as FontGlyph, type PathCommand } from 'fontkit';
import { type Glyph, type Line, type Typeface, UNITS_PER_EM } from './typeface.ts';

/** Superscripts that text fonts lack, as (character, scale and rise in ems). */
const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻'].map((raised, i) => [raised, '0123456789−'[i] ?? '']),
);
const RAISED_SCALE = 0.62;
const RAISED_BY = 0.33;

/** Characters that a font's rules change even where they stand alone. Shaping takes ten times as long as the others' glyphs do. */
const SHAPED = /[\d\p{M}\p{Cf}]/u;

/** Words, and all other characters one by one. */
const RUNS = /\p{L}+|./gsu;
/** Characters that no rule changes but kerning, and the font's features without all others, which take twice as long to find that out. */
const PLAIN = /^[\p{L} .,]+$/u;
const ONLY_KERNING: Readonly<Record<string, boolean>> = {
  ...{ rvrn: false, ccmp: false, locl: false, rlig: false, mark: false, mkmk: false },
  ...{ clig: false, liga: false, rclt: false, calt: false, curs: false, kern: true },
};

/** Lines remembered at once, and runs in them; a film has a few dozen fixed ones and a stream of numbers. */
const REMEMBERED = 4000;

/** Scales and shifts path commands, flips y to point down and rounds to whole units. */
function placed(commands: readonly PathCommand[], scale: number, rise: number): readonly PathCommand[] {
  return commands.map(({ command, args }) => ({
    command,
    args: args.map((value, i) => Math.round(i % 2 === 0 ? value * scale : -(value * scale + rise))),
  }));
}

const LETTERS = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

/** Writes commands as path data, shifted right by `x`. */
function pathData(commands: Glyph['commands'], x: number): string {
  let d = '';
  for (const { command, args } of commands) {
    d += LETTERS[command];
    for (let i = 0; i < args.length; i += 1) {
      const value = args[i] ?? 0;
      d += i === 0 ? String(value + x) : i % 2 === 0 ? ` ${value + x}` : ` ${value}`;
    }
  }
  return d;
}

/**
 * A typeface from font files; each character comes from the first font that has it. Digits are tabular, so numbers do
 * not jitter as they change; letters are kerned within one font. Glyphs and kerning are memoized, so a new number
 * costs no font work. Each character is shaped on its own: Inter's contextual rules would turn "->" into one arrow, and
 * shapers disagree about them (fontkit 2.0.4, HarfBuzz).
 *
 * @param files the bytes of the font files (woff, woff2, TrueType, OpenType), in order of preference; at least one
 * @param usual the typeface that this one stands in for. Symbols that this has from another font too come from there; a
 *   character that is its own must be in one of the files
 * @throws Error on the first character that no font has
 */
export function createTypeface(files: readonly Uint8Array[], usual?: Typeface): Typeface {
  const fonts = files.map((bytes) => {
    const font = create(bytes as Buffer);
    if (!('unitsPerEm' in font)) throw new Error('typeface: a collection of fonts is not supported');
    return font;
  });
  const [first] = fonts;
  if (first === undefined) throw new Error('typeface: no font file given');
  const glyphs = new Map<string, Glyph>();
  const kerning = new Map<string, number>();
  const runs = new Map<string, readonly number[]>();
  const lines = new Map<string, Line>();

  const fontOf = (character: string): Font | undefined =>
    fonts.find((candidate) => candidate.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  // Tabular forms for digits only: a hyphen in words keeps its own width. Digits are not kerned: in "0.1" the
  // point would be swallowed, and numbers would jitter.
  const features = (characters: string): string[] => (/^\d+$/.test(characters) ? ['tnum'] : []);
  const shape = (font: Font, character: string): FontGlyph | undefined =>
    SHAPED.test(character)
      ? font.layout(character, features(character)).glyphs[0]
      : font.glyphForCodePoint(character.codePointAt(0) ?? 0);

  const glyphOf = (character: string): Glyph => {
    const known = glyphs.get(character);
    if (known !== undefined) return known;
    const base = RAISED[character];
    const font = fontOf(base ?? character);
    if (font === undefined) {
      if (usual === undefined || usual.has(character))
        throw new Error(`typeface: no font has the character "${character}"`);
      return usual.glyph(character);
    }
    const shaped = shape(font, base ?? character);
    const size = base === undefined ? 1 : RAISED_SCALE;
    const scale = (size * UNITS_PER_EM) / font.unitsPerEm;
    const rise = base === undefined ? 0 : RAISED_BY * UNITS_PER_EM;
    const glyph = {
      commands: placed(shaped?.path.commands ?? [], scale, rise),
      advance: Math.round((shaped?.advanceWidth ?? 0) * scale),
    };
    glyphs.set(character, glyph);
    return glyph;
  };

  /** How much closer each character stands to the one before it; null where the font has joined or split some. */
  const shapedKerning = (font: Font, characters: string): readonly number[] | null => {
    const { glyphs: shaped, positions } = font.layout(characters, PLAIN.test(characters) ? ONLY_KERNING : []);
    if (shaped.length !== [...characters].length) return null;
    return positions
      .slice(0, -1)
      .map(({ xAdvance }, i) =>
        Math.round(((xAdvance - (shaped[i]?.advanceWidth ?? 0)) * UNITS_PER_EM) / font.unitsPerEm),
      );
  };

  const kern = (left: string, right: string): number => {
    const pair = left + right;
    const known = kerning.get(pair);
    if (known !== undefined) return known;
    const kerned = !/[\d⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(pair);
    const font = fontOf(left);
    const same = kerned && font !== undefined && font === fontOf(right);
    const value = same ? (shapedKerning(font, pair)?.[0] ?? 0) : 0;
    kerning.set(pair, value);
    return value;
  };

  // Shaping a word takes a twentieth of the time that shaping its pairs does.
  const kernRun = (run: string, characters: readonly string[]): readonly number[] => {
    const known = runs.get(run);
    if (known !== undefined) return known;
    const [font, ...others] = new Set(characters.map(fontOf));
    const whole = font && others.length === 0 ? shapedKerning(font, run) : null;
    const value = whole ?? characters.slice(1).map((right, i) => kern(characters[i] ?? '', right));
    if (runs.size >= REMEMBERED) runs.clear();
    runs.set(run, value);
    return value;
  };

  const line = (words: string): Line => {
    const known = lines.get(words);
    if (known !== undefined) return known;
    let advance = 0;
    let d = '';
    let previous = '';
    for (const run of words.match(RUNS) ?? []) {
      const characters = [...run];
      const within = characters.length > 1 ? kernRun(run, characters) : [];
      for (const [i, character] of characters.entries()) {
        if (previous !== '') advance += i > 0 ? (within[i - 1] ?? 0) : kern(previous, character);
        const glyph = glyphOf(character);
        d += pathData(glyph.commands, advance);
        advance += glyph.advance;
        previous = character;
      }
    }
    if (lines.size >= REMEMBERED) lines.clear();
    const result = { d, advance };
    lines.set(words, result);
    return result;
  };

  return {
    capHeight: first.capHeight / first.unitsPerEm,
    ascent: first.ascent / first.unitsPerEm,
    descent: -first.descent / first.unitsPerEm,
    line,
    has: (character) => first.hasGlyphForCodePoint((RAISED[character] ?? character).codePointAt(0) ?? 0),
    glyph: glyphOf,
  };
}
