import type { Point } from '../objectives/objective.ts';
import { combine, evenRates, moved, type Optimizer, penalised, zeros } from './optimizer.ts';

/** The learning rate η, momentum μ in [0, 1), and coupled weight decay λ, 0 by default; Nesterov's variant takes the same. */
export interface MomentumParams {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay?: number;
}

export interface MomentumState {
  /** v, the exponentially decaying sum of gradients. */
  readonly velocity: Point;
}

/**
 * Gradient descent with (heavy-ball) momentum:
 *
 *   v ← μ v + g + λ x
 *   x ← x − η v
 *
 * η → `learningRate`, μ → `momentum`, λ → `weightDecay` (coupled), v → `velocity`, 0 at first. As in PyTorch the
 * learning rate stands outside v, and there is no dampening (Polyak's and Sutskever's forms keep η inside).
 * Source: PyTorch, torch.optim.SGD with momentum; B. T. Polyak 1964.
 */
export function momentum({
  learningRate,
  momentum: mu,
  weightDecay = 0,
}: MomentumParams): Optimizer<MomentumState> {
  return {
    init: (start) => ({ velocity: zeros(start) }),
    update: (point, gradient, { velocity }) => {
      const penalisedGradient = penalised(gradient, point, weightDecay);
      const memory = velocity.map((v) => mu * v);
      const parts = {
        gradient: penalisedGradient,
        memory,
        rates: evenRates(point, learningRate),
        decay: null,
      };
      const next = combine(memory, penalisedGradient, (v, g) => v + g);
      return { point: moved(point, parts), state: { velocity: next }, parts };
    },
  };
}
