import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { decayOf, evenRates, moved, type Optimizer, penalised, zeros } from './optimizer.ts';

/** The learning rate η of gradient descent, and its weight decay λ, 0 by default. */
export interface SgdParams extends Framework {
  readonly learningRate: number;
  readonly weightDecay?: number;
}

/**
 * Gradient descent without memory:
 *
 *   x ← x − η (g + λ x)
 *
 * η → `learningRate`, λ → `weightDecay`, g → `gradient`, x → `point`. It keeps no state. What is "stochastic" is the
 * gradient it is given, not the rule. Without memory, Keras' decoupled decay is the same number as PyTorch's coupled one;
 * Optax and tfjs have none. Sources: torch.optim.SGD, keras.optimizers.SGD, optax.sgd, tf.train.sgd.
 */
export function sgd({
  learningRate,
  weightDecay = 0,
  semantics = 'pytorch',
  precision = 'float64',
}: SgdParams): Optimizer<null> {
  const f = rounding(precision);
  const coupled = semantics === 'pytorch' ? weightDecay : 0;
  return {
    init: () => null,
    update: (point, gradient, state) => {
      const parts = {
        gradient: penalised(gradient, point, coupled, f),
        memory: null,
        rates: evenRates(point, f(learningRate)),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      return { point: moved(point, parts, f), state, parts };
    },
  };
}

/** {@link SgdParams}, with the share μ of the last step that is kept, in [0, 1). */
export interface MomentumParams extends SgdParams {
  readonly momentum: number;
  /** Taken off each gradient but the first; PyTorch only. */
  readonly dampening?: number;
}

export interface MomentumState {
  /** v, the exponentially decaying sum of gradients (in Keras: of steps). */
  readonly velocity: Point;
  readonly begun: boolean;
}

/**
 * Gradient descent with (heavy-ball) momentum, in PyTorch, Optax and tfjs
 *
 *   v ← μ v + (1 − δ) g + λ x          (the very first v is g, without dampening)
 *   x ← x − η v
 *
 * and in Keras, where the learning rate stands inside and the decay outside,
 *
 *   v ← μ v + η g
 *   x ← x − η λ x − v
 *
 * η → `learningRate`, μ → `momentum`, δ → `dampening`, λ → `weightDecay`, v → `velocity`, 0 at first. With a constant η
 * and λ = 0 all four agree. Sources: torch.optim.SGD, keras.optimizers.SGD, optax.sgd, tf.train.momentum; Polyak 1964.
 */
export const momentum = (params: MomentumParams): Optimizer<MomentumState> => heavyBall(params, false);

/**
 * Nesterov's accelerated gradient:
 *
 *   v ← μ v + g + λ x
 *   x ← x − η (g + λ x + μ v)
 *
 * with the symbols and the departures of {@link momentum}. The step looks ahead: it follows the velocity that the next
 * step would have. In terms of the old v the direction is (1 + μ) g + μ² v. All libraries depart from the paper in the
 * same way: the gradient is taken at x and not at x − η μ v, which is the same rule with its variables shifted.
 * Sources: as above, with `nesterov`; Y. Nesterov 1983.
 */
export const nesterov = (params: MomentumParams): Optimizer<MomentumState> => heavyBall(params, true);

function heavyBall(params: MomentumParams, ahead: boolean): Optimizer<MomentumState> {
  const { learningRate, momentum: mu, dampening = 0, weightDecay = 0 } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const coupled = semantics === 'pytorch' ? weightDecay : 0;
  const inside = semantics === 'keras';
  return {
    init: (start) => ({ velocity: zeros(start), begun: false }),
    update: (point, gradient, { velocity, begun }) => {
      const whole = penalised(gradient, point, coupled, f);
      const share = begun ? 1 - dampening : 1;
      const fresh = inside ? whole.map((g) => f(f(learningRate) * g)) : whole.map((g) => f(share * g));
      const memory = velocity.map((v) => f(mu * v));
      const parts = {
        gradient: ahead ? fresh.map((g) => f((1 + mu) * g)) : fresh,
        memory: ahead ? velocity.map((v) => f(mu * mu * v)) : memory,
        rates: evenRates(point, inside ? 1 : f(learningRate)),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      const next = fresh.map((g, i) => f((memory[i] ?? Number.NaN) + g));
      return { point: moved(point, parts, f), state: { velocity: next, begun: true }, parts };
    },
  };
}
