import { z } from 'zod';

/**
 * Everything the learning-rate trio can be asked to do. Strict: an unknown field is an error.
 * The ranges are those within which the film still explains something; they also give the sidebar its limits.
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
        .describe('tilt; the deeper well lies on the side of its sign'),
    })
    .prefault({})
    .describe('L(x) = a(x² − 1)² − b·x'),
  start: z.number().min(-5).max(5).default(-1.55).describe('where every run starts'),
  learningRates: z
    .array(z.number().min(1e-6).max(100))
    .min(1)
    .max(5)
    .default([0.02, 0.46, 0.6])
    .describe('one run for each learning rate'),
  steps: z.number().int().min(1).max(2000).default(40).describe('updates in every run'),
});

export type LearningRateTrioParams = z.infer<typeof paramsSchema>;
