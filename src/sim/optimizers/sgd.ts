import { evenRates, moved, type Optimizer, penalised } from './optimizer.ts';

/** The learning rate η, and coupled weight decay λ, 0 by default. */
export interface SgdParams {
  readonly learningRate: number;
  readonly weightDecay?: number;
}

/**
 * Gradient descent without memory:
 *
 *   x ← x − η (g + λ x)
 *
 * η → `learningRate`, λ → `weightDecay` (coupled), g → `gradient`, x → `point`. It keeps no state. What is "stochastic" is
 * the gradient it is given, not the rule. Source: PyTorch, torch.optim.SGD with momentum = 0.
 */
export function sgd({ learningRate, weightDecay = 0 }: SgdParams): Optimizer<null> {
  return {
    init: () => null,
    update: (point, gradient, state) => {
      const parts = {
        gradient: penalised(gradient, point, weightDecay),
        memory: null,
        rates: evenRates(point, learningRate),
        decay: null,
      };
      return { point: moved(point, parts), state, parts };
    },
  };
}
