import type { Optimizer } from './optimizer.ts';

export interface GradientDescentParams {
  readonly learningRate: number;
}

/**
 * Plain gradient descent (PyTorch's SGD without momentum):
 *
 *   x ← x − η g
 *
 * η → `learningRate`, g → `gradient`, x → `point`. It keeps no state.
 */
export function gradientDescent({ learningRate }: GradientDescentParams): Optimizer<null> {
  return {
    init: () => null,
    update: (point, gradient, state) => ({
      point: point.map((x, i) => x - learningRate * (gradient[i] ?? 0)),
      state,
    }),
  };
}
