import type { Offer } from '../frameworks/offers.ts';
import { BETAS, KERAS, MAY, optaxAdam, SAY } from './default-values.ts';

/** The optimizers that one library alone has; see offers.ts. */
export const SINGLE_OFFERS = {
  ftrl: {
    title: 'FTRL',
    in: {
      keras: {
        learningRate: 0.001,
        learningRatePower: -0.5,
        initialAccumulator: 0.1,
        l1: 0,
        l2: 0,
        l2Shrinkage: 0,
        ftrlBeta: 0,
        ...KERAS,
      },
    },
  },
  yogi: { title: 'Yogi', in: { optax: { ...optaxAdam, epsilon: 0.001 } } },
  lars: {
    title: 'LARS',
    in: {
      optax: {
        learningRate: SAY,
        weightDecay: 0,
        trustCoefficient: 0.001,
        epsilon: 0,
        momentum: 0.9,
        nesterov: false,
      },
    },
  },
  adabelief: {
    title: 'AdaBelief',
    in: { optax: { ...optaxAdam, epsilon: 1e-16, epsilonRoot: 1e-16, nesterov: false } },
  },
  novograd: {
    title: 'NovoGrad',
    in: { optax: { ...optaxAdam, beta2: 0.25, epsilon: 1e-6, epsilonRoot: 0, weightDecay: 0 } },
  },
  adan: {
    title: 'Adan',
    in: {
      optax: {
        learningRate: SAY,
        beta1: 0.98,
        beta2: 0.92,
        beta3: 0.99,
        epsilon: 1e-8,
        epsilonRoot: 1e-8,
        weightDecay: 0,
      },
    },
  },
  sm3: { title: 'SM3', in: { optax: { learningRate: SAY, momentum: 0.9 } } },
  fromage: { title: 'Fromage', in: { optax: { learningRate: SAY, minNorm: 1e-6 } } },
  'sign-sgd': { title: 'sign SGD', in: { optax: { learningRate: SAY } } },
  signum: { title: 'Signum', in: { optax: { learningRate: SAY, momentum: 0.9 } } },
  adopt: {
    title: 'ADOPT',
    in: { optax: { ...optaxAdam, beta2: 0.9999, epsilon: 1e-6, nesterov: false, clipping: true } },
  },
  ademamix: {
    title: 'AdEMAMix',
    in: { optax: { ...optaxAdam, beta3: 0.9999, slowWeight: 5, epsilonRoot: 0, weightDecay: 0 } },
  },
  madgrad: {
    title: 'MADGRAD',
    in: { optax: { learningRate: SAY, momentum: 0.9, weightDecay: 0, epsilon: 1e-6 } },
  },
  prodigy: {
    title: 'Prodigy',
    in: {
      optax: {
        learningRate: 1,
        ...BETAS,
        beta3: MAY,
        epsilon: 1e-8,
        initialRate: 1e-6,
        rateCoefficient: 1,
        weightDecay: 0,
        safeguardWarmup: false,
      },
    },
  },
  asgd: {
    title: 'ASGD',
    in: {
      pytorch: {
        learningRate: 0.01,
        shrinkage: 1e-4,
        rateExponent: 0.75,
        averagingStart: 1e6,
        weightDecay: 0,
      },
    },
  },
} as const satisfies Record<string, Offer>;
