import type { Offer } from '../frameworks/offers.ts';

/** What the libraries have, with their defaults; `null`: has to be said. tfjs has no schedules. */
export const SCHEDULE_OFFERS = {
  constant: {
    title: 'constant rate',
    in: { pytorch: { factor: 1 / 3, totalSteps: 5 }, keras: {}, optax: {}, tfjs: {} },
  },
  step: { title: 'step decay', in: { pytorch: { stepSize: null, gamma: 0.1 } } },
  piecewise: {
    title: 'piecewise constant schedule',
    in: {
      pytorch: { boundaries: null, gamma: 0.1 },
      keras: { boundaries: null, values: null },
      optax: { boundaries: null, scales: null },
    },
  },
  exponential: {
    title: 'exponential decay',
    in: {
      pytorch: { decayRate: null },
      keras: { decaySteps: null, decayRate: null, staircase: false },
      optax: { decaySteps: null, decayRate: null, begin: 0, staircase: false, endRate: undefined },
    },
  },
  polynomial: {
    title: 'polynomial decay',
    in: {
      pytorch: { decaySteps: 5, power: 1 },
      keras: { decaySteps: null, endRate: 0.0001, power: 1, cycle: false },
      optax: { decaySteps: null, endRate: null, power: null, begin: 0 },
    },
  },
  linear: {
    title: 'linear schedule',
    in: {
      pytorch: { startFactor: 1 / 3, endFactor: 1, decaySteps: 5 },
      optax: { decaySteps: null, endRate: null, begin: 0 },
    },
  },
  'inverse-time': {
    title: 'inverse time decay',
    in: { keras: { decaySteps: null, decayRate: null, staircase: false } },
  },
  cosine: {
    title: 'cosine decay',
    in: {
      pytorch: { decaySteps: null, minRate: 0 },
      keras: { decaySteps: null, alpha: 0 },
      optax: { decaySteps: null, alpha: 0, exponent: 1 },
    },
  },
  'warmup-cosine': {
    title: 'warm-up with cosine decay',
    in: {
      pytorch: { startFactor: 1 / 3, warmupSteps: null, decaySteps: null, minRate: 0 },
      keras: { initialRate: null, warmupSteps: null, decaySteps: null, alpha: 0 },
      optax: { initialRate: null, warmupSteps: null, decaySteps: null, endRate: 0, exponent: 1 },
    },
  },
  'warmup-constant': {
    title: 'warm-up with a constant rate',
    in: { optax: { initialRate: null, warmupSteps: null } },
  },
  'warmup-exponential': {
    title: 'warm-up with exponential decay',
    in: {
      optax: {
        initialRate: null,
        warmupSteps: null,
        decaySteps: null,
        decayRate: null,
        begin: 0,
        staircase: false,
        endRate: undefined,
      },
    },
  },
  'warm-restarts': {
    title: 'cosine decay with warm restarts',
    in: {
      pytorch: { decaySteps: null, lengthFactor: 1, minRate: 0 },
      keras: { decaySteps: null, lengthFactor: 2, heightFactor: 1, alpha: 0 },
      optax: { cycles: null },
    },
  },
  'one-cycle': {
    title: 'one-cycle schedule',
    in: {
      pytorch: {
        totalSteps: null,
        riseShare: 0.3,
        anneal: 'cosine',
        cycleMomentum: true,
        baseMomentum: 0.85,
        maxMomentum: 0.95,
        divFactor: 25,
        finalDivFactor: 10000,
        threePhase: false,
      },
      optax: {
        totalSteps: null,
        riseShare: 0.3,
        fallShare: 0.85,
        anneal: 'cosine',
        divFactor: 25,
        finalDivFactor: 10000,
      },
    },
  },
  cyclic: {
    title: 'cyclic schedule',
    in: {
      pytorch: {
        peakRate: null,
        upSteps: 2000,
        downSteps: undefined,
        mode: 'triangular',
        gamma: 1,
        cycleMomentum: true,
        baseMomentum: 0.8,
        maxMomentum: 0.9,
      },
    },
  },
} as const satisfies Record<string, Offer>;

/** The name of a schedule in params: `cosine`, `one-cycle`, `warm-restarts` … */
export type ScheduleKind = keyof typeof SCHEDULE_OFFERS;
