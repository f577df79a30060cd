import { z } from 'zod';
import type { LayerSemantics } from '../frameworks/framework.ts';
import type { Offer, Settings } from '../frameworks/offers.ts';

const NONE = {};
const everywhere = { pytorch: NONE, keras: NONE, 'flax-nnx': NONE, 'flax-linen': NONE, tfjs: NONE };
const withLearn = { ...everywhere, 'scikit-learn': NONE };
const flax = (settings: Settings) => ({ 'flax-nnx': settings, 'flax-linen': settings });
const jax = (settings: Settings) => ({ keras: settings, ...flax(settings) });

/**
 * The activation functions of single values that each library has, and their settings with the library's defaults. Those
 * of Flax are JAX': mish, squareplus, sparse plus and sparse sigmoid are in jax.nn alone.
 */
export const ACTIVATION_OFFERS = {
  identity: { title: 'identity', in: withLearn },
  relu: { title: 'ReLU', in: withLearn },
  tanh: { title: 'tanh', in: withLearn },
  sigmoid: { title: 'sigmoid', in: withLearn },
  relu6: { title: 'ReLU6', in: everywhere },
  'leaky-relu': {
    title: 'leaky ReLU',
    in: { pytorch: { slope: 0.01 }, keras: { slope: 0.2 }, ...flax({ slope: 0.01 }), tfjs: { slope: 0.2 } },
  },
  'leaky-relu-layer': {
    title: 'layer of leaky ReLU with a default of its own',
    in: { keras: { slope: 0.3 }, tfjs: { slope: 0.3 } },
  },
  prelu: {
    title: 'PReLU',
    in: { pytorch: { slope: 0.25 }, keras: { slope: 0 }, ...flax({ slope: 0.01 }), tfjs: { slope: 0 } },
  },
  rrelu: { title: 'RReLU', in: { pytorch: { lower: 1 / 8, upper: 1 / 3 } } },
  'thresholded-relu': { title: 'thresholded ReLU', in: { tfjs: { threshold: 1 } } },
  elu: { title: 'ELU', in: { pytorch: { alpha: 1 }, ...jax({ alpha: 1 }), tfjs: NONE } },
  selu: { title: 'SELU', in: everywhere },
  celu: { title: 'CELU', in: { pytorch: { alpha: 1 }, ...jax({ alpha: 1 }) } },
  gelu: {
    title: 'GELU',
    in: {
      pytorch: { approximate: false },
      keras: { approximate: false },
      ...flax({ approximate: true }),
      tfjs: { approximate: false },
    },
  },
  silu: { title: 'SiLU (swish)', in: everywhere },
  mish: { title: 'Mish', in: everywhere },
  'hard-sigmoid': { title: 'hard sigmoid', in: everywhere },
  'hard-silu': { title: 'hard SiLU (hard swish)', in: { pytorch: NONE, ...jax(NONE) } },
  'hard-tanh': { title: 'hard tanh', in: { pytorch: { low: -1, high: 1 }, ...jax(NONE) } },
  softplus: { title: 'softplus', in: { ...everywhere, pytorch: { beta: 1, threshold: 20 } } },
  softsign: { title: 'softsign', in: everywhere },
  'log-sigmoid': { title: 'log sigmoid', in: everywhere },
  'soft-shrink': { title: 'soft shrink', in: { pytorch: { threshold: 0.5 }, keras: { threshold: 0.5 } } },
  'hard-shrink': { title: 'hard shrink', in: { pytorch: { threshold: 0.5 }, keras: { threshold: 0.5 } } },
  'tanh-shrink': { title: 'tanh shrink', in: { pytorch: NONE, keras: NONE } },
  exponential: { title: 'exponential', in: { keras: NONE } },
  squareplus: { title: 'squareplus', in: jax({ b: 4 }) },
  'sparse-plus': { title: 'sparse plus', in: jax(NONE) },
  'sparse-sigmoid': { title: 'sparse sigmoid', in: jax(NONE) },
  erf: { title: 'error function', in: { tfjs: NONE } },
} as const satisfies Record<string, Offer<LayerSemantics>>;

/** The name of an activation function in params: `relu`, `leaky-relu`, `gelu` … */
export type ActivationKind = keyof typeof ACTIVATION_OFFERS;

const slope = (what: string) => z.number().min(-10).max(10).describe(what);
const positive = (what: string) => z.number().min(1e-6).max(1e6).describe(what);

/** Every setting of an activation function; which of them it has in a library is in the table of offers. */
export const ACTIVATION_FIELDS = {
  slope: slope('slope below 0; of PReLU, where its training begins'),
  lower: slope('least slope of RReLU below 0'),
  upper: slope('greatest slope of RReLU below 0; outside training it is the mean of both'),
  alpha: positive('how far below 0 it goes'),
  approximate: z.boolean().describe('whether by tanh in place of the error function'),
  beta: positive('steepness of softplus'),
  threshold: z
    .number()
    .min(0)
    .max(1e6)
    .describe('where the function changes; of softplus, above which it is x itself'),
  low: z.number().min(-1e6).max(1e6).describe('least value of hard tanh'),
  high: z.number().min(-1e6).max(1e6).describe('greatest value of hard tanh'),
  b: z.number().min(0).max(1e6).describe('how round squareplus is'),
} as const;
