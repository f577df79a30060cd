import { z } from 'zod';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamW } from './adamw.ts';
import { momentum } from './momentum.ts';
import { nesterov } from './nesterov.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

const rate = (standard: number) =>
  z.number().min(1e-8).max(1000).default(standard).describe('learning rate; PyTorch: lr');
const decay = (standard: number, how: string) =>
  z.number().min(0).max(10).default(standard).describe(`weight decay, ${how}; PyTorch: weight_decay`);
const coupled = decay(0, 'added to the gradient');
const smoothing = (standard: number, of: string) =>
  z.number().min(0).lt(1).default(standard).describe(`decay factor of the running mean of ${of}`);
const epsilon = (standard: number) =>
  z
    .number()
    .gt(0)
    .max(1)
    .default(standard)
    .describe('added to the denominator, outside the root; PyTorch: eps');
// PyTorch's default momentum is 0, which is plain SGD: an optimizer called momentum should have some.
const mu = z
  .number()
  .min(0)
  .lt(1)
  .default(0.9)
  .describe('fraction of the velocity kept per step; PyTorch: momentum');

const adamShape = {
  learningRate: rate(0.001),
  beta1: smoothing(0.9, 'the gradients'),
  beta2: smoothing(0.999, 'the squared gradients'),
  epsilon: epsilon(1e-8),
};

/** Every optimizer as data. Strict, with the names and defaults of PyTorch (`lr` is `learningRate`, and so on). */
export const optimizerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sgd'), learningRate: rate(0.001), weightDecay: coupled }),
  z.strictObject({
    kind: z.literal('momentum'),
    learningRate: rate(0.001),
    momentum: mu,
    weightDecay: coupled,
  }),
  z.strictObject({
    kind: z.literal('nesterov'),
    learningRate: rate(0.001),
    momentum: mu,
    weightDecay: coupled,
  }),
  z.strictObject({
    kind: z.literal('adagrad'),
    learningRate: rate(0.01),
    epsilon: epsilon(1e-10),
    weightDecay: coupled,
  }),
  z.strictObject({
    kind: z.literal('rmsprop'),
    learningRate: rate(0.01),
    alpha: smoothing(0.99, 'the squared gradients'),
    epsilon: epsilon(1e-8),
    weightDecay: coupled,
  }),
  z.strictObject({ kind: z.literal('adam'), ...adamShape, weightDecay: coupled }),
  z.strictObject({
    kind: z.literal('adamw'),
    ...adamShape,
    weightDecay: decay(0.01, 'subtracted from the parameters directly'),
  }),
]);

/** An optimizer as data: its kind and the params of that kind, JSON-safe. */
export type OptimizerParams = z.infer<typeof optimizerSchema>;
/** The name of an optimizer: `sgd`, `momentum`, `nesterov`, `adagrad`, `rmsprop`, `adam` or `adamw`. */
export type OptimizerKind = OptimizerParams['kind'];

/** Creates the optimizer described by data such as `{ kind: 'adam', learningRate: 0.05, … }`. */
export function createOptimizer(params: OptimizerParams): Optimizer {
  switch (params.kind) {
    case 'sgd':
      return sgd(params);
    case 'momentum':
      return momentum(params);
    case 'nesterov':
      return nesterov(params);
    case 'adagrad':
      return adagrad(params);
    case 'rmsprop':
      return rmsprop(params);
    case 'adam':
      return adam(params);
    case 'adamw':
      return adamW(params);
  }
}
