import { z } from 'zod';
import { real, whole } from '../../src/film/ranges.ts';
import { SCALINGS } from '../../src/sim/regression/feature-scaling.ts';
import { FAILURES } from '../../src/sim/regression/regressions.ts';

/** The params of the film of linear regression. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  data: z
    .string()
    .min(1)
    .optional()
    .describe('path of a CSV of two columns, feature and target; without, ten houses'),
  scaling: z
    .enum(SCALINGS)
    .default('unit')
    .describe('the feature in the main run: raw, divided by a unit, or standardised'),
  unit: real(1e-9, 1e9, 1000, 'what the feature is divided by with the scaling "unit"'),
  start: z
    .strictObject({
      w: real(-1e6, 1e6, -0.1, 'initial slope, for the feature as it is'),
      b: real(-1e6, 1e6, 900, 'initial intercept'),
    })
    .prefault({})
    .describe('the first line, the same in every run'),
  rate: real(1e-18, 100, 0.3, 'learning rate of the main run'),
  steps: whole(1, 2000, 500, 'updates of the main run'),
  predict: z
    .number()
    .min(-1e9)
    .max(1e9)
    .optional()
    .describe('where the line predicts; without, 1250 for the houses, else the middle of the data'),
  lab: z
    .array(z.enum(FAILURES))
    .max(5)
    .default(['rate-high', 'rate-low', 'sign-b', 'unscaled'])
    .describe('what is wrong in the failure lab, run by run'),
  batch: z
    .strictObject({
      size: whole(1, 100, 3, 'samples in a mini-batch'),
      epochs: whole(1, 50, 20, 'how often all samples are seen'),
      rate: real(1e-6, 3, 0.1, 'learning rate, on the standardised feature'),
    })
    .prefault({})
    .describe('all samples an update, a mini-batch, or one'),
});

export type RegressionParams = z.infer<typeof paramsSchema>;
