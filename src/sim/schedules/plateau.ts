import { z } from 'zod';
import type { Semantics } from '../frameworks/framework.ts';
import { type Chosen, offered } from '../frameworks/offered.ts';
import type { Offer } from '../frameworks/offers.ts';

const LIBRARIES = ['pytorch', 'keras', 'optax'] as const satisfies readonly Semantics[];
type PlateauSemantics = (typeof LIBRARIES)[number];

/** The settings of a fall of the rate on a plateau, with each library's defaults. */
export const PLATEAU_OFFER = {
  title: 'fall of the rate on a plateau',
  in: {
    pytorch: {
      factor: 0.1,
      patience: 10,
      threshold: 1e-4,
      thresholdMode: 'relative',
      cooldown: 0,
      minRate: 0,
      leastChange: 1e-8,
    },
    keras: { factor: 0.1, patience: 10, threshold: 1e-4, cooldown: 0, minRate: 0 },
    optax: {
      factor: 0.1,
      patience: 10,
      relativeThreshold: 1e-4,
      threshold: 0,
      cooldown: 0,
      minScale: 0,
      accumulation: 1,
    },
  },
} as const satisfies Offer<PlateauSemantics>;

const epochs = (least: number, what: string) => z.number().int().min(least).max(1_000_000).describe(what);
/** Every setting; which of them it has in a library is in the table of offers. */
export const PLATEAU_FIELDS = {
  factor: z.number().min(0).max(1).describe('of the rate at each fall'),
  patience: epochs(0, 'epochs without improvement: more of them in PyTorch, as many in Keras and Optax'),
  threshold: z
    .number()
    .min(0)
    .max(1e6)
    .describe('by how much a loss must be better to count; Keras: min_delta; Optax: atol'),
  thresholdMode: z
    .enum(['relative', 'absolute'])
    .describe('PyTorch: whether the threshold is a share of the best loss; threshold_mode'),
  relativeThreshold: z.number().min(0).max(1).describe('Optax: the same as a share of the best loss; rtol'),
  cooldown: epochs(0, 'epochs after a fall in which none is counted'),
  minRate: z.number().min(0).max(1000).describe('lowest rate; min_lr'),
  minScale: z.number().min(0).max(1).describe('Optax: lowest rate as a share of the first; min_scale'),
  leastChange: z.number().min(0).max(1000).describe('PyTorch: falls by less than this do not happen; eps'),
  accumulation: epochs(1, 'Optax: losses that are averaged before each look; accumulation_size'),
} as const;

/** A fall of the rate on a plateau as data: `{ semantics: 'keras', patience: 3 }`. Missing settings are the library's. */
export type PlateauParams = Chosen<PlateauSemantics, typeof PLATEAU_FIELDS>;

const reader = offered(
  { id: 'Plateau', description: 'a fall of the rate on a plateau of the loss', libraries: LIBRARIES },
  PLATEAU_OFFER,
  PLATEAU_FIELDS,
);

/** A fall of the rate on a plateau as data; what its library does not have is refused by name. */
export const plateauSchema = reader.schema;

/** Where a training stands with respect to plateaus. */
export interface PlateauState {
  /** The learning rate for what follows. */
  readonly rate: number;
  /** The best loss so far. It only moves when the threshold is passed. */
  readonly best: number;
  /** Epochs without improvement. */
  readonly bad: number;
  /** Epochs of cooldown that are left. */
  readonly cooling: number;
  /** Losses not looked at yet (Optax). */
  readonly waiting: readonly number[];
}

type Rule = (state: PlateauState, loss: number) => PlateauState;
type Settings = PlateauParams & { readonly base: number };

const torchRule =
  (settings: Settings): Rule =>
  (state, loss) => {
    const { factor = 1, patience = 0, threshold = 0, thresholdMode, cooldown = 0 } = settings;
    const { minRate = 0, leastChange = 0 } = settings;
    const bar = thresholdMode === 'absolute' ? state.best - threshold : state.best * (1 - threshold);
    const better = loss < bar;
    const cools = state.cooling > 0;
    const bad = cools || better ? 0 : state.bad + 1;
    const cooling = cools ? state.cooling - 1 : state.cooling;
    const next = { ...state, best: better ? loss : state.best, bad, cooling };
    if (bad <= patience) return next;
    const lower = Math.max(state.rate * factor, minRate);
    return {
      ...next,
      bad: 0,
      cooling: cooldown,
      rate: state.rate - lower > leastChange ? lower : state.rate,
    };
  };

const kerasRule =
  (settings: Settings): Rule =>
  (state, loss) => {
    const { factor = 1, patience = 0, threshold = 0, cooldown = 0, minRate = 0 } = settings;
    // The cooldown is counted down first, so that one epoch less of it counts for nothing.
    const cooling = Math.max(0, state.cooling - 1);
    const before = state.cooling > 0 ? 0 : state.bad;
    // The first loss is taken whatever it is, NaN too, which nothing is better than.
    if (state.best === Number.POSITIVE_INFINITY || loss + threshold < state.best) {
      return { ...state, best: loss, bad: 0, cooling };
    }
    if (cooling > 0) return { ...state, bad: before, cooling };
    const bad = before + 1;
    if (bad < patience || state.rate <= minRate) return { ...state, bad, cooling };
    return { ...state, bad: 0, cooling: cooldown, rate: Math.max(state.rate * factor, minRate) };
  };

const optaxRule =
  (settings: Settings): Rule =>
  (state, loss) => {
    const { factor = 1, patience = 0, threshold = 0, relativeThreshold = 0, cooldown = 0 } = settings;
    const { minScale = 0, accumulation = 1, base } = settings;
    const seen = [...state.waiting, loss];
    if (seen.length < accumulation) return { ...state, waiting: seen };
    const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
    const better = mean < (1 - relativeThreshold) * state.best - threshold;
    const bad = better ? 0 : state.bad + 1;
    const next = { ...state, best: better ? mean : state.best, waiting: [] };
    if (state.cooling > 0) return { ...next, bad: 0, cooling: state.cooling - 1 };
    // Patience is compared for equality: one of 0 is met by every improvement.
    const falls = bad === patience;
    const rate = Math.max(falls ? state.rate * factor : state.rate, minScale * base);
    return { ...next, bad: falls ? 0 : bad, cooling: falls ? cooldown : 0, rate };
  };

const RULES = { pytorch: torchRule, keras: kerasRule, optax: optaxRule } as const;

/** The learning rate of a training as its losses come in. */
export interface Plateau {
  readonly start: PlateauState;
  /** The state after an epoch with this loss. Nothing is mutated. */
  next(state: PlateauState, loss: number): PlateauState;
}

/**
 * ReduceLROnPlateau: the rate falls by `factor` when the loss has not improved for a while. The libraries count differently:
 *
 *     PyTorch  falls when more epochs than `patience` were bad; better is v < best (1 − threshold)
 *     Keras    when as many were; better is v + threshold < best; a cooldown counts from its own epoch, one less
 *     Optax    when as many were, so that a patience of 0 means every improvement; v < best (1 − rtol) − atol
 *
 * With losses below zero the relative threshold takes standing still for better. NaN is a bad epoch; as the first loss
 * Keras takes it for the best, and nothing is better then.
 *
 * Sources: torch.optim.lr_scheduler.ReduceLROnPlateau, keras.callbacks.ReduceLROnPlateau, optax.contrib.reduce_on_plateau.
 *
 * @param base the learning rate at the start
 * @throws Error of one line for settings that the library does not have
 */
export function createPlateau(params: PlateauParams, base: number): Plateau {
  const whole = reader.whole(params);
  return {
    start: { rate: base, best: Number.POSITIVE_INFINITY, bad: 0, cooling: 0, waiting: [] },
    next: RULES[whole.semantics ?? 'pytorch']({ ...whole, base }),
  };
}
