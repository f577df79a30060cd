import type { Framework, Semantics } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { correction, type Round, rounding } from './arithmetic.ts';
import {
  combine,
  decayOf,
  evenRates,
  moved,
  type Optimizer,
  penalised,
  runningMean,
  runningSquares,
  zeros,
} from './optimizer.ts';

/** RMSprop's learning rate η, decay rate α in [0, 1), ε that keeps the divisor above zero, and coupled weight decay λ, 0 by default. */
export interface RmspropParams extends Framework {
  readonly learningRate: number;
  readonly alpha: number;
  readonly epsilon: number;
  readonly weightDecay?: number;
  readonly momentum?: number;
  readonly centered?: boolean;
  /** The last four are Optax' alone. */
  readonly nesterov?: boolean;
  readonly epsilonInRoot?: boolean;
  readonly initialScale?: number;
  readonly biasCorrection?: boolean;
}

export interface RmspropState {
  /** s, the running mean of the squared gradients. */
  readonly squares: Point;
  /** a, the running mean of the gradients; used if centred. */
  readonly mean: Point;
  /** b, the momentum's memory. */
  readonly velocity: Point;
  readonly step: number;
}

/**
 * RMSprop, a per-parameter learning rate scaled by the size of recent gradients:
 *
 *   s ← α s + (1 − α) g²,  a ← α a + (1 − α) g
 *   r = √s + ε                                 PyTorch;  centred √(s − a²) + ε
 *   r = √(s + ε)                               Keras, Optax, tfjs;  centred √(s − a² + ε)
 *   b ← μ b + g / r,   x ← x − η b             PyTorch: the rate outside the momentum
 *   b ← μ b + η g / r, x ← x − b               the others: inside
 *
 * η → `learningRate`, α → `alpha` (Keras: rho; Optax, tfjs: decay), ε → `epsilon`, μ → `momentum`, λ → `weightDecay`
 * (PyTorch: added to g; Keras: decoupled), s → `squares` from 0 (Optax: `initialScale`) and without bias correction,
 * so the first steps are long. tfjs subtracts ε when centred, √(s − (a² + ε)): a parameter with a gradient near 0
 * becomes NaN. Optax alone has look-ahead, ε outside the root and bias correction.
 * Sources: torch.optim.RMSprop, keras.optimizers.RMSprop, optax.rmsprop, tf.train.rmsprop; Tieleman and Hinton 2012.
 */
export function rmsprop(params: RmspropParams): Optimizer<RmspropState> {
  const { learningRate, alpha, weightDecay = 0, momentum: mu = 0, nesterov: ahead = false } = params;
  const { semantics = 'pytorch', precision = 'float64', initialScale = 0, biasCorrection = false } = params;
  const f = rounding(precision);
  const coupled = semantics === 'pytorch' ? weightDecay : 0;
  const root = rootOf(params, semantics, f);
  return {
    init: (start) => ({
      squares: evenRates(start, f(initialScale)),
      mean: zeros(start),
      velocity: zeros(start),
      step: 0,
    }),
    update: (point, gradient, before) => {
      const whole = penalised(gradient, point, coupled, f);
      const step = before.step + 1;
      const squares = runningSquares(before.squares, whole, alpha, f);
      const mean = params.centered === true ? runningMean(before.mean, whole, alpha, f) : before.mean;
      const c = biasCorrection ? correction(semantics, f, alpha, step) : 1;
      const roots = combine(squares, mean, (s, a) => root(f(s / c), f(a / c)));
      const decay = decayOf(point, learningRate, weightDecay - coupled, f);
      if (mu === 0) {
        const rates = roots.map((r) => f(f(learningRate) / r));
        const parts = { gradient: whole, memory: null, rates, decay };
        return {
          point: moved(point, parts, f),
          state: { squares, mean, velocity: before.velocity, step },
          parts,
        };
      }
      const outside = semantics === 'pytorch';
      const fresh = combine(whole, roots, (g, r) => f((outside ? g : f(f(learningRate) * g)) / r));
      const velocity = combine(before.velocity, fresh, (b, g) => f(f(mu * b) + g));
      const parts = {
        gradient: ahead ? fresh.map((g) => f((1 + mu) * g)) : fresh,
        memory: before.velocity.map((b) => f((ahead ? mu * mu : mu) * b)),
        rates: evenRates(point, outside ? f(learningRate) : 1),
        decay,
      };
      return { point: moved(point, parts, f), state: { squares, mean, velocity, step }, parts };
    },
  };
}

/** What a gradient is divided by, for a mean square and a mean. */
function rootOf(params: RmspropParams, semantics: Semantics, f: Round): (s: number, a: number) => number {
  const { epsilon, centered = false, epsilonInRoot = true } = params;
  if (semantics === 'pytorch' || (semantics === 'optax' && !epsilonInRoot)) {
    return (s, a) => f(f(Math.sqrt(centered ? f(s - f(a * a)) : s)) + epsilon);
  }
  if (!centered) return (s) => f(Math.sqrt(f(s + f(epsilon))));
  if (semantics === 'tfjs') return (s, a) => f(Math.sqrt(f(s - f(f(a * a) + f(epsilon)))));
  return (s, a) => f(Math.sqrt(f(f(s - f(a * a)) + f(epsilon))));
}
