import type { Language } from './captions.ts';

/**
 * Numbers as a film writes them. Only `toFixed`, `toExponential` and the shortest form of a double are used, which
 * the language defines digit by digit; no locale is asked.
 */

/** The minus sign of print, U+2212. */
const MINUS = '−';

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

const superscript = (exponent: number): string =>
  [...String(exponent)].map((digit) => (digit === '-' ? '⁻' : (SUPERSCRIPTS[Number(digit)] ?? ''))).join('');

const signed = (digits: string): string => digits.replace('-', MINUS);

/** Numbers from here on are written with a power of ten. */
const LARGE = 1e5;

/**
 * A number with a fixed count of decimals, e.g. −1.5500; very large ones as 1.2 × 10⁵.
 *
 * @param value finite
 */
export function fixed(value: number, decimals: number): string {
  if (Math.abs(value) >= LARGE) return scientific(value, 1);
  const digits = value.toFixed(decimals);
  return signed(Number(digits) === 0 ? digits.replace('-', '') : digits);
}

/** A number with a power of ten and a fixed count of decimals before it: 5.2 × 10⁻⁴. @param value finite */
export function scientific(value: number, decimals: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(decimals).split('e');
  return `${signed(mantissa)} × 10${superscript(Number(exponent))}`;
}

/** A power of ten as an axis has room for it: 100, 0.01, 10⁻⁴. */
export const decade = (power: number): string =>
  power < 1e-3 || power > 1e3 ? scientific(power, 0).replace('1 × ', '') : signed(String(power));

/** A number at its shortest: 0.46, 1, 0.0001, 10⁻⁶, 2.5 × 10⁻⁶. */
export function plain(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= LARGE || size < 1e-4)) {
    const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
    const power = `10${superscript(Number(exponent))}`;
    return mantissa === '1' ? power : `${signed(mantissa)} × ${power}`;
  }
  return signed(String(value));
}

const DECIMAL_MARKS: Readonly<Record<Language, string>> = { en: '.', de: ',' };

/**
 * Words and formulas with the decimal mark of their language: 0.46 is 0,46 in German. A point between two digits is
 * nothing else in a film.
 */
export const written = (words: string, language: Language): string =>
  words.replace(/(?<=\d)\.(?=\d)/g, DECIMAL_MARKS[language]);
