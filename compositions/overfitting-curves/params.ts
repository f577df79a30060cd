import { z } from 'zod';

const data = z.strictObject({
  truth: z
    .enum(['disc', 'wave'])
    .default('disc')
    .describe('the true boundary. disc: x² + y² = 0.6; wave: y = 0.9 (4x³ − 3x)'),
  train: z.number().int().min(8).max(400).default(50).describe('points to learn from'),
  validation: z.number().int().min(20).max(1000).default(200).describe('points to be judged by'),
  flipped: z
    .number()
    .min(0)
    .max(0.4)
    .default(0.1)
    .describe('share of the labels that are wrong, in both sets: the noise'),
});

const network = z.strictObject({
  hidden: z
    .array(z.number().int().min(1).max(64))
    .min(1)
    .max(4)
    .default([24, 16, 8])
    .describe('units of the hidden layers, bent by tanh'),
  learningRate: z.number().min(1e-5).max(0.1).default(0.009).describe('of Adam'),
  batch: z.number().int().min(1).max(400).default(10).describe('points in one update'),
  spread: z
    .number()
    .min(0.1)
    .max(10)
    .default(1.5)
    .describe('how much wider than usual the first layer’s weights begin: how finely the network can bend'),
});

/** What is done against overfitting. */
const remedy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('weight-decay'),
    strength: z.number().min(0.001).max(10).default(0.3).describe('λ of AdamW'),
  }),
  z.strictObject({
    kind: z.literal('dropout'),
    share: z.number().min(0.01).max(0.9).default(0.2).describe('of the hidden units, dropped at each update'),
  }),
  z.strictObject({
    kind: z.literal('more-data'),
    times: z.number().int().min(2).max(10).default(4).describe('as many points to learn from'),
  }),
  z.strictObject({
    kind: z.literal('early-stopping'),
    patience: z
      .number()
      .int()
      .min(1)
      .max(300)
      .default(10)
      .describe('epochs without a new best validation loss before training stops'),
  }),
]);

export type Remedy = z.infer<typeof remedy>;
export type RemedyKind = Remedy['kind'];

/** Everything the overfitting film can be asked to do. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  data: data.prefault({}).describe('what is learned'),
  network: network.prefault({}).describe('what learns'),
  epochs: z.number().int().min(2).max(300).default(100).describe('passes through the points'),
  seeds: z
    .number()
    .int()
    .min(8)
    .max(32)
    .default(8)
    .describe('runs; each has its own points, initial weights and order'),
  remedies: z
    .array(remedy)
    .max(4)
    .prefault([
      { kind: 'weight-decay' },
      { kind: 'dropout' },
      { kind: 'more-data' },
      { kind: 'early-stopping' },
    ])
    .describe('each is a run of its own from the same initial weights'),
});

export type OverfittingParams = z.infer<typeof paramsSchema>;
