import { z } from 'zod';
import { LAYER_SEMANTICS, type LayerSemantics, type Precision } from '../frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from '../frameworks/offered.ts';
import type { Offer, Settings } from '../frameworks/offers.ts';
import { machineEpsilon, meanOf, type Round, rounding } from '../optimizers/arithmetic.ts';

const flax = (settings: Settings) => ({ 'flax-nnx': settings, 'flax-linen': settings });

/** The normalisations that each library has, and their settings with the library's defaults. */
export const NORM_OFFERS = {
  'layer-norm': {
    title: 'layer norm',
    in: {
      pytorch: { epsilon: 1e-5 },
      keras: { epsilon: 1e-3 },
      ...flax({ epsilon: 1e-6, fastVariance: true }),
      tfjs: { epsilon: 1e-3 },
    },
  },
  'rms-norm': {
    title: 'RMS norm',
    in: { pytorch: { epsilon: undefined }, keras: { epsilon: 1e-6 }, ...flax({ epsilon: 1e-6 }) },
  },
  'batch-norm': {
    title: 'batch norm',
    in: {
      pytorch: { epsilon: 1e-5, momentum: 0.1 },
      keras: { epsilon: 1e-3, momentum: 0.99 },
      ...flax({ epsilon: 1e-5, momentum: 0.99, fastVariance: true }),
      tfjs: { epsilon: 1e-3, momentum: 0.99 },
    },
  },
} as const satisfies Record<string, Offer<LayerSemantics>>;

/** Every setting; which of them it has in a library is in the table of offers. */
export const NORM_FIELDS = {
  epsilon: z
    .number()
    .min(0)
    .max(1)
    .describe(
      "added to the variance, inside the root; without, PyTorch's RMS norm takes the machine epsilon",
    ),
  momentum: z
    .number()
    .min(0)
    .max(1)
    .describe('PyTorch: share of the new statistics; the others: share of the old'),
  fastVariance: z
    .boolean()
    .describe(
      'Flax: whether the variance is mean(x²) − mean(x)², which loses the digits of values far from 0',
    ),
} as const;

/** A normalisation as data: `{ kind: 'layer-norm', semantics: 'keras' }`. Missing settings are the library's. */
export type NormParams = ChosenKind<keyof typeof NORM_OFFERS, LayerSemantics, typeof NORM_FIELDS>;

/** Reads normalisations as data. */
export const normReader = offeredKinds(
  { id: 'Norm', description: 'a normalisation', libraries: LAYER_SEMANTICS },
  NORM_OFFERS,
  NORM_FIELDS,
);

/** A normalisation as data; what its library does not have is refused by name. */
export const normSchema = normReader.schema;

type Values = readonly number[];

/** Scale γ and shift β of each feature; 1 and 0 if missing. */
export interface Affine {
  readonly gamma?: Values | undefined;
  readonly beta?: Values | undefined;
}

/** Mean and biased variance of values. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Moments as a library takes them. @param fast mean(x²) − mean(x)², as Flax does, at least 0 */
export function momentsOf(values: Values, round: Round, fast: boolean): Moments {
  const mean = meanOf(values, round);
  if (fast) {
    const square = meanOf(
      values.map((x) => round(x * x)),
      round,
    );
    return { mean, variance: Math.max(0, round(square - round(mean * mean))) };
  }
  const off = values.map((x) => round(x - mean));
  return {
    mean,
    variance: meanOf(
      off.map((x) => round(x * x)),
      round,
    ),
  };
}

/**
 * A value normalised, scaled and shifted: γ (x − mean) / √(variance + ε) + β. Keras multiplies x and the mean by the
 * factor apart, which shows in single precision.
 */
export function standardise(
  x: number,
  { mean, variance }: Moments,
  epsilon: number,
  [gamma, beta]: readonly [number, number],
  round: Round,
  semantics: LayerSemantics,
): number {
  const inverse = round(1 / round(Math.sqrt(round(variance + round(epsilon)))));
  const factor = round(inverse * round(gamma));
  if (semantics !== 'keras') return round(round(round(x - mean) * factor) + round(beta));
  return round(round(x * factor) + round(round(-mean * factor) + round(beta)));
}

/** Scale and shift of a feature. */
export const affineAt = ({ gamma, beta }: Affine, feature: number): readonly [number, number] => [
  gamma?.[feature] ?? 1,
  beta?.[feature] ?? 0,
];

/**
 * Layer norm of one sample's features, with the biased variance:
 *
 *     y = γ (x − mean) / √(variance + ε) + β        ε → `epsilon`: 1e-5 in PyTorch, 1e-3 in Keras and TensorFlow.js, 1e-6 in Flax
 *
 * Source: Ba et al. 2016; torch.nn.LayerNorm, keras.layers.LayerNormalization, flax.nnx.LayerNorm, tf.layers.
 *
 * @param precision `float64` if missing; in single precision Flax' variance is wrong for values far from 0
 * @throws Error of one line for what the library does not have
 */
export function layerNorm(
  params: Omit<NormParams, 'kind'>,
  values: Values,
  affine: Affine = {},
  precision: Precision = 'float64',
): Values {
  const whole = normReader.whole({ ...params, kind: 'layer-norm' });
  const { semantics = 'pytorch', epsilon = 0, fastVariance = false } = whole;
  const round = rounding(precision);
  const rounded = values.map(round);
  const moments = momentsOf(rounded, round, fastVariance);
  return rounded.map((x, i) => standardise(x, moments, epsilon, affineAt(affine, i), round, semantics));
}

/**
 * RMS norm of one sample's features: y = γ x / √(mean(x²) + ε), ε → `epsilon`, the machine epsilon in PyTorch and 1e-6 in
 * Keras and Flax. Source: Zhang and Sennrich 2019; torch.nn.RMSNorm, keras.layers.RMSNormalization, flax.nnx.RMSNorm.
 *
 * @throws Error of one line for what the library does not have
 */
export function rmsNorm(
  params: Omit<NormParams, 'kind'>,
  values: Values,
  affine: Affine = {},
  precision: Precision = 'float64',
): Values {
  const { epsilon = machineEpsilon(precision) } = normReader.whole({ ...params, kind: 'rms-norm' });
  const round = rounding(precision);
  const squares = meanOf(
    values.map((x) => round(round(x) * round(x))),
    round,
  );
  const inverse = round(1 / round(Math.sqrt(round(squares + round(epsilon)))));
  return values.map((x, i) => round(round(round(x) * inverse) * round(affineAt(affine, i)[0])));
}
