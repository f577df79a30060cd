import type { Interval } from '../interval.ts';
import type { Columns } from './householder.ts';

/** In what a polynomial's coefficients are: powers of t, Chebyshev's polynomials Tₖ(t), or Legendre's Pₖ(t). */
export type Basis = (typeof BASES)[number];
/** The names of all bases. */
export const BASES = ['monomial', 'chebyshev', 'legendre'] as const;

/** A polynomial on an interval: Σ coefficients[i] · φ(t) with φ of degree `terms[i]`, and t = −1 … 1 on the domain. */
export interface Polynomial {
  readonly basis: Basis;
  readonly domain: Interval;
  /** The degrees that it has, ascending: 0, 1, 2, … unless some are left out. */
  readonly terms: readonly number[];
  readonly coefficients: readonly number[];
}

/** The degrees 0 … `degree`, all of them or the even or the odd; a constant is always among them. */
export const termsTo = (degree: number, powers: 'all' | 'even' | 'odd' = 'all'): readonly number[] =>
  Array.from({ length: degree + 1 }, (_, k) => k).filter(
    (k) => k === 0 || powers === 'all' || (k % 2 === 0) === (powers === 'even'),
  );

/** t = (2x − low − high) / (high − low). */
const within = (x: number, [low, high]: Interval): number => (2 * x - low - high) / (high - low);

/**
 * The basis functions of degrees 0 … `degree` at t, each from the two before it:
 *
 *     tᵏ = t · tᵏ⁻¹,  Tₖ = 2t Tₖ₋₁ − Tₖ₋₂,  k Pₖ = (2k − 1) t Pₖ₋₁ − (k − 1) Pₖ₋₂
 */
function basisAt(basis: Basis, degree: number, t: number): readonly number[] {
  const values = [1, t];
  for (let k = 2; k <= degree; k += 1) {
    const [one = 0, two = 0] = [values[k - 1], values[k - 2]];
    values.push(
      basis === 'monomial'
        ? t * one
        : basis === 'chebyshev'
          ? 2 * t * one - two
          : ((2 * k - 1) * t * one - (k - 1) * two) / k,
    );
  }
  return values;
}

/** The matrix whose columns are the basis functions of some degrees at some x. */
export function designOf(
  x: readonly number[],
  { basis, domain, terms }: Omit<Polynomial, 'coefficients'>,
): Columns {
  const rows = x.map((at) => basisAt(basis, terms.at(-1) ?? 0, within(at, domain)));
  return terms.map((k) => rows.map((row) => row[k] ?? 0));
}

/** Values of a polynomial: of a fit on its domain, or beyond. */
export function polynomialAt(
  { basis, domain, terms, coefficients }: Polynomial,
  x: readonly number[],
): readonly number[] {
  return x.map((at) => {
    const values = basisAt(basis, terms.at(-1) ?? 0, within(at, domain));
    return terms.reduce((sum, k, i) => sum + (coefficients[i] ?? 0) * (values[k] ?? 0), 0);
  });
}
