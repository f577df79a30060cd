import type { Point } from '../objectives/objective.ts';
import { combine, moved, type Optimizer, penalised, type UpdateParts, zeros } from './optimizer.ts';

/**
 * Adam's learning rate η, decay rates β₁ and β₂ in [0, 1), ε that keeps the divisor above zero, and coupled weight decay λ, 0 by
 * default.
 */
export interface AdamParams {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
}

export interface AdamState {
  /** m, the running mean of the gradients. */
  readonly mean: Point;
  /** v, the running mean of the squared gradients. */
  readonly squares: Point;
  /** β₁ᵗ and β₂ᵗ as running products, as `pow` differs between engines. */
  readonly beta1Power: number;
  readonly beta2Power: number;
}

/** The initial state: both means 0, t = 0. */
export const adamInit = (start: Point): AdamState => ({
  mean: zeros(start),
  squares: zeros(start),
  beta1Power: 1,
  beta2Power: 1,
});

/** Adam's next means for a gradient, and the parts of the resulting step. */
export function adamStep(
  { learningRate, beta1, beta2, epsilon }: AdamParams,
  gradient: Point,
  { mean, squares, ...powers }: AdamState,
): { readonly state: AdamState; readonly parts: UpdateParts } {
  const state = {
    mean: combine(mean, gradient, (m, g) => beta1 * m + (1 - beta1) * g),
    squares: combine(squares, gradient, (v, g) => beta2 * v + (1 - beta2) * g * g),
    beta1Power: powers.beta1Power * beta1,
    beta2Power: powers.beta2Power * beta2,
  };
  const [correction1, correction2] = [1 - state.beta1Power, 1 - state.beta2Power];
  const parts = {
    gradient: gradient.map((g) => ((1 - beta1) * g) / correction1),
    memory: mean.map((m) => (beta1 * m) / correction1),
    rates: state.squares.map((v) => learningRate / (Math.sqrt(v / correction2) + epsilon)),
    decay: null,
  };
  return { state, parts };
}

/**
 * Adam, momentum and a per-parameter learning rate:
 *
 *   g ← g + λ x
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   x ← x − η m̂ / (√v̂ + ε),   m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ),  t = 1, 2, …
 *
 * η → `learningRate`, β₁ → `beta1`, β₂ → `beta2`, ε → `epsilon` (outside the root), λ → `weightDecay` (coupled: it
 * passes through both means), m → `mean`, v → `squares`.
 * Source: PyTorch, torch.optim.Adam without amsgrad; Kingma and Ba 2015.
 */
export function adam(params: AdamParams): Optimizer<AdamState> {
  return {
    init: adamInit,
    update: (point, gradient, before) => {
      const { state, parts } = adamStep(params, penalised(gradient, point, params.weightDecay ?? 0), before);
      return { point: moved(point, parts), state, parts };
    },
  };
}
