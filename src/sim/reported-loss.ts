import { LIBRARIES, type Library } from './frameworks/framework.ts';

/** The libraries whose reported losses can be followed. `pytorch` is the usual loop that adds up `loss.item()`. */
export const REPORTERS = [
  'pytorch',
  'keras',
  'tfjs',
  'scikit-learn',
  'lightning',
  'transformers',
] as const satisfies readonly Library[];
/** A library whose reported losses are followed. */
export type Reporter = (typeof REPORTERS)[number];

/** One batch of an epoch. */
export interface BatchLoss {
  /** Samples in it. */
  readonly rows: number;
  /** Its loss as the library's loss gives it, without penalty. */
  readonly loss: number;
  /** The penalty on the weights at that batch: of a regularizer in Keras and TensorFlow.js, α/2 ‖W‖² in scikit-learn. */
  readonly penalty?: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The mean over samples of what each batch comes to. */
const bySamples = (batches: readonly BatchLoss[], of: (batch: BatchLoss) => number): number =>
  sum(batches.map((batch) => batch.rows * of(batch))) / sum(batches.map(({ rows }) => rows));

/**
 * What a library reports as the loss of an epoch, of batches b with n_b samples, loss l_b and penalty r_b:
 *
 *     Keras          Σ n_b (l_b + r_b) / Σ n_b, in training and validation
 *     TensorFlow.js  the same in training; without the penalty in validation
 *     Lightning      Σ n_b l_b / Σ n_b
 *     Transformers   in training the mean of the l_b, whatever their size; in validation Σ n_b l_b / Σ n_b
 *     PyTorch        the mean of the l_b, as a loop that adds up `loss.item()` has it
 *     scikit-learn   Σ n_b (l_b + r_b / n_b) / Σ n_b: each batch counts the whole penalty, so smaller batches report more
 *
 * In training the batches were seen by weights on their way: the loss is a mean during the epoch; in validation, after it.
 *
 * @throws Error of one line for scikit-learn's validation, where it reports scores
 */
export function reportedLoss(
  library: Reporter,
  when: 'training' | 'validation',
  batches: readonly BatchLoss[],
): number {
  const training = when === 'training';
  const penalised = ({ loss, penalty = 0 }: BatchLoss): number => loss + penalty;
  if (library === 'scikit-learn') {
    if (!training) throw new Error(`${LIBRARIES[library].name} reports no validation loss, but scores`);
    return bySamples(batches, ({ loss, penalty = 0, rows }) => loss + penalty / rows);
  }
  if (library === 'keras' || (library === 'tfjs' && training)) return bySamples(batches, penalised);
  if (library === 'pytorch' || (library === 'transformers' && training)) {
    return sum(batches.map(({ loss }) => loss)) / batches.length;
  }
  return bySamples(batches, ({ loss }) => loss);
}

/** A line of the log of Transformers' Trainer. */
export interface TrainerLog {
  /** Updates made. */
  readonly step: number;
  /** The mean of the losses of the steps since the last line. */
  readonly loss: number;
  /** The norm of the gradient before clipping, of the last of these steps alone. */
  readonly gradientNorm: number;
}

/** A batch with the norm of its gradient. */
export interface TrainerBatch {
  readonly loss: number;
  /** The norm before clipping; of accumulated batches, that of the last of each step counts. */
  readonly gradientNorm: number;
}

/**
 * What the Trainer of Transformers logs of the batches of an epoch: a step is made of `accumulation` batches, its loss
 * the mean of theirs, and a line of `every` steps. `trainLoss` is the mean over the steps. None of these is the mean over
 * the samples if batches differ in size.
 *
 * Source: transformers.Trainer, gradient_accumulation_steps and logging_steps.
 */
export function trainerLog(
  batches: readonly TrainerBatch[],
  { accumulation = 1, every = 1 }: { readonly accumulation?: number; readonly every?: number } = {},
): { readonly lines: readonly TrainerLog[]; readonly trainLoss: number } {
  const chunks = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
  const mean = (values: readonly number[]): number => sum(values) / values.length;
  const steps = chunks(batches, accumulation).map((group) => ({
    loss: mean(group.map(({ loss }) => loss)),
    gradientNorm: group.at(-1)?.gradientNorm ?? Number.NaN,
  }));
  const lines = chunks(steps, every).map((group, i) => ({
    step: Math.min((i + 1) * every, steps.length),
    loss: mean(group.map(({ loss }) => loss)),
    gradientNorm: group.at(-1)?.gradientNorm ?? Number.NaN,
  }));
  return { lines, trainLoss: mean(steps.map(({ loss }) => loss)) };
}
