import { z } from 'zod';
import type { optimizerSchema } from '../../src/sim/optimizers/registry.ts';
import { raceSchema } from '../../src/sim/race.ts';

/** The optimizers of the default film: one for each idea. */
const FIELD: z.input<typeof optimizerSchema>[] = [
  { kind: 'sgd' },
  { kind: 'momentum' },
  { kind: 'adagrad' },
  { kind: 'adam' },
];

/** The params of the optimizer race. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  races: z
    .array(raceSchema)
    .min(1)
    .max(3)
    .prefault([
      { surface: 'ravine', start: [-5.5, -2.5], steps: 10, rates: 'tuned', optimizers: FIELD },
      // Each of these is won by a wide margin, with neighbouring rates and numbers of steps, too.
      { surface: 'rosenbrock', start: [-0.5, 0.5], steps: 40, rates: 'tuned', optimizers: FIELD },
    ])
    .describe('one to three races, shown one after the other'),
});

export type OptimizerRaceParams = z.infer<typeof paramsSchema>;
