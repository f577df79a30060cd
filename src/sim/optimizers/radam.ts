import { integerPower } from '../maths.ts';
import type { AdamParams, AdamState } from './adam.ts';
import { bySquaring, correction, rounding } from './arithmetic.ts';
import {
  decayOf,
  evenRates,
  moved,
  type Optimizer,
  penalised,
  runningMean,
  runningSquares,
  zeros,
} from './optimizer.ts';

export interface RadamParams extends AdamParams {
  /** The length ρ of the mean from which on its variance counts as known; PyTorch: above 5. */
  readonly threshold?: number;
}

/**
 * Rectified Adam: plain momentum until the mean of the squares spans enough steps to be trusted, then Adam times r:
 *
 *   ρ∞ = 2 / (1 − β₂) − 1,  ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 *   r  = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
 *   x ← x − η m̂                                 while ρ ≤ 5 (Optax: ρ < `threshold`)
 *   x ← x − η r m̂ √(1 − β₂ᵗ) / (√v + ε)         PyTorch
 *   x ← x − η r m̂ / (√(v̂ + ε′) + ε)             Optax, ε′ → `epsilonRoot`
 *
 * Symbols as in Adam; λ → `weightDecay` is PyTorch's, added to g or, `decoupledWeightDecay`, subtracted. Optax takes ρ
 * in the precision of the parameters: in single, r is off in the fourth digit at first with β₂ = 0.99, by 1 % with 0.999,
 * and with 0.9999 most of the first five steps are rectified already (Optax 0.2.8, not compiled). With `nesterov` Optax
 * looks ahead.
 * Sources: torch.optim.RAdam, optax.radam; Liu et al. 2020.
 */
export function radam(params: RadamParams): Optimizer<AdamState> {
  const { learningRate, beta1, beta2, epsilon, weightDecay = 0, epsilonRoot = 0, threshold = 5 } = params;
  const { semantics = 'pytorch', precision = 'float64', nesterov = false } = params;
  const f = rounding(precision);
  const torch = semantics === 'pytorch';
  const h = torch ? rounding('float64') : f;
  const coupled = torch && params.decoupledWeightDecay !== true ? weightDecay : 0;
  const longest = 2 / (1 - beta2) - 1;
  return {
    init: (start) => ({ mean: zeros(start), squares: zeros(start), largest: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const g = penalised(gradient, point, coupled, f);
      const step = before.step + 1;
      const mean = runningMean(before.mean, g, beta1, f);
      const squares = runningSquares(before.squares, g, beta2, f);
      const c1 = correction(semantics, f, beta1, step);
      const c2 = correction(semantics, f, beta2, step);
      const later = nesterov ? correction(semantics, f, beta1, step + 1) : c1;
      const last = torch ? integerPower(beta2, step) : bySquaring(beta2, step, h);
      const length = h(longest - h(h(2 * step * last) / h(1 - last)));
      const trusted = torch ? length > 5 : length >= threshold;
      const top = h(h(h(length - 4) * h(length - 2)) * h(longest));
      const r = h(Math.sqrt(h(top / h(h((longest - 4) * (longest - 2)) * length))));
      const rate = (v: number): number =>
        torch
          ? f(f(f(learningRate) * f(Math.sqrt(c2) * r)) / f(f(Math.sqrt(v)) + epsilon))
          : f(f(f(learningRate) * r) / f(f(Math.sqrt(f(f(v / c2) + epsilonRoot))) + f(epsilon)));
      const parts = {
        gradient: g.map((a) => f((nesterov ? 1 / c1 + beta1 / later : 1 / c1) * f((1 - beta1) * a))),
        memory: before.mean.map((m) => f(((nesterov ? beta1 * beta1 : beta1) * m) / later)),
        rates: trusted ? squares.map(rate) : evenRates(point, f(learningRate)),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      const state = { mean, squares, largest: before.largest, step };
      return { point: moved(point, parts, f), state, parts };
    },
  };
}
