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
  if (Math.abs(value) >= LARGE) {
    const [mantissa = '', exponent = '0'] = value.toExponential(1).split('e');
    return `${signed(mantissa)} × 10${superscript(Number(exponent))}`;
  }
  const digits = value.toFixed(decimals);
  return signed(Number(digits) === 0 ? digits.replace('-', '') : digits);
}

/** A number at its shortest: 0.46, 1, 0.0001. */
export function plain(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= LARGE || size < 1e-4)) {
    const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
    return `${signed(mantissa)} × 10${superscript(Number(exponent))}`;
  }
  return signed(String(value));
}
