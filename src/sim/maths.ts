/**
 * The only transcendental functions in this codebase. The built-in ones differ in the last bit between
 * engines; these are plain IEEE arithmetic and give the same double everywhere.
 */
import stdlibExp from '@stdlib/math-base-special-exp';
import stdlibLn from '@stdlib/math-base-special-ln';

/** eˣ. @param x any double @returns e to the power x */
export const exp = (x: number): number => stdlibExp(x);

/** Natural logarithm. @param x ≥ 0 @returns ln x (−∞ at 0, NaN below) */
export const ln = (x: number): number => stdlibLn(x);

/** Decimal logarithm, ln x / ln 10. @param x ≥ 0 */
export const log10 = (x: number): number => stdlibLn(x) / Math.LN10;

/** `base` multiplied by itself `exponent` times: a running product. @param exponent whole number ≥ 0 */
export function integerPower(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i += 1) product *= base;
  return product;
}

/** 10ⁿ for whole n, as the decimal literal reads (`1e-3`, not 0.1 · 0.1 · 0.1). @param n whole number */
export const powerOfTen = (n: number): number => Number(`1e${n}`);

/** `value` clamped to `low` … `high`. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

/** Linear interpolation from `a` (t = 0) to `b` (t = 1). */
export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;
