import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { combine, decayOf, evenRates, moved, type Optimizer, penalised } from './optimizer.ts';

/** AdaGrad's learning rate η, ε that keeps the divisor above zero, and coupled weight decay λ, 0 by default. */
export interface AdagradParams extends Framework {
  readonly learningRate: number;
  /** Not to be set in tfjs, where it is 10⁻⁷. */
  readonly epsilon?: number;
  readonly weightDecay?: number;
  readonly initialAccumulator?: number;
  readonly learningRateDecay?: number;
}

export interface AdagradState {
  /** s, the sum of all squared gradients. */
  readonly squares: Point;
  readonly step: number;
}

/**
 * AdaGrad, a per-parameter learning rate that only decreases:
 *
 *   s ← s + g²
 *   x ← x − η g / (√s + ε)        PyTorch, where g includes λ x, s₀ = 0 and η is divided by 1 + (t − 1) κ
 *   x ← x − η g / √(s + ε)        Keras, Optax, tfjs, where s₀ = 0.1 softens the first steps
 *
 * η → `learningRate`, λ → `weightDecay` (Keras: decoupled), ε → `epsilon`, s₀ → `initialAccumulator`,
 * κ → `learningRateDecay`, s → `squares`. Sources: torch.optim.Adagrad, keras.optimizers.Adagrad, optax.adagrad,
 * tf.train.adagrad; Duchi, Hazan, Singer 2011.
 */
export function adagrad(params: AdagradParams): Optimizer<AdagradState> {
  const {
    learningRate,
    epsilon = 1e-7,
    weightDecay = 0,
    initialAccumulator = 0,
    learningRateDecay = 0,
  } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const outside = semantics === 'pytorch';
  const coupled = outside ? weightDecay : 0;
  return {
    init: (start) => ({ squares: evenRates(start, f(initialAccumulator)), step: 0 }),
    update: (point, gradient, { squares, step }) => {
      const whole = penalised(gradient, point, coupled, f);
      const next = combine(squares, whole, (s, g) => f(s + f(g * g)));
      const rate = learningRate / (1 + step * learningRateDecay);
      const root = (s: number): number =>
        outside ? f(f(Math.sqrt(s)) + epsilon) : f(Math.sqrt(f(s + f(epsilon))));
      const parts = {
        gradient: whole,
        memory: null,
        // Optax leaves a parameter alone that has never had a gradient.
        rates: next.map((s) => (semantics === 'optax' && s === 0 ? 0 : f(rate / root(s)))),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      return { point: moved(point, parts, f), state: { squares: next, step: step + 1 }, parts };
    },
  };
}
