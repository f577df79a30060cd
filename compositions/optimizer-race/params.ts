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

/**
 * The optimizers of the default film: one for each idea, with the same settings on both surfaces. The settings were
 * searched for: nobody leaves the picture, and the order turns over; a test makes sure of both.
 */
const FIELD: z.input<typeof optimizerSchema>[] = [
  { kind: 'sgd', learningRate: 0.065 },
  { kind: 'momentum', learningRate: 0.005 },
  { kind: 'adagrad', learningRate: 0.3 },
  { kind: 'rmsprop', learningRate: 0.03 },
  { kind: 'adam', learningRate: 0.1 },
];

/** The params of the optimizer race. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  races: z
    .array(raceSchema)
    .min(1)
    .max(3)
    .prefault([
      { surface: 'ravine', start: [-7, -2], steps: 80, optimizers: FIELD },
      { surface: 'saddle', start: [1.8, 0.002], steps: 60, optimizers: FIELD },
    ])
    .describe('one to three races, shown one after the other'),
});

export type OptimizerRaceParams = z.infer<typeof paramsSchema>;
export type RaceParams = OptimizerRaceParams['races'][number];
