import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { correction, rounding } from './arithmetic.ts';
import { combine, decayOf, moved, type Optimizer, penalised, runningMean, zeros } from './optimizer.ts';

export interface AdamaxParams extends Framework {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
  /** tfjs alone: η is divided by 1 + (t − 1) κ. */
  readonly learningRateDecay?: number;
}

export interface AdamaxState {
  /** m, the running mean of the gradients. */
  readonly mean: Point;
  /** u, the largest recent gradient, slowly forgotten. */
  readonly largest: Point;
  readonly step: number;
}

/**
 * AdaMax, Adam with the largest recent gradient in place of the root mean square:
 *
 *   m ← β₁ m + (1 − β₁) g
 *   u ← max(β₂ u, |g| + ε),  x ← x − η / (1 − β₁ᵗ) · m / u          PyTorch, Optax
 *   u ← max(β₂ u, |g|),      x ← x − η / (1 − β₁ᵗ) · m / (u + ε)    Keras, tfjs
 *
 * η → `learningRate`, κ → `learningRateDecay`, β₁ → `beta1`, β₂ → `beta2`, ε → `epsilon`, λ → `weightDecay` (PyTorch:
 * added to g; Keras, and Optax as adamaxw: decoupled), m → `mean`, u → `largest`.
 * Sources: torch.optim.Adamax, keras.optimizers.Adamax, optax.adamax, tf.train.adamax; Kingma and Ba 2015.
 */
export function adamax(params: AdamaxParams): Optimizer<AdamaxState> {
  const { learningRate, beta1, beta2, epsilon, weightDecay = 0, learningRateDecay = 0 } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const coupled = semantics === 'pytorch' ? weightDecay : 0;
  const within = semantics === 'pytorch' || semantics === 'optax' ? epsilon : 0;
  return {
    init: (start) => ({ mean: zeros(start), largest: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const whole = penalised(gradient, point, coupled, f);
      const step = before.step + 1;
      const c = correction(semantics, f, beta1, step);
      const rate = learningRate / (1 + before.step * learningRateDecay);
      const largest = combine(before.largest, whole, (u, g) =>
        Math.max(f(beta2 * u), f(Math.abs(g) + within)),
      );
      const parts = {
        gradient: whole.map((g) => f(((1 - beta1) * g) / c)),
        memory: before.mean.map((m) => f((beta1 * m) / c)),
        rates: largest.map((u) => f(f(rate) / f(u + f(epsilon - within)))),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      const mean = runningMean(before.mean, whole, beta1, f);
      return { point: moved(point, parts, f), state: { mean, largest, step }, parts };
    },
  };
}
