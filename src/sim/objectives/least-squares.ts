import { sum } from 'd3-array';
import type { SymmetricMatrix } from '../projections/symmetric-eigen.ts';
import { symmetricEigen } from '../projections/symmetric-eigen.ts';
import type { Objective, Point } from './objective.ts';
import type { Place2 } from './surface.ts';

/** What a line is fitted to: a feature and a target, one number each for every sample. */
export interface Observations {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The mean of some numbers, 0 for none. */
const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);

/** The cost of a line, with what is known of it in closed form. */
export interface LeastSquares extends Objective {
  /** The line of least squares, (w, b). */
  readonly minimum: Place2;
  /** J of that line. */
  readonly leastLoss: number;
  /** The second derivatives of J, the same everywhere. */
  readonly hessian: SymmetricMatrix;
}

/** ∇J over some of the samples: the mean of (ŷ − y) x and of ŷ − y, with ŷ = w x + b. @param batch their indices, at least one */
export function squaredErrorGradient(
  { x, y }: Observations,
  [w = 0, b = 0]: Point,
  batch: readonly number[],
): Place2 {
  let [dw, db] = [0, 0];
  for (const i of batch) {
    const [at = 0, wanted = 0] = [x[i], y[i]];
    const error = w * at + b - wanted;
    dw += error * at;
    db += error;
  }
  return [dw / batch.length, db / batch.length];
}

/**
 * The cost of a line through m samples, half the mean squared error:
 *
 *   J(w, b) = 1/2m Σ (w x + b − y)²      ∇J = 1/m Σ (w x + b − y) (x, 1)
 *   H = [[mean x², mean x], [mean x, 1]]
 *   w* = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²      b* = ȳ − w* x̄
 *
 * det H is the variance of x, so with two different x both eigenvalues are positive: J is convex, with one minimum.
 *
 * @param samples at least two, x not all alike
 */
export function leastSquares(samples: Observations): LeastSquares {
  const { x, y } = samples;
  const [mx, my] = [mean(x), mean(y)];
  const spread = sum(x, (at) => (at - mx) * (at - mx));
  const w = sum(x, (at, i) => (at - mx) * ((y[i] ?? 0) - my)) / spread;
  const minimum: Place2 = [w, my - w * mx];
  const all = x.map((_, i) => i);
  const value = ([slope = Number.NaN, offset = Number.NaN]: Point): number =>
    sum(x, (at, i) => (slope * at + offset - (y[i] ?? 0)) * (slope * at + offset - (y[i] ?? 0))) /
    (2 * x.length);
  return {
    value,
    gradient: (point) => squaredErrorGradient(samples, point, all),
    minimum,
    leastLoss: value(minimum),
    hessian: [
      [mean(x.map((at) => at * at)), mx],
      [mx, 1],
    ],
  };
}

/** A direction in which a bowl curves. */
export interface Curvature {
  /** The second derivative of J along it. */
  readonly value: number;
  /** Of unit length. */
  readonly along: Place2;
}

/** How a bowl curves. */
export interface Curvatures {
  readonly steepest: Curvature;
  readonly flattest: Curvature;
  /** The condition number κ, how many times as steep the one is as the other. */
  readonly condition: number;
  /** 2 / λ of the steepest direction: at a higher rate gradient descent overshoots by more with each step. */
  readonly limit: number;
}

/** The principal curvatures of J, from its Hessian. */
export function curvaturesOf({ hessian }: LeastSquares): Curvatures {
  const [steepest, flattest] = symmetricEigen(hessian).map(
    ({ value, vector: [a = 0, b = 0] }): Curvature => ({ value, along: [a, b] }),
  );
  if (steepest === undefined || flattest === undefined) throw new RangeError('curvaturesOf: H is not 2 × 2');
  return { steepest, flattest, condition: steepest.value / flattest.value, limit: 2 / steepest.value };
}
