import type { Framework } from '../frameworks/framework.ts';
import { power } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { combine, evenRates, moved, type Optimizer, penalised } from './optimizer.ts';

export interface AsgdParams extends Framework {
  readonly learningRate: number;
  readonly shrinkage: number;
  readonly rateExponent: number;
  readonly averagingStart: number;
  readonly weightDecay?: number;
}

export interface AsgdState {
  /** a, the average of the parameters since `averagingStart`: what is meant to be used in the end. */
  readonly average: Point;
  readonly rate: number;
  /** The share of the next parameters in the average. */
  readonly share: number;
  readonly step: number;
}

/**
 * Averaged gradient descent:
 *
 *   x ← (1 − λₐ η) x − η g,  g with λ x
 *   a ← a + (x − a) / max(1, t − t₀)
 *   η ← η₀ / (1 + λₐ η₀ t)^α
 *
 * η₀ → `learningRate`, λₐ → `shrinkage` (PyTorch: lambd), α → `rateExponent` (alpha), t₀ → `averagingStart` (t0),
 * λ → `weightDecay`. The parameters themselves are not averaged: `evaluated` gives a. PyTorch keeps η in single
 * precision after the first step. Source: torch.optim.ASGD; Polyak and Juditsky 1992.
 */
export function asgd(params: AsgdParams): Optimizer<AsgdState> {
  const { learningRate, shrinkage, rateExponent, averagingStart, weightDecay = 0 } = params;
  const f = rounding(params.precision ?? 'float64');
  return {
    init: (start) => ({ average: start.map(() => 0), rate: Math.fround(learningRate), share: 1, step: 0 }),
    update: (point, gradient, { average, rate, share, step }) => {
      const whole = penalised(gradient, point, weightDecay, f);
      const parts = {
        gradient: whole,
        memory: null,
        rates: evenRates(point, f(rate)),
        decay: shrinkage === 0 ? null : point.map((x) => f(f(shrinkage * rate) * x)),
      };
      const next = moved(point, parts, f);
      const t = step + 1;
      const state = {
        average: share === 1 ? next : combine(average, next, (a, x) => f(a + f(f(x - a) * share))),
        rate: Math.fround(learningRate / power(1 + shrinkage * learningRate * t, rateExponent)),
        share: Math.fround(1 / Math.max(1, t - averagingStart)),
        step: t,
      };
      return { point: next, state, parts };
    },
    evaluated: (point, { average, step }) => (step === 0 ? point : average),
  };
}
