import { type AdamParams, type AdamState, adamInit, adamStep } from './adam.ts';
import { moved, type Optimizer } from './optimizer.ts';

/** Adam's params, with a weight decay λ that is decoupled and has to be given. */
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
 * Source: PyTorch, torch.optim.AdamW without amsgrad; Loshchilov and Hutter 2019.
 */
export function adamW(params: AdamWParams): Optimizer<AdamState> {
  const { learningRate, weightDecay } = params;
  return {
    init: adamInit,
    update: (point, gradient, before) => {
      const { state, parts: adamParts } = adamStep(params, gradient, before);
      const parts = { ...adamParts, decay: point.map((x) => learningRate * weightDecay * x) };
      return { point: moved(point, parts), state, parts };
    },
  };
}
