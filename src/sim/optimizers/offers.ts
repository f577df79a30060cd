import type { Offer } from '../frameworks/offers.ts';
import { BETAS, KERAS, kerasAdam, MAY, NEWTON_SCHULZ, optaxAdam, SAY, torchAdam } from './default-values.ts';
import { SINGLE_OFFERS } from './single-offers.ts';

/**
 * The optimizers that each library has, their hyper-parameters in order, and the library's defaults for them. Momentum is
 * 0.9 by default wherever the name says that there is some; the libraries' own default is none.
 */
export const OFFERS = {
  sgd: {
    title: 'SGD',
    in: {
      pytorch: { learningRate: 0.001, weightDecay: 0 },
      keras: { learningRate: 0.01, ...KERAS },
      optax: { learningRate: SAY },
      tfjs: { learningRate: SAY },
    },
  },
  momentum: {
    title: 'Momentum',
    plain: ['learningRate', 'momentum', 'weightDecay'],
    in: {
      pytorch: { learningRate: 0.001, momentum: 0.9, weightDecay: 0, dampening: 0 },
      keras: { learningRate: 0.01, momentum: 0.9, ...KERAS },
      optax: { learningRate: SAY, momentum: 0.9 },
      tfjs: { learningRate: SAY, momentum: 0.9 },
    },
  },
  nesterov: {
    title: 'Nesterov',
    in: {
      pytorch: { learningRate: 0.001, momentum: 0.9, weightDecay: 0 },
      keras: { learningRate: 0.01, momentum: 0.9, ...KERAS },
      optax: { learningRate: SAY, momentum: 0.9 },
      tfjs: { learningRate: SAY, momentum: 0.9 },
    },
  },
  adagrad: {
    title: 'AdaGrad',
    plain: ['learningRate', 'epsilon', 'weightDecay'],
    in: {
      pytorch: {
        learningRate: 0.01,
        epsilon: 1e-10,
        weightDecay: 0,
        learningRateDecay: 0,
        initialAccumulator: 0,
      },
      keras: { learningRate: 0.001, epsilon: 1e-7, initialAccumulator: 0.1, ...KERAS },
      optax: { learningRate: SAY, epsilon: 1e-7, initialAccumulator: 0.1 },
      tfjs: { learningRate: SAY, initialAccumulator: 0.1 },
    },
  },
  rmsprop: {
    title: 'RMSprop',
    plain: ['learningRate', 'alpha', 'epsilon', 'weightDecay'],
    in: {
      pytorch: {
        learningRate: 0.01,
        alpha: 0.99,
        epsilon: 1e-8,
        weightDecay: 0,
        momentum: 0,
        centered: false,
      },
      keras: { learningRate: 0.001, alpha: 0.9, epsilon: 1e-7, momentum: 0, centered: false, ...KERAS },
      optax: {
        learningRate: SAY,
        alpha: 0.9,
        epsilon: 1e-8,
        momentum: 0,
        centered: false,
        nesterov: false,
        epsilonInRoot: true,
        initialScale: 0,
        biasCorrection: false,
      },
      tfjs: { learningRate: SAY, alpha: 0.9, epsilon: 1e-7, momentum: 0, centered: false },
    },
  },
  adam: {
    title: 'Adam',
    plain: ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay'],
    in: {
      pytorch: { ...torchAdam, weightDecay: 0, amsgrad: false, decoupledWeightDecay: false },
      keras: { ...kerasAdam, amsgrad: false, ...KERAS },
      optax: {
        ...optaxAdam,
        epsilonRoot: 0,
        nesterov: false,
        amsgrad: false,
        biasCorrectionMean: MAY,
        biasCorrectionSquares: MAY,
      },
      tfjs: kerasAdam,
    },
  },
  adamw: {
    title: 'AdamW',
    plain: ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay'],
    in: {
      pytorch: { ...torchAdam, weightDecay: 0.01, amsgrad: false },
      keras: { ...kerasAdam, amsgrad: false, ...KERAS, weightDecay: 0.004 },
      optax: { ...optaxAdam, weightDecay: 1e-4, epsilonRoot: 0, nesterov: false },
    },
  },
  adadelta: {
    title: 'AdaDelta',
    in: {
      pytorch: { learningRate: 1, rho: 0.9, epsilon: 1e-6, weightDecay: 0 },
      keras: { learningRate: 0.001, rho: 0.95, epsilon: 1e-7, ...KERAS },
      optax: { learningRate: -1, rho: 0.9, epsilon: 1e-6, weightDecay: 0 },
      tfjs: { learningRate: 0.001, rho: 0.95, epsilon: 1e-7 },
    },
  },
  adamax: {
    title: 'AdaMax',
    in: {
      pytorch: { ...torchAdam, learningRate: 0.002, weightDecay: 0 },
      keras: { ...kerasAdam, ...KERAS },
      optax: { ...optaxAdam, weightDecay: 0 },
      tfjs: { ...kerasAdam, learningRate: 0.002, learningRateDecay: 0 },
    },
  },
  nadam: {
    title: 'NAdam',
    in: {
      pytorch: {
        ...torchAdam,
        learningRate: 0.002,
        weightDecay: 0,
        momentumDecay: 0.004,
        decoupledWeightDecay: false,
      },
      keras: { ...kerasAdam, torchBackend: false, ...KERAS },
      optax: { ...optaxAdam, epsilonRoot: 0, weightDecay: 0 },
    },
  },
  radam: {
    title: 'RAdam',
    in: {
      pytorch: { ...torchAdam, weightDecay: 0, decoupledWeightDecay: false },
      optax: { ...optaxAdam, epsilonRoot: 0, threshold: 5, nesterov: false },
    },
  },
  lion: {
    title: 'Lion',
    in: {
      keras: { learningRate: 0.001, beta1: 0.9, beta2: 0.99, ...KERAS },
      optax: { learningRate: SAY, beta1: 0.9, beta2: 0.99, weightDecay: 0.001 },
    },
  },
  adafactor: {
    title: 'Adafactor',
    in: {
      pytorch: {
        learningRate: 0.01,
        beta2Decay: -0.8,
        epsilon1: MAY,
        epsilon2: 0.001,
        clippingThreshold: 1,
        weightDecay: 0,
      },
      keras: {
        learningRate: 0.001,
        beta2Decay: -0.8,
        epsilon1: 1e-30,
        epsilon2: 0.001,
        clippingThreshold: 1,
        relativeStep: true,
        torchBackend: false,
        ...KERAS,
      },
      optax: {
        learningRate: 1,
        beta2Decay: -0.8,
        epsilon1: 1e-30,
        clippingThreshold: 1,
        weightDecay: 0,
        momentum: 0,
        decayOffset: 0,
        multiplyByScale: true,
        factored: true,
        minFactoredSize: 128,
      },
    },
  },
  muon: {
    title: 'Muon',
    in: {
      pytorch: {
        learningRate: 0.001,
        momentum: 0.95,
        weightDecay: 0.1,
        nesterov: true,
        epsilon: 1e-7,
        ...NEWTON_SCHULZ,
        rateAdjustment: 'original',
      },
      keras: {
        learningRate: 0.001,
        momentum: 0.95,
        nesterov: true,
        epsilon: 1e-7,
        ...NEWTON_SCHULZ,
        rmsRate: 0.2,
        ...BETAS,
        adamWeightDecay: 0.004,
        adamRateRatio: 1,
        torchBackend: false,
        ...KERAS,
        weightDecay: 0.004,
      },
      optax: {
        learningRate: SAY,
        momentum: 0.95,
        weightDecay: 0,
        nesterov: true,
        epsilon: 1e-8,
        ...NEWTON_SCHULZ,
        rmsRate: 0,
        adaptive: false,
        ...BETAS,
        epsilonRoot: 0,
        adamWeightDecay: 0,
      },
    },
  },
  lamb: {
    title: 'LAMB',
    in: {
      keras: { ...kerasAdam, ...KERAS },
      optax: { ...optaxAdam, epsilon: 1e-6, epsilonRoot: 0, weightDecay: 0 },
    },
  },
  rprop: {
    title: 'Rprop',
    in: {
      pytorch: { learningRate: 0.01, etaMinus: 0.5, etaPlus: 1.2, minStep: 1e-6, maxStep: 50 },
      optax: { learningRate: SAY, etaMinus: 0.5, etaPlus: 1.2, minStep: 1e-6, maxStep: 50 },
    },
  },
  'schedule-free-sgd': {
    title: 'schedule-free SGD',
    in: {
      pytorch: { learningRate: 1, beta1: 0.9, weightDecay: 0, warmupSteps: 0, weightPower: 2, stepPower: 0 },
      optax: { learningRate: 1, beta1: 0.9, weightDecay: 0, warmupSteps: 0, weightPower: 2 },
    },
  },
  'schedule-free-adamw': {
    title: 'schedule-free AdamW',
    in: {
      pytorch: {
        ...torchAdam,
        learningRate: 0.0025,
        weightDecay: 0,
        warmupSteps: 0,
        weightPower: 2,
        stepPower: 0,
      },
      keras: {
        ...kerasAdam,
        learningRate: 0.0025,
        epsilon: 1e-8,
        warmupSteps: 0,
        torchBackend: false,
        ...KERAS,
      },
      optax: { ...optaxAdam, learningRate: 0.0025, weightDecay: 0, warmupSteps: 0, weightPower: 2 },
    },
  },
  ...SINGLE_OFFERS,
} as const satisfies Record<string, Offer>;

/** The name of an optimizer in params: `sgd`, `adam`, `adadelta` … */
export type OptimizerKind = keyof typeof OFFERS;

/** A kind's name as its authors write it, the same in every language: `RMSprop`. */
export const titleOf = (kind: OptimizerKind): string => OFFERS[kind].title;
