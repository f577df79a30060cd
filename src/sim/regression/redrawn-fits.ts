import { mean } from 'd3-array';
import { normal } from '../normal.ts';
import type { Observations } from '../objectives/least-squares.ts';
import { random, type Seed } from '../random.ts';
import type { Run, Trace } from '../trace.ts';
import {
  type Decomposition,
  decompose,
  type Measured,
  meanSquare,
  measured,
  unbiasedParts,
} from './bias-variance.ts';
import { fitDegrees, fitPolynomial, fitRidge } from './fit-polynomial.ts';
import { type Polynomial, polynomialAt, termsTo } from './polynomials.ts';
import { TRUTHS, type TruthName, trainingSet } from './truths.ts';

/** Where fits are tested: beyond the outermost points they would have nothing to go by. */
const TESTED = { from: 0.04, to: 0.96, points: 70 } as const;
const DOMAIN = [0, 1] as const;
/** How many times as many points the larger training sets have. */
const TIMES = [2, 4, 8] as const;
/** Beyond as many terms as points: at most so many points, degrees up to so many times these, and fits of which the curve is kept. */
const BEYOND = { points: 12, degrees: 12, ratio: 1.25, kept: 12 } as const;

/** Redraws of which the new observations are kept. */
const FRESH = 60;

/** What is fitted to what. */
export interface BiasVarianceParams {
  readonly truth: TruthName;
  /** σ of the noise in every observation. */
  readonly noise: number;
  /** Observations in a training set, and how many of these there are. */
  readonly points: number;
  readonly redraws: number;
  /** Degrees of the model that is too simple and of the one that is too flexible. */
  readonly underfit: number;
  readonly overfit: number;
  /** A model of the wrong kind: the only powers that it has, and the highest. */
  readonly wrong: { readonly powers: 'even' | 'odd'; readonly degree: number };
  /** Penalties λ. */
  readonly ridge: readonly number[];
  /** Whether it goes on to degrees beyond the number of points. */
  readonly doubleDescent: boolean;
}

/** What the error of a model on new data is made of, and that error as measured. */
export interface Parts extends Pick<Decomposition, 'bias2' | 'variance' | 'noise' | 'expected'> {
  /** Mean squared error on new observations, over the redraws. */
  readonly measured: Measured;
  /** What that is above bias² + variance + noise: the luck of the new observations. */
  readonly gap: Measured;
}

/** A model, fitted to each training set: step k is the k-th of them. */
export interface ModelRun extends Run {
  readonly group: 'degree' | 'wrong' | 'data' | 'ridge' | 'beyond';
  readonly degree: number;
  readonly terms: readonly number[];
  readonly basis: Polynomial['basis'];
  /** λ; 0 for least squares. */
  readonly lambda: number;
  /** Observations in each training set. */
  readonly size: number;
  /** Coefficients of the fits; of those beyond as many terms as points, of the first few. */
  readonly fits: readonly (readonly number[])[];
  readonly parts: Parts;
}

export interface BiasVarianceFacts {
  /** Where fits are tested, and the truth there. */
  readonly grid: readonly number[];
  readonly truth: readonly number[];
  /** The training sets, in order. */
  readonly sets: readonly Observations[];
  /** New observations where fits are tested, of each of the first few redraws. */
  readonly fresh: readonly (readonly number[])[];
  /** Mean size of each coefficient of the powers of t, of the flexible model without a penalty and with each. */
  readonly sizes: readonly (readonly number[])[];
  /** The largest of the first redraw, of which the smaller ones are the beginnings. */
  readonly large: Observations;
  /** The points of each set that the fits beyond as many terms are made to, by index. */
  readonly few: readonly number[];
}

export type BiasVarianceTrace = Trace<BiasVarianceParams, ModelRun, BiasVarianceFacts>;

/** Degrees up to some times the points: all of them near as many terms as points, sparser further on. */
function degreesBeyond(points: number): readonly number[] {
  const degrees = Array.from({ length: points + 3 }, (_, k) => k + 1);
  for (let degree = (points + 3) * BEYOND.ratio; degree < BEYOND.degrees * points; degree *= BEYOND.ratio)
    degrees.push(Math.round(degree));
  return [...degrees, BEYOND.degrees * points];
}

/** Fits every model to every training set, and measures each on new observations. */
export function fitRedraws(params: BiasVarianceParams, seed: Seed): BiasVarianceTrace {
  const { truth: name, noise, points, redraws, underfit, overfit, wrong, doubleDescent } = params;
  const grid = Array.from(
    { length: TESTED.points },
    (_, i) => TESTED.from + ((TESTED.to - TESTED.from) * i) / (TESTED.points - 1),
  );
  const truth = grid.map(TRUTHS[name]);
  const largest = TIMES.at(-1) ?? 1;
  const large = Array.from({ length: redraws }, (_, n) => trainingSet(params, seed, n, largest));
  const cut = ({ x, y }: Observations, size: number): Observations => ({
    x: x.slice(0, size),
    y: y.slice(0, size),
  });
  const sets = large.map((set) => cut(set, points));
  // The same new observations for every model.
  const tests = sets.map((_, n) => {
    const next = normal(random(seed, 'test noise', n));
    return truth.map((f) => f + noise * next());
  });
  const model = (degree: number, basis: Polynomial['basis'] = 'chebyshev') => ({
    basis,
    domain: DOMAIN,
    terms: termsTo(degree),
  });

  /** A model's run, from its fit to each training set. */
  const runOf = (
    group: ModelRun['group'],
    id: string,
    fits: readonly Polynomial[],
    own: { readonly label: string; readonly lambda?: number; readonly on?: readonly Observations[] },
  ): ModelRun => {
    const { label, lambda = 0, on = sets } = own;
    const predictions = fits.map((fit) => polynomialAt(fit, grid));
    const losses = predictions.map((one, n) => meanSquare(one, tests[n] ?? []));
    const decomposed = decompose(predictions, truth, noise);
    const { noise: least, expected } = decomposed;
    const luck = losses.map((loss, n) => loss - meanSquare(predictions[n] ?? [], truth) - least);
    const [first] = fits;
    const kept = group === 'beyond' ? fits.slice(0, BEYOND.kept) : fits;
    return {
      id,
      label,
      group,
      status: 'completed',
      degree: first?.terms.at(-1) ?? 0,
      terms: first?.terms ?? [],
      basis: first?.basis ?? 'chebyshev',
      lambda,
      size: on[0]?.x.length ?? 0,
      fits: kept.map(({ coefficients }) => coefficients),
      losses,
      series: { train: fits.map((fit, n) => meanSquare(polynomialAt(fit, on[n]?.x ?? []), on[n]?.y ?? [])) },
      parts: {
        ...unbiasedParts(decomposed, redraws),
        noise: least,
        expected,
        measured: measured(losses),
        gap: measured(luck),
      },
    };
  };

  const byDegree = sets.map((set) => fitDegrees(set, model(overfit)));
  const degrees = termsTo(overfit).map((degree) =>
    runOf(
      'degree',
      `degree-${degree}`,
      byDegree.flatMap((fits) => fits[degree] ?? []),
      {
        label: `degree ${degree}`,
      },
    ),
  );
  const wrongModel = { ...model(0), terms: termsTo(wrong.degree, wrong.powers) };
  const wrongRun = runOf(
    'wrong',
    'wrong',
    sets.map((set) => fitPolynomial(set, wrongModel)),
    {
      label: `${wrong.powers} powers up to ${wrong.degree}`,
    },
  );
  const data = [overfit, underfit].flatMap((degree) =>
    TIMES.map((times) => {
      const on = large.map((set) => cut(set, points * times));
      return runOf(
        'data',
        `degree-${degree}-times-${times}`,
        on.map((set) => fitPolynomial(set, model(degree))),
        {
          label: `degree ${degree}, ${times * points} points`,
          on,
        },
      );
    }),
  );
  const lambdas = [...new Set(params.ridge)].sort((a, b) => a - b);
  const penalised = sets.map((set) => fitRidge(set, model(overfit, 'monomial'), lambdas));
  const ridge = lambdas.map((lambda, i) =>
    runOf(
      'ridge',
      `ridge-${i + 1}`,
      penalised.flatMap((fits) => fits[i] ?? []),
      {
        label: `degree ${overfit}, ridge ${lambda}`,
        lambda,
      },
    ),
  );
  const powers = sets.map((set) => fitPolynomial(set, model(overfit, 'monomial')));
  const sizes = [powers, ...lambdas.map((_, i) => penalised.flatMap((fits) => fits[i] ?? []))].map((fits) =>
    termsTo(overfit).map((k) => mean(fits, ({ coefficients }) => Math.abs(coefficients[k] ?? 0)) ?? 0),
  );
  const every = Math.ceil(points / BEYOND.points);
  const few = Array.from({ length: Math.floor(points / every) }, (_, i) => i * every);
  const thin = sets.map(({ x, y }) => ({ x: few.map((i) => x[i] ?? 0), y: few.map((i) => y[i] ?? 0) }));
  const beyond = (doubleDescent ? degreesBeyond(few.length) : []).map((degree) =>
    runOf(
      'beyond',
      `beyond-${degree}`,
      thin.map((set) => fitPolynomial(set, model(degree, 'legendre'))),
      {
        label: `degree ${degree}, ${few.length} points`,
        on: thin,
      },
    ),
  );
  return {
    film: 'bias-variance',
    params,
    seed,
    runs: [...degrees, wrongRun, ...data, ...ridge, ...beyond],
    facts: {
      grid,
      truth,
      sets,
      fresh: tests.slice(0, FRESH),
      sizes,
      large: large[0] ?? { x: [], y: [] },
      few,
    },
  };
}
