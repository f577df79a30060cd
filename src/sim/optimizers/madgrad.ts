import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { cubeRoot, rounding } from './arithmetic.ts';
import { combine, leap, type Optimizer, penalised, zeros } from './optimizer.ts';

export interface MadgradParams extends Framework {
  readonly learningRate: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
}

interface MadgradState {
  readonly start: Point;
  /** s, the weighted sum of the gradients. */
  readonly sum: Point;
  /** v, the weighted sum of their squares. */
  readonly squares: Point;
  readonly step: number;
}

/**
 * MADGRAD, dual averaging with a cube root and momentum:
 *
 *   w = (η + ε) √t,  s ← s + w g,  v ← v + w g²
 *   z = x₀ − s / (∛v + ε),  x ← μ x + (1 − μ) z
 *
 * η → `learningRate`, ε → `epsilon`, μ → `momentum`, λ → `weightDecay` (added to g), s → `sum`, v → `squares`,
 * x₀ → `start`. Source: optax.contrib.madgrad; Defazio and Jelassi 2021.
 */
export function madgrad(params: MadgradParams): Optimizer<MadgradState> {
  const { learningRate, momentum, epsilon, weightDecay = 0, precision = 'float64' } = params;
  const f = rounding(precision);
  return {
    init: (start) => ({ start, sum: zeros(start), squares: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const whole = penalised(gradient, point, weightDecay, f);
      // Optax takes the root of a whole number in single precision, and the weight with it.
      const weight = Math.fround(Math.fround(learningRate + epsilon) * Math.fround(Math.sqrt(step)));
      const squares = combine(before.squares, whole, (v, g) => f(v + f(weight * f(g * g))));
      const sum = combine(before.sum, whole, (s, g) => f(s + f(weight * g)));
      const pulls = combine(sum, squares, (s, v) => f(s / f(f(cubeRoot(v)) + f(epsilon))));
      const targets = combine(before.start, pulls, (x, pull) => f(x - pull));
      const next = combine(targets, point, (z, x) => f(f((1 - momentum) * z) + f(momentum * x)));
      const state = { start: before.start, sum, squares, step };
      return { point: next, state, parts: leap(point, next) };
    },
  };
}
