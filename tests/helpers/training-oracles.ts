import { z } from 'zod';
import { oracleNumber } from './layer-oracles.ts';
import { readOracle } from './oracles.ts';

const row = z.array(oracleNumber);
const nested = z.array(z.union([oracleNumber, row]));
const grads = z.object({ grads: z.array(nested), returned: oracleNumber.optional() });
const loss = z.record(z.string(), z.unknown());

const file = z.object({
  clipping: z.object({
    max_norm: z.number(),
    value: z.number(),
    cases: z.record(
      z.string(),
      z.looseObject({ gradients: z.array(nested) }).catchall(z.record(z.string(), z.unknown())),
    ),
  }),
  losses: z.object({
    inputs: z.object({
      ce: z.object({ logits: z.array(row), target: row, smoothing: row, class_weights: row }),
      probs: z.object({ cases: z.record(z.string(), z.tuple([z.array(row), row])) }),
      bce: z.object({
        logits: row,
        target: row,
        smoothing: row,
        pos_weight: z.number(),
        weights: row,
        probs: row,
        ptarget: row,
      }),
      reg: z.object({ pred: z.array(row), target: z.array(row), weights: row, delta: z.number() }),
    }),
    torch_float64: loss,
    keras_float64: loss,
    keras_float32: loss,
    optax_float64: loss,
    tfjs_float32: loss,
  }),
  averages_of_weights: z.array(z.looseObject({ decay: z.number(), values: row })),
  sequences: z.record(z.string(), row),
  plateau: z.array(
    z.object({
      sequence: z.string(),
      settings: z.record(z.string(), z.number()),
      torch: row,
      keras: row,
      optax: row,
    }),
  ),
  early_stopping: z.array(
    z.looseObject({ sequence: z.string(), settings: z.record(z.string(), z.number()) }),
  ),
  reported_losses: z.record(z.string(), z.unknown()),
  log_loss_of_zero: z.record(z.string(), z.unknown()),
});

/** Gradients, flat, one list for each variable, with what was returned, if anything was. */
export const clippedGradients = (entry: unknown): { grads: number[][]; returned: number | undefined } => {
  const { grads: lists, returned } = grads.parse(entry);
  return { grads: lists.map((list) => list.flat()), returned };
};

/** Trainings of several frameworks, as measured: clipping, losses, what is reported, plateaus and early stopping. */
export const trainingOracle = () => file.parse(readOracle('training-frameworks'));

/** The value at a path of the oracle's objects, NaN and infinities read; a list becomes a list. */
export function numbersAt(object: unknown, ...path: readonly string[]): readonly number[] {
  const found = path.reduce<unknown>(
    (inside, key) => z.record(z.string(), z.unknown()).parse(inside)[key],
    object,
  );
  const list = Array.isArray(found) ? found.flat() : [found];
  return list.map((value) => oracleNumber.parse(value));
}
