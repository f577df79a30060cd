import { z } from 'zod';
import { oracleNumber } from './layer-oracles.ts';
import { readOracle } from './oracles.ts';

const row = z.array(oracleNumber);
const rows = z.array(row);
const metric = z.looseObject({ scores: row, targets: row });
const ties = z.looseObject({ values: row });

const file = z.object({
  adaptive: z.array(
    z.object({
      name: z.string(),
      clipping: z.number(),
      eps: z.number(),
      shapes: z.array(z.array(z.number())),
      params: rows,
      gradients: rows,
      clipped: rows,
    }),
  ),
  initializers: z.array(
    z.object({
      framework: z.enum(['keras', 'flax', 'tfjs']),
      kind: z.string(),
      settings: z.record(z.string(), z.union([z.number(), z.string()])),
      mean: z.number(),
      std: z.number(),
      min: z.number(),
      max: z.number(),
    }),
  ),
  metrics: z.object({ keras: z.array(metric.extend({ name: z.string() })), tfjs: z.array(metric) }),
  ties: z.object({
    pooled: z.object({ values: row, slopes: z.record(z.string(), z.record(z.string(), row)) }),
    other: ties,
  }),
  embedding: z.object({ 'padding row': z.number(), std: z.number() }),
});

/** Adaptive clipping, initializers of a fixed width, metrics of one class and ties, as the libraries compute them. */
export const moreOracle = () => file.parse(readOracle('more-frameworks'));
