import { z } from 'zod';

/**
 * The params of the learning-rate trio. Strict: an unknown field is an error.
 * Within these ranges the film still has something to explain; they are also the limits in the Studio's sidebar.
 */
export const paramsSchema = z.strictObject({
  objective: z
    .strictObject({
      a: z.number().min(0.01).max(10).default(0.4).describe('height of the hill between the wells, a > 0'),
      b: z
        .number()
        .min(-10)
        .max(10)
        .default(0.22)
        .describe('tilt: if positive, the right well is deeper; if negative, the left one'),
    })
    .prefault({})
    .describe('L(x) = a(x² − 1)² − b·x'),
  start: z.number().min(-5).max(5).default(-1.55).describe('initial x of every run'),
  learningRates: z
    .array(z.number().min(1e-6).max(100))
    .min(1)
    .max(5)
    .default([0.02, 0.46, 0.6])
    .describe('one run per learning rate'),
  steps: z.number().int().min(1).max(2000).default(40).describe('updates per run'),
});

export type LearningRateTrioParams = z.infer<typeof paramsSchema>;
