import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { correction, rounding } from './arithmetic.ts';
import {
  combine,
  decayOf,
  moved,
  type Optimizer,
  penalised,
  runningMean,
  runningSquares,
  zeros,
} from './optimizer.ts';

/**
 * Adam's learning rate η, decay rates β₁ and β₂ in [0, 1), ε that keeps the divisor above zero, and coupled weight decay λ, 0 by
 * default.
 */
export interface AdamParams extends Framework {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
  /** PyTorch: whether λ is subtracted from the parameters directly; the other libraries always do so. */
  readonly decoupledWeightDecay?: boolean;
  readonly amsgrad?: boolean;
  /** The last four are Optax' alone. */
  readonly epsilonRoot?: number;
  readonly nesterov?: boolean;
  readonly biasCorrectionMean?: boolean;
  readonly biasCorrectionSquares?: boolean;
}

export interface AdamState {
  /** m, the running mean of the gradients. */
  readonly mean: Point;
  /** v, the running mean of the squared gradients. */
  readonly squares: Point;
  /** The largest v so far (Optax: v̂); used by AMSGrad. */
  readonly largest: Point;
  /** t, the number of steps. */
  readonly step: number;
}

/**
 * Adam, momentum and a per-parameter learning rate:
 *
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   x ← x − η m̂ / (√v̂ + ε),   m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ),  t = 1, 2, …
 *
 * η → `learningRate`, β₁ → `beta1`, β₂ → `beta2`, ε → `epsilon`, λ → `weightDecay`, m → `mean`, v → `squares`.
 * Keras adds ε before the correction: η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε). PyTorch adds λ x to g, so that it passes
 * through both means; Keras and Optax subtract η λ x. `amsgrad` divides by the largest v so far: PyTorch and Keras take
 * the largest of v and correct it afterwards, Optax the largest of v̂. With `nesterov` Optax looks ahead,
 * m̂ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ), and `epsilonRoot` is a second ε, inside its root.
 * Sources: torch.optim.Adam, keras.optimizers.Adam, optax.adam and amsgrad, tf.train.adam; Kingma and Ba 2015.
 */
export function adam(params: AdamParams): Optimizer<AdamState> {
  const { learningRate, beta1, beta2, epsilon, weightDecay = 0, amsgrad = false } = params;
  const { semantics = 'pytorch', precision = 'float64', epsilonRoot = 0, nesterov = false } = params;
  const f = rounding(precision);
  const coupled = semantics === 'pytorch' && params.decoupledWeightDecay !== true ? weightDecay : 0;
  return {
    init: (start) => ({ mean: zeros(start), squares: zeros(start), largest: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const g = penalised(gradient, point, coupled, f);
      const step = before.step + 1;
      const mean = runningMean(before.mean, g, beta1, f);
      const squares = runningSquares(before.squares, g, beta2, f);
      const c1 = params.biasCorrectionMean === false ? 1 : correction(semantics, f, beta1, step);
      const c2 = params.biasCorrectionSquares === false ? 1 : correction(semantics, f, beta2, step);
      const corrected = semantics === 'optax' ? squares.map((v) => f(v / c2)) : squares;
      const largest = amsgrad ? combine(before.largest, corrected, Math.max) : before.largest;
      const divisors = amsgrad ? largest : corrected;
      const keras = f(f(learningRate) * f(Math.sqrt(c2)));
      const rate = (v: number): number => {
        if (semantics === 'keras') return f(keras / f(f(Math.sqrt(v)) + f(epsilon)));
        const root = semantics === 'optax' ? f(Math.sqrt(f(v + epsilonRoot))) : f(Math.sqrt(f(v / c2)));
        return f(f(learningRate) / f(root + f(epsilon)));
      };
      const memoryCorrection = nesterov ? correction(semantics, f, beta1, step + 1) : c1;
      const parts = nesterov
        ? {
            gradient: g.map((a) => f((1 - beta1) * a) * (1 / c1 + beta1 / memoryCorrection)),
            memory: before.mean.map((m) => f((beta1 * beta1 * m) / memoryCorrection)),
          }
        : {
            gradient: g.map((a) => f(((1 - beta1) * a) / c1)),
            memory: before.mean.map((m) => f((beta1 * m) / c1)),
          };
      const whole = {
        ...parts,
        rates: divisors.map(rate),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      return { point: moved(point, whole, f), state: { mean, squares, largest, step }, parts: whole };
    },
  };
}

/** {@link AdamParams}, with the decoupled weight decay λ. */
export interface AdamWParams extends AdamParams {
  readonly weightDecay: number;
}

/**
 * AdamW, Adam with decoupled weight decay:
 *
 *   x ← x − η λ x, then Adam's step for g
 *
 * η → `learningRate`, λ → `weightDecay`; g is the gradient at x before the decay and never sees λ, so the decay is not
 * divided by the parameter's scale. With λ = 0 it is Adam. It settles where ∇L = −λ x · (√v̂ + ε), not at the minimum.
 * The libraries agree but for Adam's own differences and for λ: by default 0.01, 0.004 and 0.0001.
 * Sources: torch.optim.AdamW, keras.optimizers.AdamW, optax.adamw; Loshchilov and Hutter 2019.
 */
export const adamW = (params: AdamWParams): Optimizer<AdamState> =>
  adam({ ...params, decoupledWeightDecay: true });
