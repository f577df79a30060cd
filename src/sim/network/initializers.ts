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
    in: { pytorch: { deviation: 1 }, keras: { deviation: 0.05 }, tfjs: { deviation: 0.05 } },
  },
} as const satisfies Record<string, Offer<LayerSemantics>>;

/** The name of an initializer in params: `glorot-uniform`, `he-normal` … */
export type InitializerKind = keyof typeof INITIALIZER_OFFERS;

/** Every setting; which of them it has in a library is in the table of offers. */
export const INITIALIZER_FIELDS = {
  gain: z.number().min(0).max(1000).describe('factor of the deviation; PyTorch: gain, see calculateGain'),
  deviation: z.number().min(1e-9).max(1000).describe('standard deviation before values are cut off'),
} as const;

/** An initializer as data: `{ kind: 'he-normal', semantics: 'tfjs' }`. */
export type InitializerParams = ChosenKind<InitializerKind, LayerSemantics, typeof INITIALIZER_FIELDS>;

const reader = offeredKinds(
  { id: 'Initializer', description: 'how first weights are distributed', libraries: LAYER_SEMANTICS },
  INITIALIZER_OFFERS,
  INITIALIZER_FIELDS,
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

/**
 * The distribution of an initializer. Uniform ones reach to ±√3 σ, with
 *
 *     Glorot σ² = 2 / (inputs + outputs),   He σ² = 2 / inputs,   LeCun σ² = 1 / inputs
 *
 * in every library. Normal ones have the deviation σ in PyTorch. The others cut them off at two deviations: Keras and
 * Flax widen them first, so that σ is what is left; TensorFlow.js does not, and has 0.88 σ. Kaiming of PyTorch has
 * `gain` in place of He's √2. PyTorch cuts its truncated normal at ±2, whatever the deviation.
 *
 * Sources: torch.nn.init, keras.initializers, jax.nn.initializers, tf.initializers.
 *
 * @throws Error of one line for an initializer or setting that the library does not have
 */
export function initializerDistribution(params: InitializerParams, fans: Fans): WeightDistribution {
  const { kind, semantics = 'pytorch', gain = 1, deviation = 1 } = reader.whole(params);
  if (kind === 'truncated-normal') {
    return { kind, deviation, bound: semantics === 'pytorch' ? CUT : CUT * deviation };
  }
  const [name, form] = kind.split('-') as [keyof typeof DEVIATIONS, 'uniform' | 'normal'];
  // He's √2 is the default gain of PyTorch's.
  const share = semantics === 'pytorch' && name === 'he' ? gain / Math.SQRT2 : gain;
  const sigma = share * DEVIATIONS[name](fans);
  if (form === 'uniform') return { kind: 'uniform', bound: Math.sqrt(3) * sigma };
  if (semantics === 'pytorch') return { kind: 'normal', deviation: sigma };
  const wide = semantics === 'tfjs' ? sigma : sigma / narrowing(CUT);
  return { kind: 'truncated-normal', deviation: wide, bound: CUT * wide };
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
