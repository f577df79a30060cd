import { z } from 'zod';
import { readOracle } from './oracles.ts';

/** Numbers of the oracles, in which NaN and infinities are words. */
export const oracleNumber = z
  .union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
  .transform((value) => Number(value));
const row = z.array(oracleNumber);
const rows = z.array(row);

const activation = z.object({
  name: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string()])),
  y: row,
  dy: row.optional(),
  dy_error: z.string().optional(),
});

const norm = z.object({
  api: z.string(),
  kind: z.string().optional(),
  eps: z.number(),
  gamma: row.nullable(),
  beta: row.nullable(),
  y: rows,
});

const batchNorm = z.object({
  eps: z.number(),
  momentum: z.number(),
  gamma: row.nullable(),
  beta: row.nullable(),
  train: z.array(rows),
  running_mean: rows,
  running_var: rows,
  eval: rows,
});

const layersFile = z.object({
  inputs: z.object({
    acts_x: row,
    ln_x: rows,
    ln_gamma: row,
    ln_beta: row,
    bn_batches: z.array(rows),
    bn_eval: rows,
  }),
  activations: z.record(z.string(), z.array(activation)),
  layernorm: z.record(z.string(), z.array(norm)),
  batchnorm: z.record(z.string(), z.array(batchNorm)),
  layernorm_float32_offset: z.record(z.string(), z.union([z.string(), z.record(z.string(), row)])),
  init: z.array(
    z.object({
      framework: z.string(),
      what: z.string(),
      min: z.number().optional(),
      max: z.number().optional(),
      std: oracleNumber.optional(),
      bound: z.number().optional(),
      std_rule: z.number().optional(),
      blocks: row.optional(),
      off_identity_whole: z.number().optional(),
      off_identity_first_gate: z.number().optional(),
    }),
  ),
  gains: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** Layers of several frameworks, as measured. */
export const layersOracle = () => layersFile.parse(readOracle('layers-frameworks'));

/** Values that agree: to `tolerance`, absolutely below 1 and relatively above. NaN is NaN, and an infinity is itself. */
export const agrees = (got: number, want: number, tolerance: number): boolean =>
  Object.is(got, want) || Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want));
