import { z } from 'zod';
import { real, whole, wholes } from '../../src/film/ranges.ts';
import { TWO_CLASS_SHAPES } from '../../src/sim/data/two-class-shapes.ts';
import { LAYER_SEMANTICS } from '../../src/sim/frameworks/framework.ts';

/** Updates of a point in all trainings together, at most: half a minute. */
const MOST_WORK = 30e6;

/** The params of the film of the decision boundary. Strict: an unknown field is an error. */
export const paramsSchema = z
  .strictObject({
    data: z
      .strictObject({
        shape: z.enum(TWO_CLASS_SHAPES).default('rings').describe('what the two classes look like'),
        points: whole(10, 400, 120, 'points, both classes together'),
        noise: real(0, 0.4, 0.05, 'standard deviation of each point around its place on the shape'),
        file: z
          .string()
          .min(1)
          .optional()
          .describe('path of a CSV of three columns, x, y and class, instead of a shape'),
      })
      .prefault({}),
    hidden: wholes([1, 8], [1, 3], [3], 'units of each hidden layer'),
    activation: z.enum(['tanh', 'relu', 'sigmoid']).default('tanh').describe('of the hidden units'),
    semantics: z
      .enum(LAYER_SEMANTICS)
      .default('pytorch')
      .describe('the library whose first weights and optimizer it has'),
    optimizer: z.enum(['adam', 'momentum', 'sgd']).default('adam').describe('all points an update'),
    rate: real(1e-5, 10, 0.05, 'learning rate'),
    steps: whole(1, 1000, 600, 'updates of each training'),
    widths: wholes([1, 12], [1, 5], [1, 2, 3], 'units of the first layer that are compared'),
    starts: whole(1, 20, 9, 'trainings of each width, from weights of their own'),
  })
  .check(({ value, issues }) => {
    const { data, steps, widths, starts } = value;
    const work = data.points * steps * starts * widths.length;
    if (work > MOST_WORK)
      issues.push({
        code: 'custom',
        path: ['starts'],
        input: starts,
        message: `points × steps × widths × starts must be at most ${MOST_WORK / 1e6} million, not ${Math.round(work / 1e6)} million`,
      });
  });

export type BoundaryParams = z.infer<typeof paramsSchema>;
