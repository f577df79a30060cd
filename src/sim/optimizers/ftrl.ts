import type { Framework } from '../frameworks/framework.ts';
import { clamp, power } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { combine, decayOf, evenRates, leap, type Optimizer, zeros } from './optimizer.ts';

export interface FtrlParams extends Framework {
  readonly learningRate: number;
  readonly learningRatePower: number;
  readonly initialAccumulator: number;
  readonly l1: number;
  readonly l2: number;
  readonly l2Shrinkage: number;
  readonly ftrlBeta: number;
  readonly weightDecay?: number;
}

interface FtrlState {
  /** n, the sum of the squared gradients. */
  readonly squares: Point;
  /** z, the linear term of the proximal problem. */
  readonly linear: Point;
}

/**
 * Follow the regularised leader, which solves for the parameters afresh at each step:
 *
 *   n′ = n + g²,  z ← z + g + 2 λₛ x − (n′^−p − n^−p) / η · x
 *   x ← (clamp(z, ±λ₁) − z) / (n′^−p / η + 2 λ₂ + β / η)
 *
 * η → `learningRate`, p → `learningRatePower` (−0.5), λ₁ → `l1`, λ₂ → `l2`, λₛ → `l2Shrinkage`, β → `ftrlBeta`,
 * n → `squares`, z → `linear`; `weightDecay` as everywhere in Keras. It forgets the start: with z = 0 at first, x only
 * enters by the change of n. Source: keras.optimizers.Ftrl; McMahan et al. 2013.
 */
export function ftrl(params: FtrlParams): Optimizer<FtrlState> {
  const { learningRate, learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, ftrlBeta } = params;
  const { weightDecay = 0, precision = 'float64' } = params;
  const f = rounding(precision);
  const raised = (n: number): number =>
    f(learningRatePower === -0.5 ? Math.sqrt(n) : n === 0 ? 0 : power(n, -learningRatePower));
  const quadraticL2 = f(2 * f(l2 + f(ftrlBeta / f(2 * f(learningRate)))));
  return {
    init: (start) => ({ squares: evenRates(start, f(initialAccumulator)), linear: zeros(start) }),
    update: (point, gradient, before) => {
      const decay = decayOf(point, learningRate, weightDecay, f);
      const from = decay === null ? point : combine(point, decay, (x, d) => f(x - d));
      const squares = combine(before.squares, gradient, (n, g) => f(n + f(g * g)));
      const growth = combine(squares, before.squares, (next, n) =>
        f(f(raised(next) - raised(n)) / f(learningRate)),
      );
      const linear = before.linear.map((z, i) => {
        const [g, x, rise] = [gradient[i], from[i], growth[i]].map((value) => value ?? Number.NaN) as [
          number,
          number,
          number,
        ];
        return f(z + f(f(g + f(f(2 * l2Shrinkage) * x)) - f(rise * x)));
      });
      const next = combine(linear, squares, (z, n) =>
        f(f(clamp(z, -l1, l1) - z) / f(f(raised(n) / f(learningRate)) + quadraticL2)),
      );
      return { point: next, state: { squares, linear }, parts: leap(point, next) };
    },
  };
}
