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

/** ln(1 + x), right for small x too. @param x > −1 */
export function log1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 || sum === Number.POSITIVE_INFINITY ? x : (stdlibLn(sum) * x) / (sum - 1);
}

/** eˣ − 1, right for small x too. @param x any double */
export function expm1(x: number): number {
  const whole = stdlibExp(x);
  if (whole === 1) return x;
  return x > 36 || x < -36 ? whole - 1 : ((whole - 1) * x) / stdlibLn(whole);
}

/** Where the series of erf gives way to the continued fraction of erfc, and the terms of that. */
const [FAR, FRACTIONS] = [2.5, 60];

/**
 * The complementary error function 1 − erf x = 2/√π ∫ₓ^∞ e^(−t²) dt, to about 1e-15. Near 0 by the series
 * erf x = 2/√π e^(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 ⋯ (2n + 1)), far out by Laplace's continued fraction.
 * Source: Abramowitz and Stegun 7.1.6, 7.1.14.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  const scale = stdlibExp(-x * x) / Math.sqrt(Math.PI);
  if (x < FAR) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n += 1) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * scale * sum;
  }
  let below = x;
  for (let n = FRACTIONS; n > 0; n -= 1) below = x + n / 2 / below;
  return scale / below;
}

/** `base` multiplied by itself `exponent` times: a running product. @param exponent whole number ≥ 0 */
export function integerPower(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i += 1) product *= base;
  return product;
}

/** baseˣ for any x: a running product while x is a small whole number. @param base > 0 */
export const power = (base: number, x: number): number =>
  Number.isInteger(x) && x >= 0 && x <= 4096 ? integerPower(base, x) : exp(x * ln(base));

/** cos(π t), exact at multiples of ½; otherwise right to about 1e-16. @param t any finite number */
export function cosPi(t: number): number {
  const turn = Math.abs(t) % 2;
  const half = turn > 1 ? 2 - turn : turn;
  if (half > 0.5) return -cosPi(1 - half);
  // Taylor series on 0 … ¼, of the cosine or of the sine of what is left to ½.
  const [angle, first] = half <= 0.25 ? [Math.PI * half, 0] : [Math.PI * (0.5 - half), 1];
  let term = first === 0 ? 1 : angle;
  let sum = 0;
  for (let n = first; n < 22; n += 2) {
    sum += term;
    term *= -(angle * angle) / ((n + 1) * (n + 2));
  }
  return sum;
}

/** 10ⁿ for whole n, as the decimal literal reads (`1e-3`, not 0.1 · 0.1 · 0.1). @param n whole number */
export const powerOfTen = (n: number): number => Number(`1e${n}`);

/** `value` clamped to `low` … `high`. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

/** Linear interpolation from `a` (t = 0) to `b` (t = 1). */
export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;
