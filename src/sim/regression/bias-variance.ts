import { deviation, mean } from 'd3-array';

/** What the expected squared error of a model on new data consists of, over the test points. */
export interface Decomposition {
  /** Mean over the points of (mean prediction − truth)². */
  readonly bias2: number;
  /** Mean over the points of the variance of the predictions, with divisor D, the number of fits. */
  readonly variance: number;
  /** σ² of the observations: no model gets below it. */
  readonly noise: number;
  /** bias² + variance + noise. */
  readonly expected: number;
  readonly meanPrediction: readonly number[];
  readonly pointwiseBias2: readonly number[];
  readonly pointwiseVariance: readonly number[];
}

const averaged = (values: readonly number[]): number => mean(values) ?? 0;

/**
 * Bias², variance and noise of a model from its fits to many training sets:
 *
 *     E (y − p(x))² = (E p(x) − f(x))² + E (p(x) − E p(x))² + σ²
 *
 * bias² + variance is the mean squared distance of the fits from the truth, exactly; the noise of new data comes on top. (Geman,
 * Bienenstock and Doursat 1992.)
 *
 * @param predictions of each fit, at the test points; @param truth f at these; @param sigma of the noise
 */
export function decompose(
  predictions: readonly (readonly number[])[],
  truth: readonly number[],
  sigma: number,
): Decomposition {
  const meanPrediction = truth.map((_, i) => averaged(predictions.map((one) => one[i] ?? 0)));
  const pointwiseBias2 = truth.map((f, i) => {
    const off = (meanPrediction[i] ?? 0) - f;
    return off * off;
  });
  const pointwiseVariance = meanPrediction.map((middle, i) =>
    averaged(
      predictions.map((one) => {
        const off = (one[i] ?? 0) - middle;
        return off * off;
      }),
    ),
  );
  const [bias2, variance, noise] = [averaged(pointwiseBias2), averaged(pointwiseVariance), sigma * sigma];
  const expected = bias2 + variance + noise;
  return { bias2, variance, noise, expected, meanPrediction, pointwiseBias2, pointwiseVariance };
}

/**
 * Estimates of bias² and variance without the bias of {@link decompose}'s: the mean of D fits scatters, too, by s²/D, which is
 * in its bias². That goes over to the variance, s² with divisor D − 1; their sum stays. Bias² is not let below 0.
 *
 * @param fits D, at least 2
 */
export function unbiasedParts(
  { bias2, variance }: Pick<Decomposition, 'bias2' | 'variance'>,
  fits: number,
): Pick<Decomposition, 'bias2' | 'variance'> {
  const own = Math.max(0, bias2 - variance / (fits - 1));
  return { bias2: own, variance: bias2 + variance - own };
}

/** A mean over independent repetitions, and its standard error; 0 for one of them. */
export interface Measured {
  readonly mean: number;
  readonly error: number;
}

/** The mean of independent measurements with its standard error, deviation / √n. */
export const measured = (values: readonly number[]): Measured => ({
  mean: averaged(values),
  error: (deviation(values) ?? 0) / Math.sqrt(values.length),
});

/** Mean squared distance of two lists. */
export const meanSquare = (a: readonly number[], b: readonly number[]): number =>
  averaged(
    a.map((value, i) => {
      const off = value - (b[i] ?? 0);
      return off * off;
    }),
  );
