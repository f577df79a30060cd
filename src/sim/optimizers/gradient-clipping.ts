import { z } from 'zod';
import { type LayerSemantics, type Precision, SEMANTICS, type Semantics } from '../frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from '../frameworks/offered.ts';
import type { Offer } from '../frameworks/offers.ts';
import { clamp } from '../maths.ts';
import { meanOf, type Round, rounding } from './arithmetic.ts';

const SAY = null;

/** The ways of clipping gradients that each library has. `limit` has no default anywhere but in Optax' block RMS. */
export const CLIPPING_OFFERS = {
  'global-norm': {
    title: 'clipping by the norm of all variables',
    in: {
      pytorch: { limit: SAY, normType: 'euclidean', refuseNonFinite: false },
      keras: { limit: SAY },
      optax: { limit: SAY },
    },
  },
  norm: { title: "clipping by each variable's norm", in: { keras: { limit: SAY } } },
  value: {
    title: 'clipping of values',
    in: { pytorch: { limit: SAY }, keras: { limit: SAY }, optax: { limit: SAY }, tfjs: { limit: SAY } },
  },
  adaptive: { title: 'adaptive clipping', in: { optax: { limit: SAY, epsilon: 1e-3 } } },
  'block-rms': { title: "clipping by each variable's root mean square", in: { optax: { limit: SAY } } },
} as const satisfies Record<string, Offer>;

/** The name of a way of clipping in params. */
export type ClippingKind = keyof typeof CLIPPING_OFFERS;

/** Every setting; which of them it has in a library is in the table of offers. */
export const CLIPPING_FIELDS = {
  limit: z
    .number()
    .min(1e-12)
    .max(1e12)
    .describe(
      "largest norm or value; adaptive: as a share of the parameters'; PyTorch: max_norm, clip_value; Keras: clipnorm, global_clipnorm, clipvalue",
    ),
  epsilon: z
    .number()
    .min(0)
    .max(1e6)
    .describe('Optax: eps, what a smaller norm of parameters counts as, so that those at 0 can move'),
  normType: z
    .enum(['euclidean', 'absolute', 'largest'])
    .describe(
      'PyTorch: norm_type 2, 1 or inf: root of squares, sum of absolute values or the largest of them',
    ),
  refuseNonFinite: z
    .boolean()
    .describe('PyTorch: error_if_nonfinite, whether an infinite norm or NaN is an error'),
} as const;

/** A way of clipping as data: `{ kind: 'global-norm', semantics: 'pytorch', limit: 1 }`. */
export type ClippingParams = ChosenKind<ClippingKind, Semantics, typeof CLIPPING_FIELDS>;

const reader = offeredKinds(
  { id: 'Clipping', description: 'how gradients are clipped', libraries: SEMANTICS },
  CLIPPING_OFFERS,
  CLIPPING_FIELDS,
);

/** A way of clipping as data; what its library does not have is refused by name. */
export const clippingSchema = reader.schema;

/**
 * A way of clipping with the library of the network that it trains, if it names none; of Flax that is Optax.
 *
 * @throws Error of one line for scikit-learn, which has none
 */
export function clippingIn(network: LayerSemantics | undefined, clipping: ClippingParams): ClippingParams {
  if (network === undefined || clipping.semantics !== undefined) return clipping;
  if (network === 'scikit-learn') throw new Error('scikit-learn does not clip gradients');
  return { ...clipping, semantics: network === 'flax-nnx' || network === 'flax-linen' ? 'optax' : network };
}

/** PyTorch adds this to the norm, so that a gradient at the limit is shortened too. */
const TORCH_EPSILON = 1e-6;

/** A norm of values: √Σ g² unless said otherwise. */
function normOf(values: Float64Array, round: Round, type: ClippingParams['normType']): number {
  let sum = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (type === 'largest') sum = Math.max(sum, size);
    else sum = round(sum + (type === 'absolute' ? size : round(size * size)));
  }
  return type === 'absolute' || type === 'largest' ? sum : round(Math.sqrt(sum));
}

/** By how much everything is multiplied in clipping by the norm of all; Optax divides and multiplies apart. */
function scaleOf(norm: number, limit: number, semantics: Semantics, round: Round): number {
  if (semantics === 'pytorch') return Math.min(1, round(limit / round(norm + round(TORCH_EPSILON))));
  const scale = round(limit * Math.min(round(1 / norm), round(1 / limit)));
  return Number.isFinite(norm) ? scale : Number.NaN;
}

/** A variable itself, by which adaptive clipping measures its gradient. */
export interface ClippedVariable {
  readonly values: ArrayLike<number>;
  /** Units that its values belong to, the weights of one after those of another; 1 for biases. */
  readonly units: number;
}

/** Optax adds nothing to the norm of a unit's gradient, but lets none be smaller. */
const LEAST_NORM = 1e-6;

/** Adaptive clipping: each unit's gradient to a share of the norm of its parameters. */
function adapt(
  gradient: Float64Array,
  { values, units }: ClippedVariable,
  { limit, epsilon }: { readonly limit: number; readonly epsilon: number },
  round: Round,
): void {
  const width = gradient.length / units;
  if (values.length !== gradient.length || !Number.isInteger(width)) {
    throw new RangeError(`${gradient.length} gradients of ${values.length} parameters in ${units} units`);
  }
  for (let at = 0; at < gradient.length; at += width) {
    const own = gradient.subarray(at, at + width);
    const norm = normOf(own, round, undefined);
    const weights = Float64Array.from({ length: width }, (_, i) => round(values[at + i] ?? Number.NaN));
    const most = round(limit * Math.max(normOf(weights, round, undefined), round(epsilon)));
    const scale = round(most / Math.max(norm, round(LEAST_NORM)));
    if (!(norm < most)) for (let i = 0; i < width; i += 1) own[i] = round((own[i] as number) * scale);
  }
}

/**
 * The same as {@link clipGradients} **in place**, for typed arrays.
 *
 * @returns the norm of all before
 * @throws as there
 */
export function clipInPlace(
  params: ClippingParams,
  variables: readonly Float64Array[],
  precision: Precision = 'float64',
  of: readonly ClippedVariable[] = [],
): number {
  const {
    kind,
    semantics = 'pytorch',
    limit: given = 0,
    epsilon = 0,
    normType,
    refuseNonFinite = false,
  } = reader.whole(params);
  const round = rounding(precision);
  const limit = round(given);
  const each = variables.map((values) => normOf(values, round, normType));
  const norm = normOf(Float64Array.from(each), round, normType);
  if (refuseNonFinite && !Number.isFinite(norm)) {
    throw new Error(`the norm of the gradients is ${norm}, so they cannot be clipped`);
  }
  const change = (values: Float64Array, of: (g: number) => number): void => {
    for (let i = 0; i < values.length; i += 1) values[i] = of(values[i] as number);
  };
  const scale = scaleOf(norm, limit, semantics, round);
  variables.forEach((values, v) => {
    const own = each[v] ?? 0;
    if (kind === 'adaptive') {
      const variable = of[v];
      if (variable === undefined) throw new Error('adaptive clipping needs the parameters too');
      adapt(values, variable, { limit, epsilon }, round);
    } else if (kind === 'value') change(values, (g) => clamp(g, -limit, limit));
    else if (kind === 'norm') {
      const by = Math.max(own, limit);
      change(values, (g) => round(round(g * limit) / by));
    } else if (kind === 'block-rms') {
      const squares = meanOf(
        Array.from(values, (g) => round(g * g)),
        round,
      );
      const by = Math.max(1, round(round(Math.sqrt(squares)) / limit));
      change(values, (g) => round(g / by));
    } else if (semantics === 'optax') {
      if (!(norm < limit)) change(values, (g) => round(round(g / norm) * limit));
    } else change(values, (g) => round(g * scale));
  });
  return norm;
}

/**
 * Clips the gradients of several variables, of norm n (of all, or of each variable), to the limit c:
 *
 *     global-norm  PyTorch g · min(1, c / (n + 1e-6)): at the limit itself it still shortens; Keras g · c · min(1/n, 1/c);
 *                  Optax g / n · c if n ≥ c. An infinite value makes itself NaN and all others 0, in Keras all NaN
 *     norm         Keras, each variable by itself: g · c / max(n, c)
 *     value        each entry to −c … c
 *     adaptive     Optax, each unit by itself, of parameters of norm p: g · (c · max(p, ε) / n) if n ≥ c · max(p, ε). Units
 *                  are what has a bias: the inputs of a unit, the kernel of a channel; the biases of a layer are one
 *     block-rms    Optax: g / max(1, r / c), r the root mean square of the variable
 *
 * c → `limit`, ε → `epsilon`. Clipping comes before weight decay and momentum.
 * Sources: torch.nn.utils.clip_grad_norm_, keras.optimizers.Optimizer, optax.clip_by_global_norm, clip, clip_by_block_rms, adaptive_grad_clip.
 *
 * @param of the variables themselves, for adaptive clipping
 * @returns the clipped gradients, and the norm of all before, which is what libraries log; PyTorch's by `normType`
 * @throws Error of one line for what the library does not have, and for a norm that is not finite if that is refused
 */
export function clipGradients(
  params: ClippingParams,
  gradients: readonly (readonly number[])[],
  precision: Precision = 'float64',
  of: readonly ClippedVariable[] = [],
): { readonly gradients: readonly (readonly number[])[]; readonly norm: number } {
  const round = rounding(precision);
  const variables = gradients.map((values) => Float64Array.from(values, round));
  const norm = clipInPlace(params, variables, precision, of);
  return { gradients: variables.map((values) => Array.from(values)), norm };
}
