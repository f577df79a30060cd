import type { Point } from '../objectives/objective.ts';
import { combine, moved, type Optimizer, penalised, zeros } from './optimizer.ts';

/** AdaGrad's learning rate η, ε that keeps the divisor above zero, and coupled weight decay λ, 0 by default. */
export interface AdagradParams {
  readonly learningRate: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
}

export interface AdagradState {
  /** s, the sum of all squared gradients. */
  readonly squares: Point;
}

/**
 * AdaGrad, a per-parameter learning rate that only decreases:
 *
 *   g ← g + λ x
 *   s ← s + g²
 *   x ← x − η g / (√s + ε)
 *
 * η → `learningRate`, λ → `weightDecay` (coupled), ε → `epsilon` (outside the root), s → `squares`, 0 at first.
 * Source: PyTorch, torch.optim.Adagrad with lr_decay = 0; Duchi, Hazan, Singer 2011.
 */
export function adagrad({ learningRate, epsilon, weightDecay = 0 }: AdagradParams): Optimizer<AdagradState> {
  return {
    init: (start) => ({ squares: zeros(start) }),
    update: (point, gradient, { squares }) => {
      const penalisedGradient = penalised(gradient, point, weightDecay);
      const next = combine(squares, penalisedGradient, (s, g) => s + g * g);
      const parts = {
        gradient: penalisedGradient,
        memory: null,
        rates: next.map((s) => learningRate / (Math.sqrt(s) + epsilon)),
        decay: null,
      };
      return { point: moved(point, parts), state: { squares: next }, parts };
    },
  };
}
