import { symmetricEigen } from './symmetric-eigen.ts';

/** Rows of equal length: one sample each. */
export type Samples = readonly ArrayLike<number>[];

/** A linear projection fitted to samples, applicable to any others. */
export interface Pca {
  readonly mean: readonly number[];
  /** The divisor of each centred feature: ones, or population standard deviations if standardised. */
  readonly scale: readonly number[];
  /** Unit vectors in feature space, in order of decreasing variance. */
  readonly components: readonly (readonly number[])[];
  /** Variance along each component (divisor n − 1). */
  readonly explainedVariance: readonly number[];
  /** The same as a fraction of the total variance. */
  readonly explainedVarianceRatio: readonly number[];
  /** All eigenvalues of the covariance matrix, decreasing. */
  readonly eigenvalues: readonly number[];
}

/** Flips a vector's sign so that its entry of largest magnitude is positive (the first one if there are ties). */
function signed(vector: readonly number[]): readonly number[] {
  const largest = vector.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
  return largest < 0 ? vector.map((x) => -x + 0) : vector;
}

/**
 * Principal component analysis, fitted once: the eigenvectors of the covariance matrix
 *
 *     C = Σ (x − μ)(x − μ)ᵀ / (n − 1)
 *
 * x → a row of `samples`, μ → `mean`, eigenvectors → `components`, eigenvalues → `explainedVariance`. Sign rule: in
 * every component the entry of largest magnitude is positive. Up to that rule, the same numbers as scikit-learn's `PCA`
 * (preceded by `StandardScaler` if standardised).
 *
 * @param samples at least two rows
 * @param count of components to keep; no more than there are features
 * @param options with `standardise`, divide each feature by its population standard deviation first
 * @throws RangeError for fewer than two rows, too many components, or rows of different length
 */
export function fitPca(
  samples: Samples,
  count: number,
  { standardise = false }: { readonly standardise?: boolean } = {},
): Pca {
  const n = samples.length;
  const d = samples[0]?.length ?? 0;
  if (n < 2) throw new RangeError(`fitPca: ${n} samples; at least two are needed`);
  if (count > d) throw new RangeError(`fitPca: ${count} components of ${d} features`);
  if (samples.some((row) => row.length !== d)) throw new RangeError('fitPca: rows of different length');

  const mean = new Float64Array(d);
  for (const row of samples) for (let j = 0; j < d; j += 1) mean[j] = (mean[j] ?? 0) + (row[j] ?? 0);
  for (let j = 0; j < d; j += 1) mean[j] = (mean[j] ?? 0) / n;

  const sums = Array.from({ length: d }, () => new Float64Array(d));
  const centred = new Float64Array(d);
  for (const row of samples) {
    for (let j = 0; j < d; j += 1) centred[j] = (row[j] ?? 0) - (mean[j] ?? 0);
    for (let i = 0; i < d; i += 1) {
      const [line, x] = [sums[i], centred[i] ?? 0];
      if (line !== undefined) for (let j = i; j < d; j += 1) line[j] = (line[j] ?? 0) + x * (centred[j] ?? 0);
    }
  }
  const scale = sums.map((line, i) => {
    const deviation = Math.sqrt((line[i] ?? 0) / n);
    return standardise && deviation > 0 ? deviation : 1;
  });
  const covariance = sums.map((line, i) =>
    Array.from(line, (sum, j) => sum / (n - 1) / ((scale[i] ?? 1) * (scale[j] ?? 1))),
  );
  const pairs = symmetricEigen(covariance);
  const eigenvalues = pairs.map(({ value }) => value);
  const total = covariance.reduce((sum, line, i) => sum + (line[i] ?? 0), 0);
  const kept = pairs.slice(0, count);
  return {
    mean: Array.from(mean),
    scale,
    components: kept.map(({ vector }) => signed(vector)),
    explainedVariance: kept.map(({ value }) => value),
    explainedVarianceRatio: kept.map(({ value }) => (total > 0 ? value / total : 0)),
    eigenvalues,
  };
}

/** A sample projected onto the components: (x − μ) / scale · component, one number for each. */
export const projectPca = ({ mean, scale, components }: Pca, sample: ArrayLike<number>): readonly number[] =>
  components.map((component) =>
    component.reduce(
      (sum, weight, j) => sum + (((sample[j] ?? 0) - (mean[j] ?? 0)) / (scale[j] ?? 1)) * weight,
      0,
    ),
  );
