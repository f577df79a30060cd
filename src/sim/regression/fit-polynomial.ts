import type { Observations } from '../objectives/least-squares.ts';
import { solved, triangular } from './householder.ts';
import { designOf, type Polynomial } from './polynomials.ts';
import { filtered, leastNorm, singularValues } from './singular-values.ts';

/** What is fitted: a polynomial without its coefficients. */
export type PolynomialModel = Omit<Polynomial, 'coefficients'>;

/**
 * The polynomial of least squares, Σ (y − p(x))² at its least: by QR where its terms are independent on the samples, else,
 * and if there are more terms than samples, the one of least Σ cₖ² in its basis (the constant's c₀ among them), by singular
 * values, as `numpy.linalg.lstsq` gives it. Never by normal equations.
 */
export function fitPolynomial({ x, y }: Observations, model: PolynomialModel): Polynomial {
  const design = designOf(x, model);
  const factors = design.length > x.length ? null : triangular(design, y);
  return { ...model, coefficients: factors?.full ? solved(factors) : leastNorm(design, y) };
}

/** The fits of degrees 0, 1, … up to that of a model that has all of them, from one factorisation. As {@link fitPolynomial} each. */
export function fitDegrees(samples: Observations, model: PolynomialModel): readonly Polynomial[] {
  const { x, y } = samples;
  const factors = model.terms.length > x.length ? null : triangular(designOf(x, model), y);
  return model.terms.map((_, k) => {
    const own = { ...model, terms: model.terms.slice(0, k + 1) };
    return factors?.full ? { ...own, coefficients: solved(factors, k + 1) } : fitPolynomial(samples, own);
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Ridge regression for several λ from one decomposition: Σ (y − p(x))² + λ Σ cₖ² at its least, over the coefficients in the
 * model's basis. Sums, not means, and the constant is not penalised, as in scikit-learn's `Ridge`: means are taken off the
 * samples and the columns, and the constant makes up for them. λ = 0 is least squares, as {@link fitPolynomial}.
 *
 * @param lambdas ≥ 0 each
 */
export function fitRidge(
  samples: Observations,
  model: PolynomialModel,
  lambdas: readonly number[],
): readonly Polynomial[] {
  const { x, y } = samples;
  const constant = model.terms[0] === 0;
  const design = designOf(x, model).slice(constant ? 1 : 0);
  const centres = design.map((column) => (constant ? mean(column) : 0));
  const level = constant ? mean(y) : 0;
  const singular = singularValues(
    design.map((column, k) => column.map((entry) => entry - (centres[k] ?? 0))),
  );
  const above = y.map((value) => value - level);
  return lambdas.map((lambda) => {
    if (lambda === 0 || design.length === 0) return fitPolynomial(samples, model);
    const rest = filtered(singular, above, lambda);
    const offset = centres.reduce((left, centre, k) => left - centre * (rest[k] ?? 0), level);
    return { ...model, coefficients: constant ? [offset, ...rest] : rest };
  });
}
