import type { MomentumParams, MomentumState } from './momentum.ts';
import { combine, evenRates, moved, type Optimizer, penalised, zeros } from './optimizer.ts';

/**
 * Nesterov's accelerated gradient in PyTorch's form:
 *
 *   v ← μ v + g + λ x
 *   x ← x − η (g + λ x + μ v)
 *
 * η → `learningRate`, μ → `momentum`, λ → `weightDecay` (coupled), v → `velocity`, 0 at first. The step looks ahead: it
 * follows the velocity that the next step would have. In terms of the old v the direction is (1 + μ) g + μ² v.
 * Departs from the paper as PyTorch does: the gradient is taken at x and not at x − η μ v, which is the same rule with
 * its variables shifted. Source: PyTorch, torch.optim.SGD with nesterov = True; Y. Nesterov 1983.
 */
export function nesterov({
  learningRate,
  momentum: mu,
  weightDecay = 0,
}: MomentumParams): Optimizer<MomentumState> {
  return {
    init: (start) => ({ velocity: zeros(start) }),
    update: (point, gradient, { velocity }) => {
      const penalisedGradient = penalised(gradient, point, weightDecay);
      const parts = {
        gradient: penalisedGradient.map((g) => (1 + mu) * g),
        memory: velocity.map((v) => mu * mu * v),
        rates: evenRates(point, learningRate),
        decay: null,
      };
      const next = combine(velocity, penalisedGradient, (v, g) => mu * v + g);
      return { point: moved(point, parts), state: { velocity: next }, parts };
    },
  };
}
