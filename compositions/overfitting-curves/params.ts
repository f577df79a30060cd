import { z } from 'zod';

const data = z.strictObject({
  truth: z
    .enum(['disc', 'wave'])
    .default('disc')
    .describe('the true decision boundary. disc: x² + y² = 0.6; wave: y = 0.9 (4x³ − 3x)'),
  train: z.number().int().min(8).max(400).default(50).describe('training points'),
  validation: z.number().int().min(20).max(1000).default(200).describe('validation points'),
  test: z
    .number()
    .int()
    .min(20)
    .max(1000)
    .default(400)
    .describe('test points, by which the remedies are judged'),
  flipped: z
    .number()
    .min(0)
    .max(0.4)
    .default(0.1)
    .describe('label noise: fraction of wrong labels, in all three sets'),
});

const network = z.strictObject({
  hidden: z
    .array(z.number().int().min(1).max(64))
    .min(1)
    .max(4)
    .default([24, 16, 8])
    .describe('tanh units per hidden layer'),
  learningRate: z.number().min(1e-5).max(0.1).default(0.009).describe('learning rate of Adam'),
  batch: z.number().int().min(1).max(400).default(10).describe('points per minibatch'),
  spread: z
    .number()
    .min(0.1)
    .max(10)
    .default(1.5)
    .describe('scale of the first layer’s initial weights, 1 being usual: larger allows a finer boundary'),
});

/** A remedy for overfitting. */
const remedy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('weight-decay'),
    strength: z.number().min(0.001).max(10).default(0.3).describe('weight decay λ of AdamW'),
  }),
  z.strictObject({
    kind: z.literal('dropout'),
    share: z
      .number()
      .min(0.01)
      .max(0.9)
      .default(0.2)
      .describe('fraction of the hidden units dropped at each update'),
  }),
  z.strictObject({
    kind: z.literal('more-data'),
    times: z
      .number()
      .int()
      .min(2)
      .max(10)
      .default(4)
      .describe('factor by which the number of training points grows'),
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

/** The params of the overfitting film. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  data: data.prefault({}).describe('the points'),
  network: network.prefault({}).describe('the network'),
  epochs: z.number().int().min(2).max(300).default(100).describe('passes over the training points'),
  seeds: z
    .number()
    .int()
    .min(8)
    .max(32)
    .default(8)
    .describe('number of runs; each has its own points, initial weights and data order'),
  remedies: z
    .array(remedy)
    .max(4)
    .prefault([
      { kind: 'weight-decay' },
      { kind: 'dropout' },
      { kind: 'more-data' },
      { kind: 'early-stopping' },
    ])
    .describe('remedies to compare, each trained from the same initial weights'),
});

export type OverfittingParams = z.infer<typeof paramsSchema>;
