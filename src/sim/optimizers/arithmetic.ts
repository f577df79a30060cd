import type { Precision, Semantics } from '../frameworks/framework.ts';
import { exp, integerPower, ln } from '../maths.ts';

/** Rounds the result of one operation to a format. */
export type Round = (x: number) => number;

/** No rounding but that of doubles. */
export const exact: Round = (x) => x;

/** The rounding after each operation in a precision: none in double, `Math.fround` in single. */
export const rounding = (precision: Precision): Round => (precision === 'float32' ? Math.fround : exact);

/** The distance from 1 to the next number. */
export const machineEpsilon = (precision: Precision): number =>
  precision === 'float32' ? 1.1920928955078125e-7 : Number.EPSILON;

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The nearest bfloat16 (8 bits of significand), ties to even; like PyTorch it passes through single precision. */
export function bfloat16(x: number): number {
  single[0] = x;
  const pattern = bits[0] ?? 0;
  if ((pattern & 0x7f800000) === 0x7f800000) return x;
  bits[0] = ((pattern + 0x7fff + ((pattern >>> 16) & 1)) & 0xffff0000) >>> 0;
  return single[0] ?? Number.NaN;
}

/** ∛x. @param x ≥ 0 */
export function cubeRoot(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x;
  const root = exp(ln(x) / 3);
  return root - (root * root * root - x) / (3 * root * root);
}

/** βᵗ as JAX raises a Python number to a whole power: by squaring, each product rounded. @param t ≥ 1 */
export function bySquaring(beta: number, t: number, round: Round): number {
  let [power, square] = [1, round(beta)];
  for (let left = t; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = round(power * square);
    square = round(square * square);
  }
  return power;
}

/**
 * 1 − βᵗ, by which a running mean of t values falls short. PyTorch takes it in double whatever the parameters are. In
 * single precision the others round β first and lose the digits of 1 − 0.999ᵗ: Keras and Optax round the power once,
 * tfjs each of t products.
 *
 * @param t number of values so far, ≥ 1
 */
export function correction(semantics: Semantics, round: Round, beta: number, t: number): number {
  if (semantics === 'pytorch' || round === exact) return 1 - integerPower(beta, t);
  if (semantics !== 'tfjs') return round(1 - round(integerPower(round(beta), t)));
  let product = round(beta);
  for (let i = 1; i < t; i += 1) product = round(product * round(beta));
  return round(1 - product);
}

/** √(Σ v²) of a list. */
export function norm(values: readonly number[], round: Round): number {
  let sum = 0;
  for (const value of values) sum = round(sum + round(value * value));
  return round(Math.sqrt(sum));
}

/** How a library's sums are ordered and divided, which shows in single precision. */
export type Summing = 'plain' | 'jax' | 'jax in halves';

/**
 * The mean of a list.
 *
 * @param round of each value, each sum and the mean
 * @param summing JAX' compiler multiplies by 1/n, and may add an even number of values in two halves
 */
export function meanOf(values: readonly number[], round: Round, summing: Summing = 'plain'): number {
  const inHalves = summing === 'jax in halves' && values.length % 2 === 0;
  const length = inHalves ? values.length / 2 : values.length;
  let total = 0;
  for (let first = 0; first < values.length; first += length) {
    let sum = 0;
    for (const value of values.slice(first, first + length)) sum = round(sum + round(value));
    total = round(total + sum);
  }
  return summing === 'plain' ? round(total / values.length) : round(total * round(1 / values.length));
}
