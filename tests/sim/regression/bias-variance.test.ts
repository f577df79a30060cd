import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { random } from '../../../src/sim/random.ts';
import { decompose, meanSquare, measured, unbiasedParts } from '../../../src/sim/regression/bias-variance.ts';
import { fitDegrees, fitPolynomial, fitRidge } from '../../../src/sim/regression/fit-polynomial.ts';
import { triangular } from '../../../src/sim/regression/householder.ts';
import { type Basis, designOf, polynomialAt, termsTo } from '../../../src/sim/regression/polynomials.ts';
import { leastNorm, singularValues } from '../../../src/sim/regression/singular-values.ts';
import { noisySample, TRUTHS, trainingSet } from '../../../src/sim/regression/truths.ts';
import { readOracle, within } from '../../helpers/oracles.ts';

const numbers = z.array(z.number());
const result = z.object({
  degree: z.number(),
  lambda: z.number().optional(),
  bias2: z.number(),
  variance: z.number(),
  mse_to_truth: z.number(),
  expected_test_error: z.number(),
  mean_prediction: numbers,
  pointwise_bias2: numbers,
  pointwise_variance: numbers,
});
const fit = z.object({
  degree: z.number(),
  train_mse: z.number(),
  test_mse: z.number(),
  monomial_t_coefficients: numbers,
  grid_predictions: numbers,
});
const oracle = z
  .object({
    header: z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) }),
    sigma: z.number(),
    data: z.object({
      domain: z.tuple([z.number(), z.number()]),
      x_train: numbers,
      y_train: numbers,
      x_test: numbers,
      y_test: numbers,
      x_grid: numbers,
      f_grid: numbers,
    }),
    least_squares: z.array(
      fit.extend({ condition_number_chebyshev: z.number(), chebyshev_t_coefficients: numbers }),
    ),
    ridge: z.array(fit.extend({ lambda: z.number() })),
    bias_variance: z.object({
      grid: numbers,
      f_grid: numbers,
      datasets: z.array(z.object({ x: numbers, y: numbers })),
      results: z.array(result),
    }),
  })
  .parse(readOracle('bias-variance'));

const { tolerance } = oracle.header;
const { domain, x_train, y_train, x_test, y_test, x_grid, f_grid } = oracle.data;
const samples = { x: x_train, y: y_train };
const model = (basis: Basis, degree: number) => ({ basis, domain, terms: termsTo(degree) });
/** Places at which two lists differ by more than the oracle allows, which is a share of the list's largest. */
const off = (got: readonly number[], want: readonly number[]): readonly number[] => {
  expect(got.length).toBe(want.length);
  const most = Math.max(...want.map(Math.abs));
  return [...want.keys()].filter(
    (i) => !(Math.abs((got[i] ?? Number.NaN) - (want[i] ?? 0)) <= tolerance.abs + tolerance.rel * most),
  );
};
const near = (got: number, want: number): boolean => within(got, want, tolerance);

describe('polynomials of least squares', () => {
  it.each(oracle.least_squares)('of degree $degree have the exact coefficients in either basis', (want) => {
    const monomial = fitPolynomial(samples, model('monomial', want.degree));
    const chebyshev = fitPolynomial(samples, model('chebyshev', want.degree));
    expect(off(monomial.coefficients, want.monomial_t_coefficients)).toEqual([]);
    expect(off(chebyshev.coefficients, want.chebyshev_t_coefficients)).toEqual([]);
    for (const one of [monomial, chebyshev, fitPolynomial(samples, model('legendre', want.degree))]) {
      expect(off(polynomialAt(one, x_grid), want.grid_predictions)).toEqual([]);
      expect(near(meanSquare(polynomialAt(one, x_train), y_train), want.train_mse)).toBe(true);
      expect(near(meanSquare(polynomialAt(one, x_test), y_test), want.test_mse)).toBe(true);
    }
    const values = singularValues(designOf(x_train, model('chebyshev', want.degree)));
    const condition = (values[0]?.value ?? 0) / (values.at(-1)?.value ?? 0);
    expect(Number(condition.toPrecision(4))).toBe(want.condition_number_chebyshev);
  });

  it('of all degrees come out of one factorisation as they do one by one', () => {
    fitDegrees(samples, model('chebyshev', 15)).forEach((one, degree) => {
      const alone = fitPolynomial(samples, model('chebyshev', degree)).coefficients;
      expect(off(one.coefficients, alone)).toEqual([]);
    });
  });

  it('by singular values are those by reflections', () => {
    const design = designOf(x_train, model('monomial', 15));
    const { monomial_t_coefficients: want = [] } = oracle.least_squares.at(-1) ?? {};
    expect(off(leastNorm(design, y_train), want)).toEqual([]);
  });
});

describe('ridge regression', () => {
  it.each(oracle.ridge)('of degree $degree, λ = $lambda, over monomials', (want) => {
    const [one] = fitRidge(samples, model('monomial', want.degree), [want.lambda]);
    if (one === undefined) throw new Error('no fit');
    expect(off(one.coefficients, want.monomial_t_coefficients)).toEqual([]);
    expect(off(polynomialAt(one, x_grid), want.grid_predictions)).toEqual([]);
    expect(near(meanSquare(polynomialAt(one, x_train), y_train), want.train_mse)).toBe(true);
    expect(near(meanSquare(polynomialAt(one, x_test), y_test), want.test_mse)).toBe(true);
  });

  it('of λ = 0 is least squares, and of a huge one the mean', () => {
    const [none, huge] = fitRidge(samples, model('monomial', 9), [0, 1e12]);
    expect(none?.coefficients).toEqual(fitPolynomial(samples, model('monomial', 9)).coefficients);
    const mean = y_train.reduce((sum, y) => sum + y, 0) / y_train.length;
    expect(polynomialAt(huge ?? { ...model('monomial', 0), coefficients: [] }, [0.3])[0]).toBeCloseTo(
      mean,
      6,
    );
  });
});

describe('more terms than samples', () => {
  const few = { x: x_train.filter((_, i) => i % 2 === 0), y: y_train.filter((_, i) => i % 2 === 0) };

  it.each(['monomial', 'chebyshev', 'legendre'] as const)(
    'are fitted by the least norm, over %s',
    (basis) => {
      const wide = model(basis, 30);
      const { coefficients } = fitPolynomial(few, wide);
      const design = designOf(few.x, wide);
      // It goes through every sample …
      expect(meanSquare(polynomialAt({ ...wide, coefficients }, few.x), few.y)).toBeLessThan(1e-18);
      // … and is a combination of the rows: what is left of it by their projection is nothing.
      const rows = few.x.map((_, i) => design.map((column) => column[i] ?? 0));
      const along = leastNorm(rows, coefficients);
      const projected = coefficients.map((_, k) =>
        rows.reduce((sum, row, i) => sum + (row[k] ?? 0) * (along[i] ?? 0), 0),
      );
      expect(off(projected, coefficients)).toEqual([]);
    },
  );

  it('or samples at one place, are seen by their triangle', () => {
    const twice = { x: [0.2, 0.2, 0.7], y: [1, 3, 4] };
    expect(triangular(designOf(twice.x, model('monomial', 2)), twice.y).full).toBe(false);
    const one = fitPolynomial(twice, model('monomial', 2));
    expect(polynomialAt(one, [0.2, 0.7]).map((y) => Number(y.toFixed(9)))).toEqual([2, 4]);
  });
});

describe('bias and variance', () => {
  const { grid, f_grid: truth, datasets, results } = oracle.bias_variance;

  it.each(results)('of degree $degree, λ = $lambda, over the data sets of the oracle', (want) => {
    const fits = datasets.map((data) =>
      want.lambda === undefined
        ? fitPolynomial(data, model('chebyshev', want.degree))
        : (fitRidge(data, model('monomial', want.degree), [want.lambda])[0] ?? {
            ...model('monomial', 0),
            coefficients: [],
          }),
    );
    const predictions = fits.map((one) => polynomialAt(one, grid));
    const got = decompose(predictions, truth, oracle.sigma);
    expect(near(got.bias2, want.bias2)).toBe(true);
    expect(near(got.variance, want.variance)).toBe(true);
    expect(near(got.expected, want.expected_test_error)).toBe(true);
    expect(off(got.meanPrediction, want.mean_prediction)).toEqual([]);
    expect(off(got.pointwiseBias2, want.pointwise_bias2)).toEqual([]);
    expect(off(got.pointwiseVariance, want.pointwise_variance)).toEqual([]);
    const apart = measured(predictions.map((one) => meanSquare(one, truth))).mean;
    expect(near(apart, want.mse_to_truth)).toBe(true);
  });

  it('the wave is the function of the oracle', () => {
    expect(off(x_grid.map(TRUTHS.wave), f_grid)).toEqual([]);
  });
});

describe('training sets', () => {
  it('have one sample in each part, and are larger by more of them', () => {
    const set = { truth: 'wave', noise: 0.25, points: 24 } as const;
    const [small, large] = [trainingSet(set, '1', 3), trainingSet(set, '1', 3, 4)];
    expect(small.x.map((x) => Math.floor(24 * x))).toEqual([...small.x.keys()]);
    expect(large.x.slice(0, 24)).toEqual(small.x);
    expect(large.y.slice(0, 24)).toEqual(small.y);
    expect(large.x.length).toBe(96);
    expect(trainingSet(set, '1', 4).x).not.toEqual(small.x);
  });

  it('scatter around the truth by their σ', () => {
    const { x, y } = noisySample('bell', 4000, 0.5, random('1', 'scatter'));
    expect(meanSquare(y, x.map(TRUTHS.bell))).toBeCloseTo(0.25, 1);
  });
});

it('the scatter of a mean over fits is variance, not bias', () => {
  const next = random('unbiased parts', '0');
  const truth = [1, -2, 0.5];
  const parts = Array.from({ length: 400 }, () => {
    const fits = Array.from({ length: 10 }, () => truth.map((f) => f + 0.3 + (next() - 0.5)));
    const decomposed = decompose(fits, truth, 0);
    const own = unbiasedParts(decomposed, 10);
    expect(own.bias2 + own.variance).toBeCloseTo(decomposed.bias2 + decomposed.variance, 12);
    return own;
  });
  const averaged = (of: (one: (typeof parts)[number]) => number): number =>
    parts.reduce((sum, one) => sum + of(one), 0) / parts.length;
  expect(averaged(({ bias2 }) => bias2)).toBeCloseTo(0.09, 2);
  expect(averaged(({ variance }) => variance)).toBeCloseTo(1 / 12, 2);
  expect(unbiasedParts({ bias2: 0.01, variance: 1 }, 100).bias2).toBe(0);
});
