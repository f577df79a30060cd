import { z } from 'zod';
import { real, whole, wholes } from '../../src/film/ranges.ts';

const data = z.strictObject({
  truth: z
    .enum(['disc', 'wave'])
    .default('disc')
    .describe('the true decision boundary. disc: x² + y² = 0.6; wave: y = 0.9 (4x³ − 3x)'),
  train: whole(8, 400, 50, 'training points'),
  validation: whole(20, 1000, 200, 'validation points'),
  test: whole(20, 1000, 400, 'test points, every label right, by which the remedies are judged'),
  flipped: real(0, 0.4, 0.1, 'label noise: fraction of wrong labels among training and validation points'),
});

const SPREAD = 'scale of the first layer’s initial weights, 1 being usual: larger allows a finer boundary';
const network = z.strictObject({
  hidden: wholes([1, 64], [1, 4], [24, 16, 8], 'tanh units per hidden layer'),
  learningRate: real(1e-5, 0.1, 0.009, 'learning rate of Adam'),
  batch: whole(1, 400, 10, 'points per minibatch'),
  spread: real(0.1, 10, 1.5, SPREAD),
});

/** A remedy for overfitting. */
const remedy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('weight-decay'),
    strength: real(0.001, 10, 0.3, 'weight decay λ of AdamW'),
  }),
  z.strictObject({
    kind: z.literal('dropout'),
    share: real(0.01, 0.9, 0.2, 'fraction of the hidden units dropped at each update'),
  }),
  z.strictObject({
    kind: z.literal('more-data'),
    times: whole(2, 10, 4, 'factor by which the number of training points grows'),
  }),
  z.strictObject({
    kind: z.literal('early-stopping'),
    patience: whole(1, 300, 10, 'epochs without a new best validation loss before training stops'),
  }),
]);

const SEEDS = 'number of runs; each has its own points, initial weights and data order';
/** The params of the overfitting film. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  data: data.prefault({}).describe('the points'),
  network: network.prefault({}).describe('the network'),
  epochs: whole(2, 300, 100, 'passes over the training points'),
  seeds: whole(8, 32, 8, SEEDS),
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
