import signs from './equations.typeset.json';

/** Room in a formula for a number that changes; in thousandths of the formula's size. */
export interface EquationSlot {
  /** The piece whose colour the number takes. */
  readonly piece: string;
  /** Left end of its baseline, from that of the formula; y points down. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Size of its type relative to the formula's, smaller in a script. */
  readonly scale: number;
}

/** A formula typeset once, in thousandths of its size: what it says, the space it takes, and its outlines by piece. */
export interface Typeset<Piece extends string = string, Slot extends string = string> {
  /** What typeset it, with its version. */
  readonly by: string;
  /** The TeX it was made of, and the same in plain characters, with `{name}` for each slot. */
  readonly tex: string;
  readonly words: string;
  readonly width: number;
  /** Above and below the baseline. */
  readonly height: number;
  readonly depth: number;
  /** Size of its smallest signs relative to the formula's. */
  readonly smallest: number;
  /** Path data by name; what was given no name is the piece `rest`. */
  readonly pieces: Readonly<Record<Piece, string>>;
  readonly slots: Readonly<Record<Slot, EquationSlot>>;
}

/** Units of a formula per size. */
export const EQUATION_UNITS = 1000;

/** A sign of a number, placed from the left end of the number's baseline. */
interface Numeral {
  readonly d: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What a number is written with; `equations.json` has one formula for each sign. */
const SIGNS: Readonly<Record<string, Typeset | undefined>> = signs;
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻';
const BASES = '0123456789−';
/** Size of an exponent relative to its line. */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: TeX rounds it so
export const SCRIPT = 0.707;
/** Rise of an exponent, and the space around ×. */
const [RISE, SPACE] = [413, 222];

/**
 * A number in the type of formulas, in units of a formula. All digits are equally wide.
 *
 * @param words digits, − + × · . , % ∞, raised digits for exponents
 * @throws Error naming another character
 */
export function numerals(words: string): { readonly glyphs: readonly Numeral[]; readonly width: number } {
  const glyphs: Numeral[] = [];
  let x = 0;
  for (const character of words) {
    const raised = RAISED.indexOf(character);
    const sign = SIGNS[raised < 0 ? character : BASES.charAt(raised)];
    const scale = raised < 0 ? 1 : SCRIPT;
    if (sign !== undefined) {
      glyphs.push({ d: sign.pieces.rest ?? '', x, y: raised < 0 ? 0 : -RISE, scale });
      x += sign.width * scale;
    } else if (character === ' ') x += SPACE;
    else throw new Error(`the number "${words}" of an equation: there is no sign '${character}'`);
  }
  return { glyphs, width: x };
}
