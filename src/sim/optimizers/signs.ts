import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { rounding } from './arithmetic.ts';
import { combine, decayOf, moved, type Optimizer, runningMean, straight, zeros } from './optimizer.ts';

interface SignParams extends Framework {
  readonly learningRate: number;
}

/** Sign descent, steps of one length: x ← x − η sign(g). η → `learningRate`. Source: optax.sign_sgd; Bernstein 2018. */
export function signSgd({ learningRate, precision = 'float64' }: SignParams): Optimizer<null> {
  const f = rounding(precision);
  return {
    init: () => null,
    update: (point, gradient, state) => {
      const parts = straight(gradient.map(Math.sign), f(learningRate), null);
      return { point: moved(point, parts, f), state, parts };
    },
  };
}

interface MeanState {
  /** m, the running mean of the gradients. */
  readonly mean: Point;
}

/**
 * Signum, the sign of a running mean: m ← β m + (1 − β) g, x ← x − η sign(m). η → `learningRate`, β → `momentum`
 * (Optax: beta), m → `mean`. Source: optax.signum; Bernstein et al. 2018.
 */
export function signum(params: SignParams & { readonly momentum: number }): Optimizer<MeanState> {
  const { learningRate, momentum: beta, precision = 'float64' } = params;
  const f = rounding(precision);
  return {
    init: (start) => ({ mean: zeros(start) }),
    update: (point, gradient, before) => {
      const mean = runningMean(before.mean, gradient, beta, f);
      const parts = straight(mean.map(Math.sign), f(learningRate), null);
      return { point: moved(point, parts, f), state: { mean }, parts };
    },
  };
}

interface LionParams extends SignParams {
  readonly beta1: number;
  readonly beta2: number;
  readonly weightDecay?: number;
}

/**
 * Lion, the sign of a mean that gives this gradient more weight than its memory does:
 *
 *   x ← x − η sign(β₁ m + (1 − β₁) g) − η λ x
 *   m ← β₂ m + (1 − β₂) g
 *
 * η → `learningRate`, β₁ → `beta1`, β₂ → `beta2`, λ → `weightDecay`, decoupled (by default 0 in Keras, 0.001 in Optax),
 * m → `mean`. Sources: keras.optimizers.Lion, optax.lion; Chen et al. 2023.
 */
export function lion(params: LionParams): Optimizer<MeanState> {
  const { learningRate, beta1, beta2, weightDecay = 0, precision = 'float64' } = params;
  const f = rounding(precision);
  return {
    init: (start) => ({ mean: zeros(start) }),
    update: (point, gradient, before) => {
      const signs = runningMean(before.mean, gradient, beta1, f).map(Math.sign);
      const parts = straight(signs, f(learningRate), decayOf(point, learningRate, weightDecay, f));
      const mean = runningMean(before.mean, gradient, beta2, f);
      return { point: moved(point, parts, f), state: { mean }, parts };
    },
  };
}

interface RpropParams extends SignParams {
  readonly etaMinus: number;
  readonly etaPlus: number;
  readonly minStep: number;
  readonly maxStep: number;
}

interface RpropState {
  /** The length of each parameter's step. */
  readonly lengths: Point;
  /** The last gradient, 0 after a change of sign (Optax: the move that it asks for, handed out one step later). */
  readonly previous: Point;
}

/**
 * Resilient propagation: only the sign of a gradient counts, and how long it has stayed the same.
 *
 *   d ← clamp(d · η₊) where g g₋₁ > 0;  d ← clamp(d · η₋), g ← 0 where g g₋₁ < 0
 *   x ← x − d sign(g)
 *
 * d → `lengths`, at first `learningRate`; η₋ → `etaMinus`, η₊ → `etaPlus`, clamped to `minStep` … `maxStep`. Optax hands
 * out the move of the step before, and nothing where the sign has changed, so that its first step stands still.
 * Sources: torch.optim.Rprop, optax.rprop; Riedmiller and Braun 1993.
 */
export function rprop(params: RpropParams): Optimizer<RpropState> {
  const { learningRate, etaMinus, etaPlus, minStep, maxStep } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const next = (length: number, agreement: number): number =>
    agreement === 0
      ? length
      : Math.max(f(minStep), Math.min(f(maxStep), f(length * (agreement > 0 ? etaPlus : etaMinus))));
  return {
    init: (start) => ({ lengths: start.map(() => f(learningRate)), previous: zeros(start) }),
    update: (point, gradient, before) => {
      const agreement = combine(gradient, before.previous, (g, p) => Math.sign(g) * Math.sign(p));
      const lengths = combine(before.lengths, agreement, next);
      const fresh = combine(gradient, agreement, (g, a) => (a < 0 ? 0 : g));
      const asked = combine(fresh, lengths, (g, length) => f(length * Math.sign(g)));
      const late = semantics === 'optax';
      const moves = late ? combine(before.previous, agreement, (p, a) => (a < 0 ? 0 : p)) : asked;
      const parts = straight(moves, 1, null);
      return { point: moved(point, parts, f), state: { lengths, previous: late ? asked : fresh }, parts };
    },
  };
}
