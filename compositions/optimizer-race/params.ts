import { z } from 'zod';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import { optimizerSchema } from '../../src/sim/optimizers/registry.ts';

const surfaceNames = Object.keys(SURFACES) as [SurfaceName, ...SurfaceName[]];

/** Beyond this every surface is a wall; the start must be a place from which something can be seen. */
const coordinate = z.number().min(-10).max(10);

const raceSchema = z.strictObject({
  surface: z.enum(surfaceNames).describe('the loss of two parameters that is raced on'),
  start: z.tuple([coordinate, coordinate]).describe('[x, y] from which every optimizer starts'),
  steps: z.number().int().min(1).max(2000).default(200).describe('updates of every optimizer'),
  optimizers: z
    .array(optimizerSchema)
    .min(1)
    .max(7)
    .describe('the field, one run each; kinds may stand more than once'),
});

/**
 * The field of the default film: one optimizer for each idea, with the same settings on both surfaces. They were
 * searched for: nobody leaves the picture, and the order turns over, which a test holds them to.
 */
const FIELD: z.input<typeof optimizerSchema>[] = [
  { kind: 'sgd', learningRate: 0.065 },
  { kind: 'momentum', learningRate: 0.005 },
  { kind: 'adagrad', learningRate: 0.3 },
  { kind: 'rmsprop', learningRate: 0.03 },
  { kind: 'adam', learningRate: 0.1 },
];

/** Everything the optimizer race can be asked to do. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  races: z
    .array(raceSchema)
    .min(1)
    .max(3)
    .prefault([
      { surface: 'ravine', start: [-7, -2], steps: 80, optimizers: FIELD },
      { surface: 'saddle', start: [1.8, 0.002], steps: 60, optimizers: FIELD },
    ])
    .describe('one to three races, told one after the other'),
});

export type OptimizerRaceParams = z.infer<typeof paramsSchema>;
export type RaceParams = OptimizerRaceParams['races'][number];
