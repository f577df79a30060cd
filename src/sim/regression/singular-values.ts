import { type Columns, EPSILON } from './householder.ts';

/** A singular value with its vectors: A v = value · u. Where it is 0, so is u. */
export interface Singular {
  readonly value: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

const MAX_SWEEPS = 60;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};
const transposed = (columns: Columns): Columns =>
  (columns[0] ?? []).map((_, i) => columns.map((column) => column[i] ?? 0));

/**
 * The singular value decomposition by one-sided Jacobi rotations (Hestenes): pairs of columns are turned until all are at
 * right angles; then their lengths are the singular values, small ones to full relative accuracy. With α = aₚ·aₚ, β = a_q·a_q,
 * γ = aₚ·a_q:
 *
 *     ζ = (β − α) / 2γ,  t = sgn ζ / (|ζ| + √(1 + ζ²)),  c = 1 / √(1 + t²),  s = c t
 *
 * A matrix wider than high is decomposed as its transpose. Basic arithmetic and square roots only: the same bits in every
 * engine. (Golub and Van Loan, Matrix Computations, 8.6.3.)
 *
 * @param columns of A, finite
 * @returns in order of decreasing value; the signs of the vectors are arbitrary
 */
export function singularValues(columns: Columns): readonly Singular[] {
  if (columns.length > (columns[0]?.length ?? 0))
    return singularValues(transposed(columns)).map(({ value, left, right }) => ({
      value,
      left: right,
      right: left,
    }));
  const n = columns.length;
  const a = columns.map((column) => Float64Array.from(column));
  const v = columns.map((_, j) => Float64Array.from({ length: n }, (_, i) => (i === j ? 1 : 0)));
  const turn = (p: Float64Array, q: Float64Array, c: number, s: number): void => {
    for (let i = 0; i < p.length; i += 1) {
      const [x, y] = [p[i] ?? 0, q[i] ?? 0];
      p[i] = c * x - s * y;
      q[i] = s * x + c * y;
    }
  };
  let turned = true;
  for (let sweep = 0; turned && sweep < MAX_SWEEPS; sweep += 1) {
    turned = false;
    for (const [i, p] of a.entries())
      for (const [k, q] of a.slice(i + 1).entries()) {
        const [alpha, beta, gamma] = [dot(p, p), dot(q, q), dot(p, q)];
        if (!(Math.abs(gamma) > EPSILON * Math.sqrt(alpha * beta))) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        const [vp, vq] = [v[i], v[i + 1 + k]];
        turn(p, q, c, c * t);
        if (vp && vq) turn(vp, vq, c, c * t);
      }
  }
  return a
    .map((column, j) => {
      const value = Math.sqrt(dot(column, column));
      return {
        value,
        left: Array.from(column, (x) => (value > 0 ? x / value : 0)),
        right: Array.from(v[j] ?? []),
      };
    })
    .sort((one, other) => other.value - one.value);
}

/**
 * The x of least Σ xₖ² among those that make ‖A x − y‖ least, as `numpy.linalg.lstsq` gives it: x = Σ v (u·y) / s, without
 * the singular values s that are lost in the rounding of the largest (below ε · max(m, n) times it).
 *
 * @param columns of A, any number of them
 */
export const leastNorm = (columns: Columns, y: readonly number[]): readonly number[] =>
  filtered(singularValues(columns), y, 0);

/**
 * Σ v f (u·y) / s over singular values s, each weighed by f = s² / (s² + λ): of λ = 0 the solution of least norm, of λ > 0
 * that of ridge regression, Σ (A x − y)² + λ Σ xₖ² at its least.
 */
export function filtered(
  singular: readonly Singular[],
  y: readonly number[],
  lambda: number,
): readonly number[] {
  const [first] = singular;
  const size = Math.max(first?.left.length ?? 0, first?.right.length ?? 0);
  const floor = lambda > 0 ? 0 : EPSILON * size * (first?.value ?? 0);
  const x = Array<number>(first?.right.length ?? 0).fill(0);
  for (const { value, left, right } of singular) {
    if (!(value > floor)) continue;
    const weight = (dot(left, y) * value) / (value * value + lambda);
    right.forEach((entry, k) => {
      x[k] = (x[k] ?? 0) + weight * entry;
    });
  }
  return x;
}
