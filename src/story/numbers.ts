/**
 * Numbers as a film writes them, before they get the decimal mark of a language. Only `toFixed`, `toPrecision`,
 * `toExponential` and the shortest form of a double are used, which JavaScript specifies digit by digit; no locale is
 * involved.
 */

/** The typographic minus sign, U+2212. */
const MINUS = '−';

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** A whole number as an exponent: ⁻⁴. */
const superscript = (exponent: number): string =>
  [...String(exponent)].map((digit) => (digit === '-' ? '⁻' : (SUPERSCRIPTS[Number(digit)] ?? ''))).join('');

const signed = (digits: string): string => digits.replace('-', MINUS);

/** Numbers from here on are written in scientific notation. */
const LARGE = 1e5;

/**
 * A number with a fixed number of decimals, e.g. −1.5500; very large ones as 1.2 × 10⁵.
 *
 * @param value finite
 */
export function fixed(value: number, decimals: number): string {
  if (Math.abs(value) >= LARGE) return scientific(value, 1);
  const digits = value.toFixed(decimals);
  return signed(Number(digits) === 0 ? digits.replace('-', '') : digits);
}

/** A number in scientific notation with a fixed number of decimals: 5.2 × 10⁻⁴. @param value finite */
export function scientific(value: number, decimals: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(decimals).split('e');
  return `${signed(mantissa)} × 10${superscript(Number(exponent))}`;
}

/** A power of ten, short enough for an axis: 100, 0.01, 10⁻⁴. */
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

/** A number at its shortest, with at most the given number of significant digits. */
export const significant = (value: number, digits: number): string =>
  plain(Number(value.toPrecision(digits)));

/** A learning rate: at most five significant digits, three for very small ones. */
export const rate = (value: number): string => significant(value, value < 1e-3 ? 3 : 5);

/** Learning rates as {@link rate} writes them, but with as many digits as it takes to tell different ones apart. */
export function ratesApart(values: readonly number[]): readonly string[] {
  const different = new Set(values).size;
  for (let digits = 5; digits <= 17; digits += 1) {
    const written = values.map((value) => (digits === 5 ? rate(value) : significant(value, digits)));
    if (new Set(written).size === different) return written;
  }
  return values.map(plain);
}

/** The number that {@link times} writes. */
export function roundedTimes(ratio: number): number {
  if (ratio >= LARGE) return Number(ratio.toPrecision(2));
  return ratio >= 10 ? Math.round(ratio) : Number(ratio.toFixed(1));
}

/** A ratio: a whole number from ten on, below that one decimal, for very large ones two significant digits. */
export const times = (ratio: number): string => plain(roundedTimes(ratio));

/** A value in two digits, with the zeros that belong to it: 0.26, 0.075, 3.1; whole numbers from ten on. */
export function twoDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 10 || size < 1e-4) return size < 1e-4 ? fixed(value, 4) : fixed(value, 0);
  return fixed(value, size >= 1 ? 1 : size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4);
}

/** A value of any magnitude, with about three significant digits. */
export function graded(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000 || (size < 0.001 && size > 0)) return scientific(value, 1);
  return fixed(value, decimalsOf(value));
}

/** Decimals of {@link graded} and {@link logged}. */
const decimalsOf = (value: number): number => {
  const size = Math.abs(value);
  return size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
};

/** A value from a log: as {@link graded}, but thousands as whole numbers. */
export const logged = (value: number): string => (isThousands(value) ? fixed(value, 0) : graded(value));
const isThousands = (value: number): boolean => Math.abs(value) >= 1000 && Math.abs(value) < LARGE;

/** The number that {@link logged} writes: what is printed alike is alike. */
export const loggedValue = (value: number): number =>
  isThousands(value) ? Number(value.toFixed(0)) : gradedValue(value);

/** The difference of two values as {@link logged} writes them, so that the three add up as written. */
export function loggedDifference(from: number, to: number): string {
  const [a, b] = [loggedValue(from), loggedValue(to)];
  const isPower = [a, b].some((one) => one !== 0 && (Math.abs(one) < 0.001 || Math.abs(one) >= LARGE));
  return isPower ? graded(b - a) : fixed(b - a, Math.max(decimalsOf(a), decimalsOf(b)));
}

/** Numbers ≥ 0 rounded to one place, and their sum, so that they add up as written. */
export interface Summed {
  /** The numbers as written stand for these. */
  readonly parts: readonly number[];
  readonly sum: number;
  /** Writes one of them, or their sum. */
  readonly write: (value: number) => string;
}

/**
 * Numbers as they are written beside their sum: all to the place that {@link graded} gives it, one more below 0.01; very large
 * ones in its power of ten.
 */
export function summed(values: readonly number[]): Summed {
  const total = values.reduce((sum, value) => sum + value, 0);
  const power = total >= LARGE ? Math.floor(Number(total.toExponential(2).split('e')[1])) : 0;
  const unit = Number(`1e${power}`);
  const decimals = power > 0 ? 2 : decimalsOf(total) + (total < 0.01 ? 1 : 0);
  const parts = values.map((value) => Number((value / unit).toFixed(decimals)));
  const sum = Number(parts.reduce((all, part) => all + part, 0).toFixed(decimals));
  return {
    parts: parts.map((part) => part * unit),
    sum: sum * unit,
    write: (value) =>
      power > 0 ? `${fixed(value / unit, decimals)} × 10${superscript(power)}` : fixed(value, decimals),
  };
}

/** The number that {@link graded} writes: what is printed alike is alike. */
export function gradedValue(value: number): number {
  const size = Math.abs(value);
  if (size >= 1000 || (size < 0.001 && size > 0)) return Number(value.toExponential(1));
  return Number(value.toFixed(decimalsOf(value)));
}

/**
 * A fraction as a percentage: at its shortest with at most one decimal, or with a given number of decimals, plus one if
 * it would otherwise be rounded to 0 or 100.
 */
export function percent(share: number, decimals: number | null): string {
  if (decimals === null) return plain(Number((100 * share).toFixed(1)));
  const rounded = fixed(100 * share, decimals);
  const misleads = (Number(rounded) === 100 && share < 1) || (Number(rounded) === 0 && share > 0);
  return misleads ? fixed(100 * share, decimals + 1) : rounded;
}
