import type { Framework } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { correction, norm, rounding } from './arithmetic.ts';
import {
  combine,
  decayOf,
  evenRates,
  moved,
  type Optimizer,
  penalised,
  runningMean,
  runningSquares,
  straight,
  zeros,
} from './optimizer.ts';

export interface LambParams extends Framework {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly epsilonRoot?: number;
  readonly weightDecay?: number;
}

interface LambState {
  readonly mean: Point;
  readonly squares: Point;
  readonly step: number;
}

/**
 * LAMB, Adam's step at a length in proportion to that of the parameters:
 *
 *   u = m̂ / (√v̂ + ε) + λ x,  x ← x − η |x| / |u| · u            Optax: decay inside the ratio
 *   x ← x − η λ x,  u = m̂ / (√v̂ + ε),  x ← x − η |x| / |u| · u    Keras: outside
 *
 * The ratio is 1 where a norm is 0. Symbols as in Adam; norms are over all parameters. On a single parameter the
 * ratio cancels Optax' decay. Sources: keras.optimizers.Lamb, optax.lamb; You et al. 2020.
 */
export function lamb(params: LambParams): Optimizer<LambState> {
  const { learningRate, beta1, beta2, epsilon, epsilonRoot = 0, weightDecay = 0 } = params;
  const { semantics = 'optax', precision = 'float64' } = params;
  const f = rounding(precision);
  const inside = semantics === 'optax' ? weightDecay : 0;
  return {
    init: (start) => ({ mean: zeros(start), squares: zeros(start), step: 0 }),
    update: (point, gradient, before) => {
      const step = before.step + 1;
      const mean = runningMean(before.mean, gradient, beta1, f);
      const squares = runningSquares(before.squares, gradient, beta2, f);
      const [c1, c2] = [correction(semantics, f, beta1, step), correction(semantics, f, beta2, step)];
      const scaled = combine(mean, squares, (m, v) =>
        f(f(m / c1) / f(f(Math.sqrt(f(f(v / c2) + epsilonRoot))) + f(epsilon))),
      );
      const direction = penalised(scaled, point, inside, f);
      const decay = decayOf(point, learningRate, weightDecay - inside, f);
      const left = decay === null ? point : combine(point, decay, (x, d) => f(x - d));
      const [length, size] = [norm(left, f), norm(direction, f)];
      const ratio = length > 0 && size > 0 ? f(length / size) : 1;
      const parts = straight(direction, f(ratio * f(learningRate)), decay);
      return { point: moved(point, parts, f), state: { mean, squares, step }, parts };
    },
  };
}

export interface LarsParams extends Framework {
  readonly learningRate: number;
  readonly momentum: number;
  readonly trustCoefficient: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
  readonly nesterov?: boolean;
}

interface LarsState {
  /** b, the momentum's memory of steps. */
  readonly velocity: Point;
}

/**
 * LARS, gradient descent at a length in proportion to that of the parameters:
 *
 *   u = g + λ x,  b ← μ b + η c |x| / (|u| + ε) · u,  x ← x − b       (x − (η c … u + μ b) with `nesterov`)
 *
 * η → `learningRate`, c → `trustCoefficient`, λ → `weightDecay`, μ → `momentum`, ε → `epsilon`, b → `velocity`. The
 * ratio, c with it, is 1 where a norm is 0. Source: optax.lars; You, Gitman, Ginsburg 2017.
 */
export function lars(params: LarsParams): Optimizer<LarsState> {
  const { learningRate, momentum: mu, trustCoefficient, epsilon, weightDecay = 0, nesterov = false } = params;
  const f = rounding(params.precision ?? 'float64');
  return {
    init: (start) => ({ velocity: zeros(start) }),
    update: (point, gradient, before) => {
      const direction = penalised(gradient, point, weightDecay, f);
      const [length, size] = [norm(point, f), norm(direction, f)];
      const ratio =
        length === 0 || size === 0 ? 1 : f(f(f(trustCoefficient) * length) / f(size + f(epsilon)));
      const fresh = direction.map((u) => f(f(u * ratio) * f(learningRate)));
      const velocity = combine(before.velocity, fresh, (b, u) => f(u + f(mu * b)));
      const parts = {
        gradient: nesterov ? fresh.map((u) => f((1 + mu) * u)) : fresh,
        memory: before.velocity.map((b) => f((nesterov ? mu * mu : mu) * b)),
        rates: evenRates(point, 1),
        decay: null,
      };
      return { point: moved(point, parts, f), state: { velocity }, parts };
    },
  };
}

interface FromageParams extends Framework {
  readonly learningRate: number;
  readonly minNorm: number;
}

/**
 * Fromage, a step in proportion to the parameters' length, after which they are shrunk to where they would have been
 * had the step been at a right angle:
 *
 *   x ← (x − η |x| / |g| · g) / √(1 + η²)
 *
 * η → `learningRate`; norms are at least `minNorm`. Source: optax.fromage; Bernstein et al. 2020.
 */
export function fromage({ learningRate, minNorm, precision = 'float64' }: FromageParams): Optimizer<null> {
  const f = rounding(precision);
  const shrink = 1 / Math.sqrt(1 + learningRate * learningRate);
  return {
    init: () => null,
    update: (point, gradient, state) => {
      const atLeast = (values: Point): number => Math.max(norm(values, f), f(minNorm));
      const ratio = f(atLeast(point) / atLeast(gradient));
      const decay = point.map((x) => f(f(1 - shrink) * x));
      const parts = straight(gradient, f(ratio * f(learningRate * shrink)), decay);
      return { point: moved(point, parts, f), state, parts };
    },
  };
}

interface NovogradState {
  readonly mean: Point;
  /** v, the running mean of the squared norm of the gradient: one number for all parameters. */
  readonly square: number;
  readonly step: number;
}

/**
 * NovoGrad, a second moment of one number per layer:
 *
 *   v ← β₂ v + (1 − β₂) |g|²  (at first |g|²)
 *   m ← β₁ m + g / (√(v + ε′) + ε) + λ x,  x ← x − η m
 *
 * η → `learningRate`, β₁ → `beta1`, β₂ → `beta2`, ε → `epsilon`, ε′ → `epsilonRoot`, λ → `weightDecay`, m → `mean`,
 * v → `square`. Source: optax.novograd; Ginsburg et al. 2019.
 */
export function novograd(params: LambParams): Optimizer<NovogradState> {
  const { learningRate, beta1, beta2, epsilon, epsilonRoot = 0, weightDecay = 0 } = params;
  const f = rounding(params.precision ?? 'float64');
  return {
    init: (start) => ({ mean: zeros(start), square: 0, step: 0 }),
    update: (point, gradient, before) => {
      const length = norm(gradient, f);
      const now = f(length * length);
      const square = before.step === 0 ? now : f(f((1 - beta2) * now) + f(beta2 * before.square));
      const root = f(f(Math.sqrt(f(square + epsilonRoot))) + f(epsilon));
      const fresh = penalised(
        gradient.map((g) => f(g / root)),
        point,
        weightDecay,
        f,
      );
      const memory = before.mean.map((m) => f(beta1 * m));
      const parts = { gradient: fresh, memory, rates: evenRates(point, f(learningRate)), decay: null };
      const mean = combine(memory, fresh, (m, u) => f(m + u));
      return { point: moved(point, parts, f), state: { mean, square, step: before.step + 1 }, parts };
    },
  };
}
