import type { Precision } from '../frameworks/framework.ts';
import { rounding } from '../optimizers/arithmetic.ts';
import {
  type Affine,
  affineAt,
  momentsOf,
  type NormParams,
  normReader,
  standardise,
} from './normalisation.ts';

type Values = readonly number[];

/** The running statistics of batch norm, one for each feature. */
export interface RunningStatistics {
  readonly mean: Values;
  readonly variance: Values;
}

/** The running statistics before the first step: mean 0, variance 1. */
export const freshStatistics = (features: number): RunningStatistics => ({
  mean: Array<number>(features).fill(0),
  variance: Array<number>(features).fill(1),
});

/** Rows of features. */
type Batch = readonly Values[];

const column = (batch: Batch, feature: number): Values => batch.map((row) => row[feature] ?? Number.NaN);

/**
 * One step of training with batch norm. The batch is normalised by its own mean and biased variance; the running
 * statistics move towards it,
 *
 *     r ← (1 − m) r + m s   in PyTorch, with the unbiased variance,   r ← m r + (1 − m) s   elsewhere, with the biased
 *
 * m → `momentum`: 0.1 in PyTorch and 0.99 elsewhere, so that PyTorch follows ten times as fast.
 * Source: Ioffe and Szegedy 2015; torch.nn.BatchNorm1d, keras.layers.BatchNormalization, flax.nnx.BatchNorm, tf.layers.
 *
 * @throws RangeError for a batch of one sample in PyTorch; Error of one line for what the library does not have
 */
export function batchNormStep(
  params: Omit<NormParams, 'kind'>,
  batch: Batch,
  running: RunningStatistics,
  affine: Affine = {},
  precision: Precision = 'float64',
): { readonly outputs: Batch; readonly running: RunningStatistics } {
  const whole = normReader.whole({ ...params, kind: 'batch-norm' });
  const { semantics = 'pytorch', epsilon = 0, momentum = 0, fastVariance = false } = whole;
  const isTorch = semantics === 'pytorch';
  if (isTorch && batch.length < 2) {
    throw new RangeError(`PyTorch trains batch norm on two samples or more, not on ${batch.length}`);
  }
  const round = rounding(precision);
  const moments = running.mean.map((_, i) => momentsOf(column(batch, i).map(round), round, fastVariance));
  const unbiased = isTorch ? batch.length / (batch.length - 1) : 1;
  const kept = isTorch ? 1 - momentum : momentum;
  const moved = (old: number | undefined, now: number): number =>
    round(round(kept * (old ?? 0)) + round((1 - kept) * now));
  return {
    outputs: batch.map((row) =>
      moments.map((own, i) =>
        standardise(round(row[i] ?? Number.NaN), own, epsilon, affineAt(affine, i), round, semantics),
      ),
    ),
    running: {
      mean: moments.map(({ mean }, i) => moved(running.mean[i], mean)),
      variance: moments.map(({ variance }, i) => moved(running.variance[i], round(variance * unbiased))),
    },
  };
}

/** What batch norm makes of samples after training: normalised by the running statistics. See {@link batchNormStep}. */
export function batchNorm(
  params: Omit<NormParams, 'kind'>,
  batch: Batch,
  running: RunningStatistics,
  affine: Affine = {},
  precision: Precision = 'float64',
): Batch {
  const { semantics = 'pytorch', epsilon = 0 } = normReader.whole({ ...params, kind: 'batch-norm' });
  const round = rounding(precision);
  return batch.map((row) =>
    running.mean.map((mean, i) =>
      standardise(
        round(row[i] ?? Number.NaN),
        { mean, variance: running.variance[i] ?? 1 },
        epsilon,
        affineAt(affine, i),
        round,
        semantics,
      ),
    ),
  );
}
