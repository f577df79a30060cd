import { z } from 'zod';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import { optimizerSchema } from '../../src/sim/optimizers/registry.ts';

const surfaceNames = Object.keys(SURFACES) as [SurfaceName, ...SurfaceName[]];

/** Beyond this every surface is a wall: a start out there would have nothing to show. */
const coordinate = z.number().min(-10).max(10);

const raceSchema = z.strictObject({
  surface: z.enum(surfaceNames).describe('the loss surface, over two parameters'),
  start: z.tuple([coordinate, coordinate]).describe('initial [x, y] of every optimizer'),
  steps: z.number().int().min(1).max(2000).default(200).describe('updates per optimizer'),
  rates: z
    .enum(['as given', 'tuned'])
    .default('as given')
    .describe(
      'learning rates (and momentum): those of `optimizers`, or the best of one search, alike for all',
    ),
  optimizers: z
    .array(
      optimizerSchema.refine(
        ({ kind, semantics }) => kind !== 'muon' || semantics === 'keras' || semantics === 'optax',
        {
          message: "PyTorch's Muon takes matrices only, and a surface's two parameters are none",
        },
      ),
    )
    .min(1)
    .max(7)
    .describe('the competing optimizers, one run each; a kind may appear more than once'),
});

/** The optimizers of the default film: one for each idea. */
const FIELD: z.input<typeof optimizerSchema>[] = [
  { kind: 'sgd' },
  { kind: 'momentum' },
  { kind: 'adagrad' },
  { kind: 'rmsprop' },
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
      { surface: 'rosenbrock', start: [0.5, 2], steps: 24, rates: 'tuned', optimizers: FIELD },
    ])
    .describe('one to three races, shown one after the other'),
});

export type OptimizerRaceParams = z.infer<typeof paramsSchema>;
export type RaceParams = OptimizerRaceParams['races'][number];
