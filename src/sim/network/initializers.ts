import { z } from 'zod';
import { LAYER_SEMANTICS, type LayerSemantics } from '../frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from '../frameworks/offered.ts';
import type { Offer } from '../frameworks/offers.ts';
import { narrowing, type WeightDistribution } from './weight-distributions.ts';

/** The number of inputs of each unit, and of units that each input goes to; in a convolution both times the kernel's area. */
export interface Fans {
  readonly inputs: number;
  readonly outputs: number;
}

const NONE = {};
const scaled = { keras: NONE, 'flax-nnx': NONE, 'flax-linen': NONE, tfjs: NONE };
const GAIN = { pytorch: { gain: 1 } };
/** PyTorch's Kaiming initializers, called as they are, take the gain of leaky ReLU with a slope of 0. */
const HE = { pytorch: { gain: Math.SQRT2 } };
const ORTHOGONAL = { gain: 1 };
const JAX = { deviation: 0.01 };
const SAY = null;
const SAID = { value: SAY };
const VARIANCE = { scale: SAY, mode: SAY, distribution: SAY };
/** What a library has about a mean. */
const about = (deviation: number) => ({ mean: 0, deviation });
const between = (low: number, high: number) => ({ low, high });

/** The initializers that scale weights by fans, and those of a fixed width, in each library. */
export const INITIALIZER_OFFERS = {
  'glorot-uniform': { title: 'Glorot uniform', in: { ...GAIN, ...scaled } },
  'glorot-normal': { title: 'Glorot normal', in: { ...GAIN, ...scaled } },
  'he-uniform': { title: 'He uniform', in: { ...HE, ...scaled } },
  'he-normal': { title: 'He normal', in: { ...HE, ...scaled } },
  'lecun-uniform': { title: 'LeCun uniform', in: scaled },
  'lecun-normal': { title: 'LeCun normal', in: scaled },
  'truncated-normal': {
    title: 'truncated normal',
    in: {
      pytorch: { deviation: 1 },
      keras: about(0.05),
      'flax-nnx': JAX,
      'flax-linen': JAX,
      tfjs: about(0.05),
    },
  },
  uniform: {
    title: 'uniform initializer',
    in: {
      pytorch: between(0, 1),
      keras: between(-0.05, 0.05),
      'flax-nnx': { high: 0.01 },
      'flax-linen': { high: 0.01 },
      tfjs: between(-0.05, 0.05),
    },
  },
  normal: {
    title: 'normal initializer',
    in: { pytorch: about(1), keras: about(0.05), 'flax-nnx': JAX, 'flax-linen': JAX, tfjs: about(0.05) },
  },
  constant: {
    title: 'constant initializer',
    in: { pytorch: SAID, keras: { value: 0 }, 'flax-nnx': SAID, 'flax-linen': SAID, tfjs: SAID },
  },
  orthogonal: {
    title: 'orthogonal initializer',
    in: {
      pytorch: ORTHOGONAL,
      keras: ORTHOGONAL,
      'flax-nnx': ORTHOGONAL,
      'flax-linen': ORTHOGONAL,
      tfjs: ORTHOGONAL,
    },
  },
  'variance-scaling': {
    title: 'variance scaling',
    in: {
      keras: { scale: 1, mode: 'fan-in', distribution: 'truncated-normal' },
      'flax-nnx': VARIANCE,
      'flax-linen': VARIANCE,
      tfjs: { scale: 1, mode: 'fan-in', distribution: 'normal' },
    },
  },
} as const satisfies Record<string, Offer<LayerSemantics>>;

/** The name of an initializer in params: `glorot-uniform`, `he-normal` … */
export type InitializerKind = keyof typeof INITIALIZER_OFFERS;

/** Every setting; which of them it has in a library is in the table of offers. */
export const INITIALIZER_FIELDS = {
  gain: z
    .number()
    .min(0)
    .max(1000)
    .describe('factor of the deviation; PyTorch: gain, see calculateGain; Flax: scale'),
  mean: z.number().min(-1000).max(1000).describe('what values are distributed about'),
  deviation: z.number().min(0).max(1000).describe('standard deviation before values are cut off'),
  low: z.number().min(-1000).max(1000).describe('least value; PyTorch: a; Keras, TensorFlow.js: minval'),
  high: z
    .number()
    .min(-1000)
    .max(1000)
    .describe('greatest value; PyTorch: b; Keras, TensorFlow.js: maxval; Flax: scale, from 0'),
  value: z.number().min(-1000).max(1000).describe('the value that all have'),
  scale: z.number().min(1e-9).max(1000).describe('variance scaling: the variance times the fan'),
  mode: z.enum(['fan-in', 'fan-out', 'fan-avg']).describe('which fan: inputs, outputs or the mean of both'),
  distribution: z
    .enum(['truncated-normal', 'normal', 'uniform'])
    .describe('form; Keras: untruncated_normal for normal; TensorFlow.js: see below'),
} as const;

/** An initializer as data: `{ kind: 'he-normal', semantics: 'tfjs' }`. */
export type InitializerParams = ChosenKind<InitializerKind, LayerSemantics, typeof INITIALIZER_FIELDS>;

const reader = offeredKinds(
  { id: 'Initializer', description: 'how first weights are distributed', libraries: LAYER_SEMANTICS },
  INITIALIZER_OFFERS,
  INITIALIZER_FIELDS,
  ({ kind, low = 0, high = 0 }) =>
    kind === 'uniform' && low > high ? `low must not be above high: ${low}, ${high}` : undefined,
);

/** An initializer as data; what its library does not have is refused by name. */
export const initializerSchema = reader.schema;

/** The standard deviation that each kind aims at, by fans. */
const DEVIATIONS = {
  glorot: ({ inputs, outputs }: Fans) => Math.sqrt(2 / (inputs + outputs)),
  he: ({ inputs }: Fans) => Math.sqrt(2 / inputs),
  lecun: ({ inputs }: Fans) => Math.sqrt(1 / inputs),
} as const;

/** Where Keras, Flax and TensorFlow.js cut normal weights off, in standard deviations. */
const CUT = 2;

/** A distribution of a deviation by its form; where normal values are cut off at two deviations, `widened` makes up for that. */
function formed(
  form: 'uniform' | 'normal' | 'truncated-normal',
  deviation: number,
  widened: boolean,
): WeightDistribution {
  if (form === 'uniform') return { kind: 'uniform', bound: Math.sqrt(3) * deviation };
  if (form === 'normal') return { kind: 'normal', deviation };
  const wide = widened ? deviation / narrowing(CUT) : deviation;
  return { kind: 'truncated-normal', deviation: wide, bound: CUT * wide };
}

/** Initializers whose width does not depend on fans. */
function fixedWidth(whole: InitializerParams, semantics: LayerSemantics): WeightDistribution | null {
  const { kind, gain = 1, value = 0 } = whole;
  // A minimum, maximum, mean or deviation of 0 counts as not given there.
  const given = (setting: 'mean' | 'deviation' | 'low' | 'high'): number => {
    const defaults: Readonly<Record<string, number>> = { ...about(0.05), ...between(-0.05, 0.05) };
    return (semantics === 'tfjs' && whole[setting] === 0 ? defaults[setting] : whole[setting]) ?? 0;
  };
  const [mean, deviation] = [given('mean'), given('deviation')];
  switch (kind) {
    case 'constant':
      return { kind, value };
    case 'orthogonal':
      return { kind, gain };
    case 'uniform': {
      const [low, high] = [given('low'), given('high')];
      return { kind, mean: (low + high) / 2, bound: Math.abs(high - low) / 2 };
    }
    case 'normal':
    case 'truncated-normal':
      if (deviation === 0) return { kind: 'constant', value: mean };
      if (kind === 'normal') return { kind, mean, deviation };
      return { kind, mean, deviation, bound: semantics === 'pytorch' ? CUT : CUT * deviation };
    default:
      return null;
  }
}

/** The fan that variance scaling goes by. */
const FANS = {
  'fan-in': ({ inputs }: Fans) => inputs,
  'fan-out': ({ outputs }: Fans) => outputs,
  'fan-avg': ({ inputs, outputs }: Fans) => (inputs + outputs) / 2,
} as const;

/**
 * The distribution of an initializer. Uniform ones reach to ±√3 σ, with
 *
 *     Glorot σ² = 2 / (inputs + outputs),   He σ² = 2 / inputs,   LeCun σ² = 1 / inputs,   variance scaling σ² = scale / fan
 *
 * in every library. Normal ones have the deviation σ in PyTorch. The others cut them off at two deviations: Keras and
 * Flax widen them first, so that σ is what is left; TensorFlow.js does not, and has 0.88 σ. Kaiming of PyTorch has
 * `gain` in place of He's √2. PyTorch cuts its truncated normal at ±2, whatever the deviation; no library widens that.
 * TensorFlow.js takes 0 for a setting that is not given, and makes any variance scaling that is not normal uniform, even a
 * truncated normal. Flax' uniform one begins at 0.
 *
 * Sources: torch.nn.init, keras.initializers, jax.nn.initializers, tf.initializers.
 *
 * @throws Error of one line for an initializer or setting that the library does not have
 */
export function initializerDistribution(params: InitializerParams, fans: Fans): WeightDistribution {
  const whole = reader.whole(params);
  const { kind, semantics = 'pytorch', gain = 1 } = whole;
  const fixed = fixedWidth(whole, semantics);
  if (fixed !== null) return fixed;
  const widened = semantics !== 'tfjs';
  if (kind === 'variance-scaling') {
    const { scale = 1, mode = 'fan-in', distribution = 'normal' } = whole;
    const sigma = Math.sqrt(scale / Math.max(1, FANS[mode](fans)));
    if (widened) return formed(distribution, sigma, true);
    return formed(distribution === 'normal' ? 'truncated-normal' : 'uniform', sigma, false);
  }
  const [name, form] = kind.split('-') as [keyof typeof DEVIATIONS, 'uniform' | 'normal'];
  // He's √2 is the default gain of PyTorch's.
  const share = semantics === 'pytorch' && name === 'he' ? gain / Math.SQRT2 : gain;
  const cut = form === 'normal' && semantics !== 'pytorch';
  return formed(cut ? 'truncated-normal' : form, share * DEVIATIONS[name](fans), widened);
}

/** The functions for which PyTorch knows a gain. */
const GAINS: Readonly<Record<string, number>> = {
  identity: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  selu: 3 / 4,
};

/**
 * PyTorch's `calculate_gain`: by how much to widen first weights before an activation function. √(2 / (1 + s²)) for leaky
 * ReLU with slope s.
 *
 * @throws Error of one line for a function that PyTorch knows no gain of, GELU, SiLU and ELU among them
 */
export function calculateGain(activation: string, slope = 0.01): number {
  if (activation === 'leaky-relu') return Math.sqrt(2 / (1 + slope * slope));
  const gain = GAINS[activation];
  if (gain !== undefined) return gain;
  throw new Error(
    `PyTorch knows no gain for ${activation}; it does for ${Object.keys(GAINS).join(', ')} and leaky-relu`,
  );
}
