import type { Framework } from '../frameworks/framework.ts';
import { power } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { machineEpsilon, meanOf, type Round, rounding, type Summing } from './arithmetic.ts';
import {
  combine,
  decayOf,
  evenRates,
  moved,
  type Optimizer,
  runningMean,
  type Shape,
  straight,
  zeros,
} from './optimizer.ts';

export interface AdafactorParams extends Framework {
  readonly learningRate: number;
  readonly beta2Decay: number;
  /** ε₁; PyTorch's default is the machine epsilon. */
  readonly epsilon1?: number;
  readonly epsilon2?: number;
  readonly clippingThreshold: number;
  readonly weightDecay?: number;
  /** Keras on its torch backend. */
  readonly torchBackend?: boolean;
  /** The rest is Optax' alone. */
  readonly decayOffset?: number;
  readonly multiplyByScale?: boolean;
  readonly momentum?: number;
  readonly factored?: boolean;
  readonly minFactoredSize?: number;
}

interface AdafactorState {
  /** Rows and columns if the squares are factored, else `null`. */
  readonly matrix: readonly [rows: number, columns: number] | null;
  /** v, for a vector. */
  readonly squares: Point;
  /** r and c: the means of the rows' and of the columns' squares. */
  readonly rows: Point;
  readonly columns: Point;
  readonly mean: Point;
  readonly step: number;
}

/**
 * Adafactor, Adam without momentum whose v is kept as the product of a column and a row, at a relative rate:
 *
 *   β = 1 − t^γ,  v ← β v + (1 − β)(g² + ε₁),  of a matrix v = r c / mean(r) with the means r and c of rows and columns
 *   u = g / √v,  û = u / max(1, RMS(u) / d)
 *   x ← x − α û,  α = min(η, 1/√t) · max(ε₂, RMS(x))              PyTorch, Keras; Optax: η max(10⁻³, RMS(x))
 *
 * η → `learningRate` (Optax without one: 1), γ → `beta2Decay`, d → `clippingThreshold`, ε₁ → `epsilon1`,
 * ε₂ → `epsilon2`, λ → `weightDecay` (decoupled; Optax' weight_decay_rate is not multiplied by η). PyTorch does not add
 * ε₁: v is at least ε₁², mean(r) at least ε₁. Optax factors only where both sides are `minFactoredSize` or more, takes β
 * in single precision, from t − `decayOffset`, and may average the steps by `momentum`. Keras takes means in single
 * precision; its relative_step = False changes nothing, as a second min(η, 1/√t) follows.
 * Sources: torch.optim.Adafactor, keras.optimizers.Adafactor, optax.adafactor; Shazeer and Stern 2018.
 */
export function adafactor(params: AdafactorParams): Optimizer<AdafactorState> {
  const {
    learningRate,
    beta2Decay,
    clippingThreshold,
    weightDecay = 0,
    epsilon2 = 1e-3,
    momentum = 0,
  } = params;
  const {
    semantics = 'pytorch',
    precision = 'float64',
    multiplyByScale = true,
    decayOffset = 0,
    torchBackend = false,
  } = params;
  const f = rounding(precision);
  const torch = semantics === 'pytorch';
  const epsilon1 = params.epsilon1 ?? machineEpsilon(precision);
  const added = torch ? 0 : epsilon1;
  const coarse: Round = semantics === 'keras' ? Math.fround : f;
  // Keras' minimum and maximum on the torch backend are of single precision too.
  const most: Round = torchBackend ? Math.fround : f;
  const summing: Summing = semantics === 'keras' && !torchBackend ? 'jax' : 'plain';
  const size = (values: Point, halves: boolean): number => {
    const squares = values.map((value) => f(value * value));
    return f(Math.sqrt(meanOf(squares, coarse, summing === 'jax' && halves ? 'jax in halves' : summing)));
  };
  return {
    init: (start, shape = [start.length]) => {
      const matrix = factoring(params, shape);
      const [rows, columns] = matrix ?? [0, 0];
      const empty = (count: number): Point => Array<number>(count).fill(0);
      return {
        matrix,
        squares: matrix === null ? zeros(start) : [],
        rows: empty(rows),
        columns: empty(columns),
        mean: zeros(start),
        step: 0,
      };
    },
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const fresh =
        semantics === 'optax' ? optaxShare(step - decayOffset, beta2Decay) : power(step, beta2Decay);
      const kept =
        semantics === 'optax' ? Math.fround(1 - optaxPower(step - decayOffset, beta2Decay)) : 1 - fresh;
      const toward = (old: Point, values: Point): Point =>
        combine(old, values, (v, g) => f(f(f(kept) * v) + f(f(fresh) * g)));
      const squared = gradient.map((g) => f(f(g * g) + added));
      const state = factored(before, squared, toward, (values) => meanOf(values, coarse, summing));
      const whole = estimate(state, torch ? epsilon1 : 0, (values) => meanOf(values, coarse, summing), f).map(
        (v) => (torch ? Math.max(v, epsilon1 * epsilon1) : v),
      );
      const scaled = combine(gradient, whole, (g, v) => f(g / f(Math.sqrt(v))));
      const halves = (before.matrix?.[0] ?? 1) < 3;
      const clip = most(Math.max(1, f(size(scaled, halves) / clippingThreshold)));
      const decay = decayOf(point, semantics === 'optax' ? 1 : learningRate, weightDecay, f);
      // Keras has applied the decay when it measures the parameters.
      const measured =
        semantics === 'keras' && decay !== null ? combine(point, decay, (x, d) => f(x - d)) : point;
      const scale = multiplyByScale ? most(Math.max(f(epsilon2), size(measured, halves))) : 1;
      const rate =
        semantics === 'optax' ? f(learningRate) : most(Math.min(f(learningRate), f(1 / f(Math.sqrt(step)))));
      const clipped = scaled.map((u) => f(u / clip));
      const one = straight(clipped, most(scale * rate), decay);
      const moves = clipped.map((u) => f(most(scale * rate) * u));
      const average = momentum === 0 ? before.mean : runningMean(before.mean, moves, momentum, f);
      const parts =
        momentum === 0
          ? one
          : {
              gradient: moves.map((u) => f((1 - momentum) * u)),
              memory: before.mean.map((m) => f(momentum * m)),
              rates: evenRates(point, 1),
              decay,
            };
      return { point: moved(point, parts, f), state: { ...state, mean: average, step }, parts };
    },
  };
}

/** Optax' t^γ, and the 1 − (1 − t^γ) that it weighs by: both in single precision. */
const optaxPower = (t: number, exponent: number): number => Math.fround(power(t, Math.fround(exponent)));
const optaxShare = (t: number, exponent: number): number =>
  Math.fround(1 - Math.fround(1 - optaxPower(t, exponent)));

function factoring(params: AdafactorParams, shape: Shape): readonly [number, number] | null {
  const [rows = 0, columns] = shape;
  if (columns === undefined) return null;
  if (params.semantics !== 'optax') return [rows, columns];
  const { factored = true, minFactoredSize = 128 } = params;
  return factored && Math.min(rows, columns) >= minFactoredSize ? [rows, columns] : null;
}

/** The state with the running means of the squares brought up to date. */
function factored(
  before: AdafactorState,
  squared: Point,
  toward: (old: Point, values: Point) => Point,
  mean: (values: Point) => number,
): AdafactorState {
  if (before.matrix === null) return { ...before, squares: toward(before.squares, squared) };
  const [height, width] = before.matrix;
  const means = (count: number, length: number, at: (k: number, i: number) => number): Point =>
    Array.from({ length: count }, (_, k) =>
      mean(Array.from({ length }, (_value, i) => squared[at(k, i)] ?? Number.NaN)),
    );
  return {
    ...before,
    rows: toward(
      before.rows,
      means(height, width, (row, i) => row * width + i),
    ),
    columns: toward(
      before.columns,
      means(width, height, (column, i) => i * width + column),
    ),
  };
}

/** v, for each parameter. @param least value of the mean that it is divided by */
function estimate(
  { matrix, squares, rows, columns }: AdafactorState,
  least: number,
  mean: (values: Point) => number,
  f: Round,
): Point {
  if (matrix === null) return squares;
  const centre = Math.max(mean(rows), least);
  return rows.flatMap((row) => columns.map((column) => f(f(row / centre) * column)));
}
