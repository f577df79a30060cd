import type { Point } from '../objectives/objective.ts';
import { combine, moved, type Optimizer, penalised, zeros } from './optimizer.ts';

/** RMSprop's learning rate η, decay rate α in [0, 1), ε that keeps the divisor above zero, and coupled weight decay λ, 0 by default. */
export interface RmspropParams {
  readonly learningRate: number;
  readonly alpha: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
}

export interface RmspropState {
  /** s, the running mean of the squared gradients. */
  readonly squares: Point;
}

/**
 * RMSprop, a per-parameter learning rate scaled by the size of recent gradients:
 *
 *   g ← g + λ x
 *   s ← α s + (1 − α) g²
 *   x ← x − η g / (√s + ε)
 *
 * η → `learningRate`, α → `alpha`, λ → `weightDecay` (coupled), ε → `epsilon` (outside the root), s → `squares`, 0 at
 * first without bias correction, so the first steps are long. Source: PyTorch, torch.optim.RMSprop, not centred and
 * without its own momentum; T. Tieleman and G. Hinton 2012.
 */
export function rmsprop({
  learningRate,
  alpha,
  epsilon,
  weightDecay = 0,
}: RmspropParams): Optimizer<RmspropState> {
  return {
    init: (start) => ({ squares: zeros(start) }),
    update: (point, gradient, { squares }) => {
      const penalisedGradient = penalised(gradient, point, weightDecay);
      const next = combine(squares, penalisedGradient, (s, g) => alpha * s + (1 - alpha) * g * g);
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
