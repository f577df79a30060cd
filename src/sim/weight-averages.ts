import { z } from 'zod';
import type { Library } from './frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from './frameworks/offered.ts';
import type { Offer } from './frameworks/offers.ts';
import { integerPower } from './maths.ts';

/** The libraries whose averages of weights can be followed. */
export const AVERAGE_SEMANTICS = [
  'pytorch',
  'keras',
  'optax',
  'tfjs',
  'lightning',
] as const satisfies readonly Library[];
type AverageSemantics = (typeof AVERAGE_SEMANTICS)[number];

const SAY = null;
const MAY = undefined;

/** The averages of weights that each library has. */
export const AVERAGE_OFFERS = {
  exponential: {
    title: 'moving average of weights',
    in: {
      pytorch: { decay: 0.999 },
      keras: { decay: 0.99, overwriteEvery: MAY },
      optax: { decay: SAY, debias: true },
      tfjs: { decay: SAY, debias: true },
      lightning: { decay: 0.999 },
    },
  },
  mean: { title: 'plain mean of weights', in: { pytorch: {} } },
} as const satisfies Record<string, Offer<AverageSemantics>>;

/** Every setting; which of them it has in a library is in the table of offers. */
export const AVERAGE_FIELDS = {
  decay: z
    .number()
    .min(0)
    .max(1)
    .describe("share of the old average; Keras: ema_momentum; Optax' incremental_update: 1 − step_size"),
  debias: z
    .boolean()
    .describe(
      'whether the average is corrected for its start at 0; Optax: debias; TensorFlow.js: zeroDebias',
    ),
  overwriteEvery: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .describe('Keras: steps after which the weights become their average; ema_overwrite_frequency'),
} as const;

/** An average of weights as data: `{ kind: 'exponential', semantics: 'keras', decay: 0.9 }`. */
export type AverageParams = ChosenKind<keyof typeof AVERAGE_OFFERS, AverageSemantics, typeof AVERAGE_FIELDS>;

const reader = offeredKinds(
  { id: 'WeightAverage', description: 'an average of weights', libraries: AVERAGE_SEMANTICS },
  AVERAGE_OFFERS,
  AVERAGE_FIELDS,
);

/** An average of weights as data; what its library does not have is refused by name. */
export const averageSchema = reader.schema;

type Weights = readonly number[];

/** An average on its way. */
export interface AverageState {
  /** What is evaluated in place of the weights. */
  readonly average: Weights;
  /** The sum that is kept, from which a bias may still have to be taken. */
  readonly kept: Weights;
  /** Steps so far. */
  readonly steps: number;
}

/** An average of weights as a pair of pure functions. */
export interface WeightAverage {
  /** Before the first step. @param count number of weights */
  init(count: number): AverageState;
  /** After a step: the average, and the weights to go on with, which Keras may overwrite. */
  update(state: AverageState, weights: Weights): { readonly state: AverageState; readonly weights: Weights };
}

const mixed = (old: Weights, now: Weights, share: number): Weights =>
  now.map((x, i) => share * (old[i] ?? 0) + (1 - share) * x);

/**
 * An average of weights over the steps of a training:
 *
 *     exponential  a ← β a + (1 − β) w        β → `decay`
 *     mean         the mean of all w so far (PyTorch's AveragedModel by default)
 *
 * PyTorch, Keras and Lightning copy the first weights. Optax and TensorFlow.js start at 0, and unless `debias` is off
 * divide by 1 − βᵗ: after three steps of 0.9 over 1, 2, 3 that is 2.07 instead of 1.29. Optax averages updates (`ema`) or
 * weights (`incremental_update`, as without debias). In Keras weights become their average every `overwriteEvery` steps,
 * and in any case after the training, while the losses reported were those of the plain weights.
 *
 * Sources: torch.optim.swa_utils, keras.optimizers (use_ema), optax.ema, tf.movingAverage, Lightning's EMAWeightAveraging.
 *
 * @throws Error of one line for what the library does not have
 */
export function weightAverage(params: AverageParams): WeightAverage {
  const { kind, semantics = 'pytorch', decay = 0, debias = false, overwriteEvery } = reader.whole(params);
  const copiesFirst = semantics !== 'optax' && semantics !== 'tfjs';
  const next = ({ kept, steps }: AverageState, weights: Weights): AverageState => {
    const done = steps + 1;
    const share = kind === 'mean' ? steps / done : steps === 0 && copiesFirst ? 0 : decay;
    const sum = mixed(kept, weights, share);
    const missing = debias ? 1 - integerPower(decay, done) : 1;
    return { kept: sum, steps: done, average: sum.map((x) => x / missing) };
  };
  return {
    init: (count) => {
      const zeros = Array<number>(count).fill(0);
      return { average: zeros, kept: zeros, steps: 0 };
    },
    update: (state, weights) => {
      const after = next(state, weights);
      const overwrites = overwriteEvery !== undefined && after.steps % overwriteEvery === 0;
      return { state: after, weights: overwrites ? after.average : weights };
    },
  };
}
