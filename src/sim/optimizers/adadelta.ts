import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { combine, decayOf, moved, type Optimizer, penalised, runningSquares, zeros } from './optimizer.ts';

export interface AdadeltaParams extends Framework {
  readonly learningRate: number;
  readonly rho: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
}

export interface AdadeltaState {
  /** v, the running mean of the squared gradients. */
  readonly squares: Point;
  /** u, the running mean of the squared steps, before the rate. */
  readonly steps: Point;
}

/**
 * AdaDelta, steps in the units of the parameters:
 *
 *   v ← ρ v + (1 − ρ) g²
 *   d = √(u + ε) / √(v + ε) · g
 *   u ← ρ u + (1 − ρ) d²
 *   x ← x − η d
 *
 * η → `learningRate`, ρ → `rho`, ε → `epsilon`, λ → `weightDecay` (added to g in PyTorch and Optax, decoupled in Keras),
 * v → `squares`, u → `steps`, both 0 at first. tfjs divides by the root of the v before this gradient: as u and v then
 * start equal, it is plain gradient descent at first. optax.adadelta() without a rate does not turn the sign and climbs:
 * that is η = −1 here. Sources: torch.optim.Adadelta, keras.optimizers.Adadelta, optax.adadelta, tf.train.adadelta;
 * M. D. Zeiler 2012.
 */
export function adadelta(params: AdadeltaParams): Optimizer<AdadeltaState> {
  const { learningRate, rho, epsilon, weightDecay = 0 } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const coupled = semantics === 'keras' ? 0 : weightDecay;
  const root = (x: number): number => f(Math.sqrt(f(x + f(epsilon))));
  return {
    init: (start) => ({ squares: zeros(start), steps: zeros(start) }),
    update: (point, gradient, before) => {
      const whole = penalised(gradient, point, coupled, f);
      const squares = runningSquares(before.squares, whole, rho, f);
      const divisors = semantics === 'tfjs' ? before.squares : squares;
      const scales = combine(before.steps, divisors, (u, v) => f(root(u) / root(v)));
      const deltas = combine(scales, whole, (scale, g) => f(scale * g));
      const parts = {
        gradient: whole,
        memory: null,
        rates: scales.map((scale) => f(f(learningRate) * scale)),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      const steps = runningSquares(before.steps, deltas, rho, f);
      return { point: moved(point, parts, f), state: { squares, steps }, parts };
    },
  };
}
