import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { adam } from './adam.ts';
import { bfloat16, correction, norm, type Round, rounding } from './arithmetic.ts';
import { combine, decayOf, moved, type Optimizer, runningMean, straight, zeros } from './optimizer.ts';

export interface MuonParams extends Framework {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay?: number;
  readonly nesterov?: boolean;
  readonly epsilon: number;
  readonly newtonSchulz: readonly [number, number, number];
  readonly newtonSchulzSteps: number;
  /** PyTorch's scale for the shape of the matrix. */
  readonly rateAdjustment?: 'original' | 'match_rms_adamw' | 'spectral_unclamped';
  /** Keras' (rms_rate) and Optax' (consistent_rms) scale; 0 for none. */
  readonly rmsRate?: number;
  /** Optax: whether the step is multiplied by how well it agrees with the mean. */
  readonly adaptive?: boolean;
  /** Keras on its torch backend. */
  readonly torchBackend?: boolean;
  /** For vectors, which Keras and Optax leave to Adam. */
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilonRoot?: number;
  readonly adamWeightDecay?: number;
  readonly adamRateRatio?: number;
}

type MuonState =
  | { readonly matrix: readonly [number, number]; readonly mean: Point; readonly step: number }
  | { readonly matrix: null; readonly adam: unknown };

/**
 * Muon, momentum made (nearly) orthogonal, so that every direction of the matrix is stepped along alike:
 *
 *   b ← μ b + (1 − μ) g,  u = g + μ (b − g)                        PyTorch
 *   b ← μ b + g,          u = g + μ b                              Keras
 *   b ← μ b + (1 − μ) g,  u = μ b / (1 − μᵗ⁺¹) + (1 − μ) g / (1 − μᵗ)   Optax
 *   X = u / |u|, five times X ← a X + (b A + c A²) X with A = X Xᵀ    (Newton–Schulz)
 *   x ← x − η λ x − η s X
 *
 * with the scale s of an r × c matrix: √max(1, r/c) in PyTorch (rows are outputs), √max(1, c/r) in Optax (columns are),
 * 0.2 √max(r, c) in Keras, PyTorch's match_rms_adamw and Optax' consistent_rms. η → `learningRate`, μ → `momentum`,
 * λ → `weightDecay`, (a, b, c) → `newtonSchulz`, ε → `epsilon`: at least this is |u| in PyTorch, it is added to |u| in
 * Optax; Keras adds 10⁻⁷. Without `nesterov` u = b (Optax: corrected). PyTorch iterates in bfloat16. A 1 × 1 matrix
 * steps by the same length whatever its gradient, and never settles. On vectors Keras and Optax use Adam (ε and λ of
 * their own), PyTorch refuses. Sources: torch.optim.Muon, keras.optimizers.Muon, optax.contrib.muon; Jordan 2024.
 */
export function muon(params: MuonParams): Optimizer<MuonState> {
  const { learningRate, momentum: mu, weightDecay = 0, adaptive = false } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const onVectors = adamFor(params);
  return {
    init: (start, shape = [start.length]) => {
      const [rows = 0, columns] = shape;
      if (columns !== undefined) return { matrix: [rows, columns], mean: zeros(start), step: 0 };
      if (semantics !== 'pytorch') return { matrix: null, adam: onVectors.init(start) };
      throw new Error("muon: PyTorch's Muon takes matrices only: say the shape, [rows, columns]");
    },
    update: (point, gradient, before) => {
      if (before.matrix === null) {
        const { state, ...moves } = onVectors.update(point, gradient, before.adam);
        return { ...moves, state: { matrix: null, adam: state } };
      }
      const step = before.step + 1;
      const mean =
        semantics === 'keras'
          ? combine(before.mean, gradient, (b, g) => f(b + f(g + f(b * (mu - 1)))))
          : runningMean(before.mean, gradient, mu, f);
      const ahead = lookAhead(params, mean, gradient, step, f);
      const orthogonal = orthogonalised(params, ahead, before.matrix, f);
      const agreement = adaptive
        ? combine(ahead, orthogonal, (a, b) => a * b).reduce((sum, v) => f(sum + v), 0)
        : 1;
      const scale = shapeScale(params, before.matrix);
      const decay = decayOf(point, learningRate, weightDecay, f);
      const direction = agreement === 1 ? orthogonal : orthogonal.map((x) => f(agreement * x));
      const parts = straight(direction, f(learningRate * scale), decay);
      return { point: moved(point, parts, f), state: { matrix: before.matrix, mean, step }, parts };
    },
  };
}

/** What Keras and Optax do with parameters that are no matrix. */
function adamFor(params: MuonParams): Optimizer {
  const { learningRate, semantics = 'pytorch', precision = 'float64', epsilon, epsilonRoot = 0 } = params;
  const { beta1 = 0.9, beta2 = 0.999, adamWeightDecay = 0, adamRateRatio = 1, nesterov = true } = params;
  return adam({
    semantics,
    precision,
    epsilon,
    epsilonRoot,
    beta1,
    beta2,
    learningRate: learningRate * adamRateRatio,
    // Keras decays by the whole rate, not by Adam's share of it.
    weightDecay: adamWeightDecay / adamRateRatio,
    nesterov: semantics === 'optax' && nesterov,
  });
}

function lookAhead(params: MuonParams, mean: Point, gradient: Point, step: number, f: Round): Point {
  const { momentum: mu, nesterov = true, semantics = 'pytorch' } = params;
  if (semantics === 'optax') {
    const now = correction('optax', f, mu, step);
    if (!nesterov) return mean.map((b) => f(b / now));
    const later = correction('optax', f, mu, step + 1);
    return combine(mean, gradient, (b, g) => f(f(mu * f(b / later)) + f((1 - mu) * f(g / now))));
  }
  if (!nesterov) return mean;
  return semantics === 'keras'
    ? combine(mean, gradient, (b, g) => f(g + f(mu * b)))
    : combine(mean, gradient, (b, g) => f(g + f(mu * f(b - g))));
}

function shapeScale(params: MuonParams, [rows, columns]: readonly [number, number]): number {
  const { semantics = 'pytorch', rateAdjustment = 'original', rmsRate = 0 } = params;
  if (semantics === 'pytorch') {
    if (rateAdjustment === 'match_rms_adamw') return 0.2 * Math.sqrt(Math.max(rows, columns));
    return Math.sqrt(rateAdjustment === 'original' ? Math.max(1, rows / columns) : rows / columns);
  }
  if (semantics === 'keras' && rmsRate === 0) return 1;
  const root = Math.sqrt(Math.max(rows, columns));
  if (params.torchBackend === true) return Math.fround(root) * rmsRate;
  if (rmsRate !== 0) return root * rmsRate;
  return Math.sqrt(Math.max(1, columns / rows));
}

/** The matrix with (nearly) all its singular values 1, by Newton–Schulz on the side that is shorter. */
function orthogonalised(
  params: MuonParams,
  values: Point,
  [rows, columns]: readonly [number, number],
  f: Round,
): Point {
  const { semantics = 'pytorch', newtonSchulz, newtonSchulzSteps } = params;
  const [a, b, c] = newtonSchulz;
  const torch = semantics === 'pytorch';
  // A product's sums are kept in single precision and rounded to bfloat16 at the end.
  const r: Round = torch ? bfloat16 : f;
  const tall = rows > columns;
  const [height, width] = tall ? [columns, rows] : [rows, columns];
  const turned = tall ? transposed(values, rows, columns) : values;
  let x: Point = turned.map(r);
  const divisor = lengthOf(x, params, f);
  x = x.map((value) => r(value / divisor));
  const inner: Round = torch ? Math.fround : f;
  for (let k = 0; k < newtonSchulzSteps; k += 1) {
    const gram = product(x, transposed(x, height, width), height, inner).map(r);
    const square = product(gram, gram, height, inner);
    const polynomial = combine(gram, square, (g, s) => r(inner(b * g) + inner(c * s)));
    x = combine(x, product(polynomial, x, height, inner), (old, p) => r(inner(a * old) + p));
  }
  return tall ? transposed(x, columns, rows) : x;
}

/**
 * |x| in single precision, to the last digit. Squares are added before they are rounded; JAX' compiler adds an even
 * number of them in two halves.
 */
function singleNorm(x: Point, inHalves: boolean): number {
  const length = inHalves && x.length % 2 === 0 ? x.length / 2 : x.length;
  let total = 0;
  for (let first = 0; first < x.length; first += length) {
    let sum = 0;
    for (const value of x.slice(first, first + length)) sum = Math.fround(sum + value * value);
    total = Math.fround(total + sum);
  }
  return Math.fround(Math.sqrt(total));
}

/** What the matrix is divided by: Keras takes it in single precision, PyTorch in bfloat16. */
function lengthOf(x: Point, params: MuonParams, f: Round): number {
  const { semantics = 'pytorch', epsilon, torchBackend = false } = params;
  if (semantics === 'pytorch') return Math.max(bfloat16(norm(x, Math.fround)), bfloat16(epsilon));
  if (semantics === 'keras')
    return Math.fround(singleNorm(x.map(Math.fround), !torchBackend) + Math.fround(1e-7));
  return f(norm(x, f) + f(epsilon));
}

function transposed(values: Point, rows: number, columns: number): Point {
  return Array.from(
    { length: columns * rows },
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? Number.NaN,
  );
}

/** The product of two matrices in row-major order. @param rows of the first */
function product(left: Point, right: Point, rows: number, f: Round): Point {
  const inner = left.length / rows;
  const columns = right.length / inner;
  return Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    let sum = 0;
    for (let k = 0; k < inner; k += 1) {
      sum = f(sum + f((left[row * inner + k] ?? Number.NaN) * (right[k * columns + column] ?? Number.NaN)));
    }
    return sum;
  });
}
