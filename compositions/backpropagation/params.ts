import { z } from 'zod';
import { real, whole, wholes } from '../../src/film/ranges.ts';
import { LAYER_SEMANTICS } from '../../src/sim/frameworks/framework.ts';
import {
  CLIPPING_OFFERS,
  type ClippingKind,
  clippingSchema,
} from '../../src/sim/optimizers/gradient-clipping.ts';
import { clippingOf } from './clipping.ts';

/** The activation functions that are compared: the same in every library. */
export const ACTIVATIONS = ['sigmoid', 'tanh', 'relu'] as const;
export type FlowActivation = (typeof ACTIVATIONS)[number];

const CLIPPINGS = Object.keys(CLIPPING_OFFERS) as [ClippingKind, ...ClippingKind[]];

/** The params of the film of backpropagation. Strict: an unknown field is an error. */
export const paramsSchema = z
  .strictObject({
    semantics: z
      .enum(LAYER_SEMANTICS)
      .default('pytorch')
      .describe('the library whose first weights and clipping are followed'),
    sample: z
      .strictObject({
        x: z
          .tuple([z.number().min(-5).max(5), z.number().min(-5).max(5)])
          .default([0.8, -0.5])
          .describe('the inputs'),
        y: z
          .union([z.literal(0), z.literal(1)])
          .default(0)
          .describe('the class: 0 or 1'),
      })
      .prefault({})
      .describe('the one sample of the small network'),
    hidden: wholes([1, 3], [1, 2], [2, 2], 'units of the hidden layers of the small network'),
    activation: z.enum(ACTIVATIONS).default('tanh').describe('activation function of the small network'),
    rate: real(1e-3, 10, 0.5, 'learning rate of the update of the small network'),
    depth: whole(3, 20, 10, 'layers of the deep networks'),
    width: whole(2, 32, 16, 'units of each of their hidden layers'),
    scales: z
      .array(z.number().min(0.01).max(100))
      .min(1)
      .max(3)
      .refine((scales) => new Set(scales).size === scales.length, 'each scale once')
      .default([1, 2, 4])
      .describe("factors on the library's first weights in the deep networks"),
    limit: real(2, 1000, 10, 'a signal that shrinks or grows by more than this vanishes or explodes'),
    clipping: z
      .strictObject({
        kind: z
          .enum(CLIPPINGS)
          .optional()
          .describe("how gradients are clipped; without, the library's usual way"),
        limit: real(1e-3, 1e3, 1, 'largest norm or value'),
        rate: real(1e-5, 1, 0.05, 'learning rate of the network whose gradients explode'),
        updates: whole(2, 200, 30, 'its updates'),
      })
      .prefault({})
      .describe('clipping of exploding gradients'),
  })
  .check((context) => {
    const { value, issues } = context;
    const clipping = clippingOf(value);
    const read = clipping === null ? null : clippingSchema.safeParse(clipping);
    const wrong =
      read === null
        ? value.clipping.kind && 'scikit-learn does not clip gradients: leave the kind out'
        : read.error?.issues[0]?.message;
    if (wrong)
      issues.push({ code: 'custom', message: wrong, input: value.clipping, path: ['clipping', 'kind'] });
  });

export type BackpropagationParams = z.infer<typeof paramsSchema>;
