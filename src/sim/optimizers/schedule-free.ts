import type { Framework } from '../frameworks/framework.ts';
import { power } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { correction, rounding } from './arithmetic.ts';
import { combine, leap, type Optimizer, penalised, runningSquares, zeros } from './optimizer.ts';

export interface ScheduleFreeParams extends Framework {
  readonly learningRate: number;
  /** β, the share of the average in the point at which gradients are taken. */
  readonly beta1: number;
  readonly weightDecay?: number;
  readonly warmupSteps?: number;
  /** A step counts in the average as its rate raised to this. */
  readonly weightPower?: number;
  /** The package of PyTorch alone: and as its number raised to this. */
  readonly stepPower?: number;
}

export interface ScheduleFreeAdamWParams extends ScheduleFreeParams {
  readonly beta2: number;
  readonly epsilon: number;
  /** Keras on its torch backend, where the z before the step is overwritten before it is used. */
  readonly torchBackend?: boolean;
}

export interface ScheduleFreeState {
  /** z, which takes the steps. */
  readonly base: Point;
  readonly squares: Point;
  readonly weightSum: number;
  readonly highestRate: number;
  readonly step: number;
}

/**
 * Schedule-free SGD: an average in place of a falling rate.
 *
 *   z ← z − η g,  x ← (1 − c) x + c z,  y ← (1 − β) z + β x,  c = w / Σw,  w = max(η)^p · t^r
 *
 * The parameters are y, where gradients are taken; `evaluated` gives x, the average. η → `learningRate`, from 0 over
 * `warmupSteps`, β → `beta1` (the package calls it momentum), p → `weightPower`, r → `stepPower`, z → `base`; λ →
 * `weightDecay` is added to g at y. Optax' warm-up starts at 0, and it weighs a step by the rate of the next one.
 * Sources: schedulefree.SGDScheduleFree, optax.contrib.schedule_free_sgd; Defazio et al. 2024.
 */
export const scheduleFreeSgd = (params: ScheduleFreeParams): Optimizer<ScheduleFreeState> =>
  scheduleFree(params, null);

/**
 * Schedule-free AdamW: {@link scheduleFreeSgd} with g / (√v̂ + ε) for g, v as in Adam. Keras weighs all steps alike,
 * whatever their rates, and subtracts η λ y from y first.
 * Sources: schedulefree.AdamWScheduleFree, keras.optimizers.ScheduleFreeAdamW, optax.contrib.schedule_free_adamw.
 */
export const scheduleFreeAdamW = (params: ScheduleFreeAdamWParams): Optimizer<ScheduleFreeState> =>
  scheduleFree(params, params);

function scheduleFree(
  params: ScheduleFreeParams,
  scaling: ScheduleFreeAdamWParams | null,
): Optimizer<ScheduleFreeState> {
  const { learningRate, beta1, weightDecay = 0, warmupSteps = 0, weightPower = 2, stepPower = 0 } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const keras = semantics === 'keras';
  const shareOf = (beta: number): number => (keras ? f(1 - f(beta)) : 1 - beta);
  const warm = (t: number): number => (warmupSteps === 0 ? 1 : Math.min(1, t / warmupSteps)) * learningRate;
  const average = (y: number, z: number): number => f(f(y - f(f(1 - beta1) * z)) / f(beta1));
  return {
    init: (start) => ({ base: start, squares: zeros(start), weightSum: 0, highestRate: 0, step: 0 }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const rate = f(warm(semantics === 'optax' ? step - 1 : step));
      const highestRate = Math.max(before.highestRate, warm(step));
      const weight = keras
        ? 1
        : power(step, stepPower) * (highestRate === 0 ? 0 : power(highestRate, weightPower));
      const weightSum = before.weightSum + weight;
      const share = f(weightSum === 0 ? 0 : weight / weightSum);
      const squares =
        scaling === null
          ? before.squares
          : runningSquares(before.squares, gradient, scaling.beta2, f, shareOf(scaling.beta2));
      const c2 = scaling === null ? 1 : correction(semantics, f, scaling.beta2, step);
      const scaled =
        scaling === null
          ? gradient
          : combine(gradient, squares, (g, v) => f(g / f(f(Math.sqrt(f(v / c2))) + f(scaling.epsilon))));
      const direction = keras ? scaled : penalised(scaled, point, weightDecay, f);
      const from = keras ? point.map((y) => f(y - f(f(y * f(weightDecay)) * f(learningRate)))) : point;
      const base = combine(before.base, direction, (z, g) => f(z - f(rate * g)));
      const former = scaling?.torchBackend === true ? base : before.base;
      const averages = combine(from, former, average).map((x, i) =>
        f(f(f(1 - share) * x) + f(share * (base[i] ?? Number.NaN))),
      );
      const next = combine(averages, base, (x, z) => f(f(f(beta1) * x) + f(f(1 - beta1) * z)));
      return {
        point: next,
        state: { base, squares, weightSum, highestRate, step },
        parts: leap(point, next),
      };
    },
    evaluated: (point, { base }) => combine(point, base, average),
  };
}
