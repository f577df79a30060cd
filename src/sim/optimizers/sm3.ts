import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { moved, type Optimizer, runningMean, type Shape, straight, zeros } from './optimizer.ts';

export interface Sm3Params extends Framework {
  readonly learningRate: number;
  readonly momentum: number;
}

interface Sm3State {
  readonly shape: Shape;
  /** m, the running mean of the scaled gradients. */
  readonly mean: Point;
  /** For a matrix one number per row and one per column, for a vector one per parameter (and no columns). */
  readonly rows: Point;
  readonly columns: Point;
}

/**
 * SM3, AdaGrad whose sums of squares are shared by rows and columns:
 *
 *   sᵢⱼ = min(rᵢ, cⱼ) + gᵢⱼ²,  rᵢ ← maxⱼ sᵢⱼ,  cⱼ ← maxᵢ sᵢⱼ        (a vector: s ← s + g²)
 *   m ← β m + (1 − β) g / √(s + 10⁻⁸),  x ← x − η m
 *
 * η → `learningRate`, β → `momentum`, m → `mean`, r → `rows`, c → `columns`. Source: optax.sm3; Anil et al. 2019.
 */
export function sm3({ learningRate, momentum, precision = 'float64' }: Sm3Params): Optimizer<Sm3State> {
  const f = rounding(precision);
  return {
    init: (start, shape = [start.length]) => {
      const [rows = 0, columns = 0] = shape;
      return { shape, mean: zeros(start), rows: Array(rows).fill(0), columns: Array(columns).fill(0) };
    },
    update: (point, gradient, before) => {
      const [height = 0, width] = before.shape;
      const at = (values: Point, i: number): number => values[i] ?? Number.NaN;
      const sums = gradient.map((g, i) => {
        const known =
          width === undefined
            ? at(before.rows, i)
            : Math.min(at(before.rows, Math.floor(i / width)), at(before.columns, i % width));
        return f(f(g * g) + known);
      });
      const scaled = gradient.map((g, i) =>
        at(sums, i) > 0 ? f(g / f(Math.sqrt(f(at(sums, i) + f(1e-8))))) : 0,
      );
      const mean = runningMean(before.mean, scaled, momentum, f);
      const parts = {
        ...straight(mean, f(learningRate), null),
        gradient: scaled.map((g) => f((1 - momentum) * g)),
        memory: before.mean.map((m) => f(momentum * m)),
      };
      const most = (count: number, member: (i: number) => number): Point =>
        Array.from({ length: count }, (_, k) => Math.max(...sums.filter((_value, i) => member(i) === k)));
      const rows = width === undefined ? sums : most(height, (i) => Math.floor(i / width));
      const columns = width === undefined ? [] : most(width, (i) => i % width);
      return { point: moved(point, parts, f), state: { shape: before.shape, mean, rows, columns }, parts };
    },
  };
}
