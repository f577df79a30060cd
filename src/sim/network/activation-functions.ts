import type { LayerSemantics } from '../frameworks/framework.ts';
import type { Given } from '../frameworks/offered.ts';
import { clamp, erfc, exp, expm1, log1p } from '../maths.ts';
import type { ACTIVATION_FIELDS, ActivationKind } from './activation-offers.ts';
import { type ActivationFunction, sigmoid, tanh } from './activations.ts';

/** Settings with a library's defaults filled in, as {@link ACTIVATION_RULES} take them. */
export interface ActivationSettings extends Given<typeof ACTIVATION_FIELDS> {
  readonly semantics: LayerSemantics;
}

type Rule = (settings: ActivationSettings) => ActivationFunction;

/** A function that no setting and no library changes. */
const fixed =
  (value: (x: number) => number, derivative: (x: number) => number): Rule =>
  () => ({ value, derivative });

/** Libraries whose layers compute with JAX, Keras included: its default here is the JAX backend. */
const byJax = (semantics: LayerSemantics): boolean => semantics !== 'pytorch' && semantics !== 'tfjs';

/** α and scale of SELU. Source: Klambauer et al. 2017. */
const [SELU_ALPHA, SELU_SCALE] = [1.6732632423543772, 1.0507009873554805];
/** ln of the single-precision epsilon, plus 2: where TensorFlow.js changes its formula of softplus. */
const TFJS_CUT = -13.942385;
/** 1/6 as the single-precision constant of PyTorch's derivative of the hard sigmoid. */
const SIXTH = Math.fround(1 / 6);

/** The density of the standard normal distribution, and its integral Φ. */
const density = (x: number): number => exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const cumulative = (x: number): number => 0.5 * erfc(-x * Math.SQRT1_2);

/** ln(1 + eˣ) without overflow. */
const softplusOf = (x: number): number => Math.max(x, 0) + log1p(exp(-Math.abs(x)));

/** The same as TensorFlow.js takes it: x itself far out, eˣ far below. */
function cutSoftplus(x: number): number {
  if (x > -TFJS_CUT) return x;
  return x < TFJS_CUT ? exp(x) : softplusOf(x);
}

/** x above 0, s·x below; at 0 itself the slope is s, or 1 where JAX selects by x ≥ 0. */
const leaky =
  (atKink: (semantics: LayerSemantics, slope: number) => number): Rule =>
  ({ semantics, slope = 0 }) => ({
    value: (x) => (x >= 0 ? x : slope * x),
    derivative: (x) => (x === 0 ? atKink(semantics, slope) : x > 0 ? 1 : slope),
  });

/** α (eˣ⁄ᵝ − 1) below 0, x above, all times `scale`; at 0 the slope is that from below. */
const exponentialBelow = (alpha: number, width: number, scale: number): ActivationFunction => ({
  value: (x) => scale * (x > 0 ? x : alpha * expm1(x / width)),
  derivative: (x) => scale * (x > 0 ? 1 : (alpha / width) * exp(x / width)),
});

/** √(2/π) and the cubic coefficient of the GELU by tanh. */
const [TANH_SCALE, CUBIC] = [Math.sqrt(2 / Math.PI), 0.044715];

function geluByTanh(): ActivationFunction {
  const inner = (x: number): number => tanh(TANH_SCALE * (x + CUBIC * x * x * x));
  return {
    value: (x) => 0.5 * x * (1 + inner(x)),
    derivative: (x) => {
      const t = inner(x);
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * TANH_SCALE * (1 + 3 * CUBIC * x * x);
    },
  };
}

const mish = (x: number): number => x * tanh(softplusOf(x));
function mishSlope(x: number): number {
  const t = tanh(softplusOf(x));
  return t + x * (1 - t * t) * sigmoid(x);
}

const sign = (x: number): number => (x > 0 ? 1 : -1);

/**
 * The activation functions of single values and their derivatives, kinks included: where a function has none, the value
 * is the one that the library's backpropagation uses.
 *
 *     leaky-relu, prelu, rrelu   x above 0, s x below           s → `slope`, for rrelu (`lower` + `upper`) / 2
 *     elu, celu, selu            α (eˣ − 1), α (eˣ⁄ᵅ − 1), scaled ELU below 0    α → `alpha`
 *     gelu                       x Φ(x), or ½ x (1 + tanh √(2/π) (x + 0.044715 x³)) if `approximate`
 *     silu, mish                 x σ(x),  x tanh ln(1 + eˣ)
 *     hard-sigmoid               x/6 + ½ in 0 … 1; TensorFlow.js: x/5 + ½
 *     hard-silu                  x times the hard sigmoid
 *     softplus                   ln(1 + eᵝˣ)/β;  PyTorch: x above a β x of `threshold`;  β → `beta`
 *     soft-, hard-, tanh-shrink  x ∓ λ or 0, x or 0, x − tanh x;  λ → `threshold`
 *     squareplus                 (x + √(x² + b)) / 2
 *     sparse-plus, -sigmoid      0, (x + 1)²/4, x and its slope 0, (x + 1)/2, 1: below, within and above −1 … 1
 *
 * Sources: torch.nn.functional, keras.activations, jax.nn, tf.layers.activation.
 */
export const ACTIVATION_RULES: Readonly<Record<ActivationKind, Rule>> = {
  identity: fixed(
    (x) => x,
    () => 1,
  ),
  relu: fixed(
    (x) => Math.max(x, 0),
    (x) => (x > 0 ? 1 : 0),
  ),
  tanh: fixed(tanh, (x) => {
    const t = tanh(x);
    return 1 - t * t;
  }),
  sigmoid: fixed(sigmoid, (x) => sigmoid(x) * sigmoid(-x)),
  relu6: fixed(
    (x) => clamp(x, 0, 6),
    (x) => (x > 0 && x < 6 ? 1 : 0),
  ),
  'leaky-relu': leaky((semantics, slope) => (byJax(semantics) ? 1 : slope)),
  'leaky-relu-layer': leaky((semantics, slope) => (byJax(semantics) ? 1 : slope)),
  prelu: leaky((semantics, slope) =>
    // Keras writes relu(x) − s · relu(−x), and the slope of relu at 0 is 0.
    semantics === 'keras' ? 0 : byJax(semantics) ? 1 : slope,
  ),
  rrelu: ({ lower = 0, upper = 0, ...rest }) =>
    leaky((_, slope) => slope)({ ...rest, slope: (lower + upper) / 2 }),
  'thresholded-relu': ({ threshold = 0 }) => ({
    value: (x) => (x > threshold ? x : 0),
    derivative: () => {
      throw new Error('TensorFlow.js cannot train thresholded ReLU: its "greater" has no gradient');
    },
  }),
  elu: ({ alpha = 1 }) => exponentialBelow(alpha, 1, 1),
  selu: () => exponentialBelow(SELU_ALPHA, 1, SELU_SCALE),
  celu: ({ alpha = 1 }) => exponentialBelow(alpha, alpha, 1),
  gelu: ({ approximate = false }) =>
    approximate
      ? geluByTanh()
      : { value: (x) => x * cumulative(x), derivative: (x) => cumulative(x) + x * density(x) },
  silu: fixed(
    (x) => x * sigmoid(x),
    (x) => sigmoid(x) * (1 + x * sigmoid(-x)),
  ),
  mish: fixed(mish, mishSlope),
  'hard-sigmoid': ({ semantics }) => {
    if (semantics === 'tfjs') {
      return { value: (x) => clamp(0.2 * x + 0.5, 0, 1), derivative: (x) => (Math.abs(x) <= 2.5 ? 0.2 : 0) };
    }
    const slope = semantics === 'pytorch' ? SIXTH : 1 / 6;
    return { value: (x) => clamp(x + 3, 0, 6) / 6, derivative: (x) => (Math.abs(x) < 3 ? slope : 0) };
  },
  'hard-silu': fixed(
    (x) => (x * clamp(x + 3, 0, 6)) / 6,
    (x) => (Math.abs(x) < 3 ? x / 3 + 0.5 : x > 0 ? 1 : 0),
  ),
  'hard-tanh': ({ semantics, low = -1, high = 1 }) => ({
    value: (x) => clamp(x, low, high),
    derivative: (x) => (byJax(semantics) ? (x >= low && x <= high ? 1 : 0) : x > low && x < high ? 1 : 0),
  }),
  softplus: ({ semantics, beta = 1, threshold = 20 }) => {
    if (semantics === 'tfjs') return { value: cutSoftplus, derivative: sigmoid };
    if (semantics !== 'pytorch') return { value: softplusOf, derivative: sigmoid };
    return {
      value: (x) => (beta * x > threshold ? x : softplusOf(beta * x) / beta),
      derivative: (x) => (beta * x > threshold ? 1 : sigmoid(beta * x)),
    };
  },
  softsign: fixed(
    (x) => x / (1 + Math.abs(x)),
    (x) => 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))),
  ),
  'log-sigmoid': ({ semantics }) => ({
    value: (x) => -(semantics === 'tfjs' ? cutSoftplus : softplusOf)(-x),
    derivative: (x) => sigmoid(-x),
  }),
  'soft-shrink': ({ threshold = 0.5 }) => ({
    value: (x) => (Math.abs(x) > threshold ? x - sign(x) * threshold : 0),
    derivative: (x) => (Math.abs(x) > threshold ? 1 : 0),
  }),
  'hard-shrink': ({ threshold = 0.5 }) => ({
    value: (x) => (Math.abs(x) > threshold ? x : 0),
    derivative: (x) => (Math.abs(x) > threshold ? 1 : 0),
  }),
  'tanh-shrink': fixed(
    (x) => x - tanh(x),
    (x) => tanh(x) * tanh(x),
  ),
  exponential: fixed(exp, exp),
  squareplus: ({ b = 4 }) => ({
    value: (x) => 0.5 * (x + Math.sqrt(x * x + b)),
    derivative: (x) => 0.5 * (1 + x / Math.sqrt(x * x + b)),
  }),
  'sparse-plus': fixed(
    (x) => (x <= -1 ? 0 : x >= 1 ? x : 0.25 * (x + 1) * (x + 1)),
    (x) => clamp(0.5 * (x + 1), 0, 1),
  ),
  'sparse-sigmoid': fixed(
    (x) => clamp(0.5 * (x + 1), 0, 1),
    // jnp.clip shares the gradient of a tie between the value and the bound.
    (x) => (Math.abs(x) < 1 ? 0.5 : Math.abs(x) === 1 ? 0.25 : 0),
  ),
  erf: fixed(
    (x) => (x < 0 ? erfc(-x) - 1 : 1 - erfc(x)),
    (x) => (2 * exp(-x * x)) / Math.sqrt(Math.PI),
  ),
};
