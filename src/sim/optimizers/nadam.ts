import type { Framework } from '../frameworks/framework.ts';
import { power } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { adam } from './adam.ts';
import { correction, type Round, rounding } from './arithmetic.ts';
import {
  decayOf,
  moved,
  type Optimizer,
  penalised,
  runningMean,
  runningSquares,
  zeros,
} from './optimizer.ts';

export interface NadamParams extends Framework {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
  /** k, PyTorch's; 1 in Keras. */
  readonly momentumDecay?: number;
  /** PyTorch: whether λ is subtracted from the parameters directly; the other libraries always do so. */
  readonly decoupledWeightDecay?: boolean;
  readonly epsilonRoot?: number;
  /** Keras on its torch backend. */
  readonly torchBackend?: boolean;
}

export interface NadamState {
  readonly mean: Point;
  readonly squares: Point;
  /** Π μ, the product of all momenta so far. */
  readonly momenta: number;
  readonly step: number;
}

/**
 * NAdam, Adam that looks ahead as Nesterov does, by a momentum that grows:
 *
 *   μₜ = β₁ (1 − ½ · 0.96^(k t))
 *   m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²
 *   x ← x − η [μₜ₊₁ m / (1 − Πμ μₜ₊₁) + (1 − μₜ) g / (1 − Πμ)] / (√v̂ + ε)
 *
 * with Πμ = μ₁ … μₜ. η → `learningRate`, β₁ → `beta1`, β₂ → `beta2`, ε → `epsilon`, k → `momentumDecay` (0.004 in
 * PyTorch, always 1 in Keras), λ → `weightDecay`, m → `mean`, v → `squares`, Πμ → `momenta`. PyTorch keeps Πμ in single
 * precision whatever the parameters are. Optax' nadam is Adam with a fixed look-ahead (see {@link adam}); with λ it is
 * its nadamw. Sources: torch.optim.NAdam, keras.optimizers.Nadam, optax.nadam; T. Dozat 2016.
 */
export const nadam = (params: NadamParams): Optimizer =>
  params.semantics === 'optax' ? adam({ ...params, nesterov: true }) : withGrowingMomentum(params);

function withGrowingMomentum(params: NadamParams): Optimizer<NadamState> {
  const { learningRate, beta1, beta2, epsilon, weightDecay = 0 } = params;
  const { semantics = 'pytorch', precision = 'float64' } = params;
  const f = rounding(precision);
  const torch = semantics === 'pytorch';
  const k = torch ? (params.momentumDecay ?? 0.004) : 1;
  const coupled = torch && params.decoupledWeightDecay !== true ? weightDecay : 0;
  // In PyTorch the momenta are Python's doubles and only their product is a tensor, of single precision.
  const scalar: Round = torch ? (x) => x : f;
  const product: Round = torch ? Math.fround : f;
  // Keras rounds β before it takes it from 1, and so loses digits of 1 − 0.999; on its torch backend it does not.
  const share = (beta: number): number => (torch || params.torchBackend === true ? 1 - beta : f(1 - f(beta)));
  const momentumAt = (t: number): number =>
    scalar(scalar(beta1) * scalar(1 - 0.5 * scalar(power(scalar(0.96), t * k))));
  return {
    init: (start) => ({ mean: zeros(start), squares: zeros(start), momenta: 1, step: 0 }),
    update: (point, gradient, before) => {
      const whole = penalised(gradient, point, coupled, f);
      const step = before.step + 1;
      const [mu, next] = [momentumAt(step), momentumAt(step + 1)];
      const momenta = product(before.momenta * product(mu));
      const ahead = scalar(next / scalar(1 - scalar(momenta * next)));
      const now = scalar(scalar(1 - mu) / scalar(1 - momenta));
      const squares = runningSquares(before.squares, whole, beta2, f, share(beta2));
      const c2 = correction(semantics, f, beta2, step);
      const parts = {
        gradient: whole.map((g) => f(f(f(share(beta1) * ahead) + now) * g)),
        memory: before.mean.map((m) => f(f(beta1 * m) * ahead)),
        rates: squares.map((v) => f(f(learningRate) / f(f(Math.sqrt(f(v / c2))) + f(epsilon)))),
        decay: decayOf(point, learningRate, weightDecay - coupled, f),
      };
      const mean = runningMean(before.mean, whole, beta1, f, share(beta1));
      return { point: moved(point, parts, f), state: { mean, squares, momenta, step }, parts };
    },
  };
}
