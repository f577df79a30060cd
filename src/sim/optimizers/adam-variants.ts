import type { Framework } from '../frameworks/framework.ts';
import { clamp, power } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { correction, rounding } from './arithmetic.ts';
import {
  combine,
  decayOf,
  evenRates,
  moved,
  type Optimizer,
  runningMean,
  runningSquares,
  straight,
  zeros,
} from './optimizer.ts';

/** What the relatives of Adam that only Optax has are told. */
export interface AdamVariantParams extends Framework {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly epsilonRoot?: number;
  readonly weightDecay?: number;
  readonly nesterov?: boolean;
}

interface MomentsState {
  readonly mean: Point;
  readonly squares: Point;
  readonly step: number;
}

/**
 * Yogi, Adam whose v changes by a bounded amount:
 *
 *   v ← v − (1 − β₂) sign(v − g²) g²
 *
 * and else Adam. m and v both start at 10⁻⁶ and are bias-corrected all the same. Source: optax.yogi; Zaheer et al. 2018.
 */
export function yogi(params: AdamVariantParams): Optimizer<MomentsState> {
  const { learningRate, beta1, beta2, epsilon, precision = 'float64' } = params;
  const f = rounding(precision);
  return {
    init: (start) => ({ mean: evenRates(start, f(1e-6)), squares: evenRates(start, f(1e-6)), step: 0 }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const squares = combine(before.squares, gradient, (v, g) =>
        f(v - f(f((1 - beta2) * Math.sign(f(v - f(g * g)))) * f(g * g))),
      );
      const [c1, c2] = [correction('optax', f, beta1, step), correction('optax', f, beta2, step)];
      const parts = {
        gradient: gradient.map((g) => f(((1 - beta1) * g) / c1)),
        memory: before.mean.map((m) => f((beta1 * m) / c1)),
        rates: squares.map((v) => f(f(learningRate) / f(f(Math.sqrt(f(v / c2))) + f(epsilon)))),
        decay: null,
      };
      const mean = runningMean(before.mean, gradient, beta1, f);
      return { point: moved(point, parts, f), state: { mean, squares, step }, parts };
    },
  };
}

/**
 * AdaBelief, Adam whose v is the mean square of how far the gradient is from its own mean:
 *
 *   s ← β₂ s + (1 − β₂)(g − m)² + ε′
 *
 * and else Adam; ε′ → `epsilonRoot` is added at every step. With `nesterov` it looks ahead as Optax' Adam does.
 * Source: optax.adabelief; Zhuang et al. 2020.
 */
export function adabelief(params: AdamVariantParams): Optimizer<MomentsState> {
  const { learningRate, beta1, beta2, epsilon, epsilonRoot = 1e-16, nesterov = false } = params;
  const f = rounding(params.precision ?? 'float64');
  return {
    init: (start) => ({ mean: zeros(start), squares: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const mean = runningMean(before.mean, gradient, beta1, f);
      const surprise = combine(gradient, mean, (g, m) => f(g - m));
      const squares = runningSquares(before.squares, surprise, beta2, f).map((s) => f(s + f(epsilonRoot)));
      const [c1, c2] = [correction('optax', f, beta1, step), correction('optax', f, beta2, step)];
      const later = nesterov ? correction('optax', f, beta1, step + 1) : c1;
      const parts = {
        gradient: gradient.map((g) => f((nesterov ? 1 / c1 + beta1 / later : 1 / c1) * f((1 - beta1) * g))),
        memory: before.mean.map((m) => f(((nesterov ? beta1 * beta1 : beta1) * m) / later)),
        rates: squares.map((s) => f(f(learningRate) / f(f(Math.sqrt(f(s / c2))) + f(epsilon)))),
        decay: null,
      };
      return { point: moved(point, parts, f), state: { mean, squares, step }, parts };
    },
  };
}

export interface AdanParams extends AdamVariantParams {
  readonly beta3: number;
}

interface AdanState extends MomentsState {
  /** v, the running mean of the differences between successive gradients. */
  readonly differences: Point;
  readonly gradient: Point;
}

/**
 * Adan, Adam that looks ahead by the change of the gradient:
 *
 *   d = g − g₋₁ (0 at first),  m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) d
 *   n ← β₃ n + (1 − β₃)(g + (1 − β₂) d)²
 *   x ← x − η [(m̂ + (1 − β₂) v̂) / (√(n̂ + ε′) + ε) + λ x]
 *
 * m → `mean`, v → `differences`, n → `squares`, ε′ → `epsilonRoot`. Optax' β are 1 minus the paper's.
 * Source: optax.adan; Xie et al. 2022.
 */
export function adan(params: AdanParams): Optimizer<AdanState> {
  const { learningRate, beta1, beta2, beta3, epsilon, epsilonRoot = 0, weightDecay = 0 } = params;
  const f = rounding(params.precision ?? 'float64');
  const share = 1 - beta2;
  return {
    init: (start) => ({
      mean: zeros(start),
      differences: zeros(start),
      squares: zeros(start),
      gradient: zeros(start),
      step: 0,
    }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const change = step === 1 ? zeros(point) : combine(gradient, before.gradient, (g, h) => f(g - h));
      const mean = runningMean(before.mean, gradient, beta1, f);
      const differences = runningMean(before.differences, change, beta2, f);
      const ahead = combine(gradient, change, (g, d) => f(g + f(share * d)));
      const squares = runningSquares(before.squares, ahead, beta3, f);
      const [c1, c2, c3] = [beta1, beta2, beta3].map((beta) => correction('optax', f, beta, step));
      const over = (value: number, c: number | undefined): number => f(value / (c ?? Number.NaN));
      const parts = {
        gradient: combine(gradient, change, (g, d) =>
          f(over((1 - beta1) * g, c1) + over(share * share * d, c2)),
        ),
        memory: combine(before.mean, before.differences, (m, v) =>
          f(over(beta1 * m, c1) + over(share * beta2 * v, c2)),
        ),
        rates: squares.map((n) =>
          f(f(learningRate) / f(f(Math.sqrt(f(over(n, c3) + f(epsilonRoot)))) + f(epsilon))),
        ),
        decay: decayOf(point, learningRate, weightDecay, f),
      };
      return { point: moved(point, parts, f), state: { mean, differences, squares, gradient, step }, parts };
    },
  };
}

export interface AdemamixParams extends AdanParams {
  /** Weight of the slow mean. */
  readonly slowWeight: number;
}

interface AdemamixState extends MomentsState {
  /** m₂, the slow running mean of the gradients. */
  readonly slow: Point;
}

/**
 * AdEMAMix, Adam with a second, much slower mean that is not bias-corrected:
 *
 *   m₂ ← β₃ m₂ + (1 − β₃) g
 *   x ← x − η [(m̂ + α m₂) / (√(v̂ + ε′) + ε) + λ x]
 *
 * α → `slowWeight` (Optax: alpha), m₂ → `slow`, ε′ → `epsilonRoot`. Source: optax.contrib.ademamix; Pagliardini 2024.
 */
export function ademamix(params: AdemamixParams): Optimizer<AdemamixState> {
  const { learningRate, beta1, beta2, beta3, slowWeight, epsilon, epsilonRoot = 0, weightDecay = 0 } = params;
  const f = rounding(params.precision ?? 'float64');
  return {
    init: (start) => ({ mean: zeros(start), slow: zeros(start), squares: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const squares = runningSquares(before.squares, gradient, beta2, f);
      const [c1, c2] = [correction('optax', f, beta1, step), correction('optax', f, beta2, step)];
      const parts = {
        gradient: gradient.map((g) => f(f(((1 - beta1) * g) / c1) + f(slowWeight * (1 - beta3) * g))),
        memory: combine(before.mean, before.slow, (m, slow) =>
          f(f((beta1 * m) / c1) + f(slowWeight * beta3 * slow)),
        ),
        rates: squares.map((v) =>
          f(f(learningRate) / f(f(Math.sqrt(f(f(v / c2) + epsilonRoot))) + f(epsilon))),
        ),
        decay: decayOf(point, learningRate, weightDecay, f),
      };
      const state = {
        mean: runningMean(before.mean, gradient, beta1, f),
        slow: runningMean(before.slow, gradient, beta3, f),
        squares,
        step,
      };
      return { point: moved(point, parts, f), state, parts };
    },
  };
}

export interface AdoptParams extends AdamVariantParams {
  readonly clipping?: boolean;
}

/**
 * ADOPT, Adam that divides each gradient by the root mean square of the ones before it, then averages:
 *
 *   n = clip(g / max(√v, ε), ± (t − 1)^¼)
 *   m ← β₁ m + (1 − β₁) n,  v ← β₂ v + (1 − β₂) g²,  x ← x − η m
 *
 * The first step only measures: v = g², m = n, which `clipping` cuts to 0. With `nesterov` the mean is taken twice.
 * Source: optax.contrib.adopt; Taniguchi et al. 2024.
 */
export function adopt(params: AdoptParams): Optimizer<MomentsState> {
  const { learningRate, beta1, beta2, epsilon, nesterov = false, clipping = true } = params;
  const f = rounding(params.precision ?? 'float64');
  return {
    init: (start) => ({ mean: zeros(start), squares: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const { step } = before;
      const [b1, b2] = step === 0 ? [1, 0] : [beta1, beta2];
      const most = clipping ? f(step === 0 ? 0 : power(step, 0.25)) : Number.POSITIVE_INFINITY;
      const normal = combine(gradient, before.squares, (g, v) =>
        clamp(f(g / Math.max(f(Math.sqrt(v)), f(epsilon))), -most, most),
      );
      const mean = runningMean(before.mean, normal, b1, f);
      const shown = nesterov ? runningMean(mean, normal, b1, f) : mean;
      const remembered = nesterov ? b1 * b1 : b1;
      const parts = {
        ...straight(shown, f(learningRate), null),
        gradient: normal.map((n) => f((1 - remembered) * n)),
        memory: before.mean.map((m) => f(remembered * m)),
      };
      const squares = runningSquares(before.squares, gradient, b2, f);
      return { point: moved(point, parts, f), state: { mean, squares, step: step + 1 }, parts };
    },
  };
}
