import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { bySquaring, rounding } from './arithmetic.ts';
import { combine, decayOf, moved, type Optimizer, zeros } from './optimizer.ts';

export interface ProdigyParams extends Framework {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Of the estimate; √β₂ by default. */
  readonly beta3?: number;
  readonly epsilon: number;
  readonly initialRate: number;
  readonly rateCoefficient: number;
  readonly weightDecay?: number;
  readonly safeguardWarmup?: boolean;
}

interface ProdigyState {
  readonly start: Point;
  readonly mean: Point;
  readonly squares: Point;
  /** s, the weighted sum of the gradients. */
  readonly sum: Point;
  /** d, the estimated distance, and with it the rate; it never falls. */
  readonly distance: number;
  /** r, the numerator of the estimate. */
  readonly numerator: number;
  readonly step: number;
}

/**
 * Prodigy, Adam that estimates its own rate from how far it has come:
 *
 *   e = η d √(1 − β₂ᵗ) / (1 − β₁ᵗ)
 *   m ← β₁ m + (1 − β₁) d g,  v ← β₂ v + (1 − β₂) d² g²
 *   r ← β₃ r + d / d₀ · e ⟨g, x₀ − x⟩,  s ← β₃ s + e d g / d₀
 *   x ← x − e (m / (√v + d′ ε) + λ x),  d′ = max(d, c r / Σ|s|)
 *
 * η → `learningRate` (1), d₀ → `initialRate`, c → `rateCoefficient`, β₃ → `beta3`, λ → `weightDecay`. With
 * `safeguardWarmup` s takes d in place of e. Source: optax.contrib.prodigy; Mishchenko and Defazio 2023.
 */
export function prodigy(params: ProdigyParams): Optimizer<ProdigyState> {
  const { learningRate, beta1, beta2, epsilon, initialRate, rateCoefficient, weightDecay = 0 } = params;
  const { safeguardWarmup = false, precision = 'float64' } = params;
  const beta3 = params.beta3 ?? Math.sqrt(beta2);
  const f = rounding(precision);
  return {
    init: (start) => ({
      start,
      mean: zeros(start),
      squares: zeros(start),
      sum: zeros(start),
      distance: f(initialRate),
      numerator: 0,
      step: 0,
    }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const { distance } = before;
      const c1 = f(1 - bySquaring(beta1, step, f));
      const c2 = f(1 - bySquaring(beta2, step, f));
      const rate = f(f(distance * learningRate) * f(f(Math.sqrt(c2)) / c1));
      const scaled = gradient.map((g) => f(distance * g));
      const mean = combine(before.mean, scaled, (m, g) => f(f(beta1 * m) + f((1 - beta1) * g)));
      const squares = combine(before.squares, scaled, (v, g) => f(f(beta2 * v) + f(f(f(1 - beta2) * g) * g)));
      const weight = safeguardWarmup ? distance : rate;
      const sum = combine(before.sum, scaled, (s, g) => f(f(beta3 * s) + f(f(weight * g) / f(initialRate))));
      const travelled = combine(before.start, point, (x0, x) => f(x0 - x));
      const along = combine(gradient, travelled, (g, d) => f(g * d)).reduce(
        (total, value) => f(total + value),
        0,
      );
      const numerator = f(f(beta3 * before.numerator) + f(f(f(distance / f(initialRate)) * rate) * along));
      const total = sum.reduce((all, s) => f(all + Math.abs(s)), 0);
      const estimate = f(f(rateCoefficient * numerator) / total);
      // Optax' maximum hands NaN on: with a gradient of exactly 0 at the start nothing moves ever again.
      const next = Math.max(distance, estimate);
      const parts = {
        gradient: scaled.map((g) => f((1 - beta1) * g)),
        memory: before.mean.map((m) => f(beta1 * m)),
        rates: squares.map((v) => f(rate / f(f(Math.sqrt(v)) + f(next * epsilon)))),
        decay: decayOf(point, rate, weightDecay, f),
      };
      const state = { start: before.start, mean, squares, sum, distance: next, numerator, step };
      return { point: moved(point, parts, f), state, parts };
    },
  };
}
