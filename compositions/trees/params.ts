import { z } from 'zod';
import { real, whole } from '../../src/film/ranges.ts';
import { TWO_CLASS_SHAPES } from '../../src/sim/data/two-class-shapes.ts';
import { TREE_LIBRARIES } from '../../src/sim/trainings/tree-ensembles.ts';

/**
 * The params of the film of trees. Strict: an unknown field is an error. No more than 250 points, as LightGBM, CatBoost and XGBoost
 * would bin more. The largest there are take about 9 s.
 */
export const paramsSchema = z.strictObject({
  data: z
    .strictObject({
      shape: z.enum(TWO_CLASS_SHAPES).default('moons').describe('what the two classes look like'),
      points: whole(10, 250, 140, 'points to learn from, both classes together'),
      noise: real(0, 0.4, 0.16, 'standard deviation of each point around its place on the shape'),
      file: z
        .string()
        .min(1)
        .optional()
        .describe('path of a CSV of three columns, x, y and class, instead of a shape: a third is held out'),
    })
    .prefault({}),
  depth: whole(1, 6, 1, 'deepest level of the boosted trees'),
  trees: whole(2, 200, 100, 'trees of the forest; each looks at both features for each cut'),
  rounds: whole(1, 200, 100, 'boosted trees'),
  rate: real(0.01, 1, 0.1, 'share of each boosted tree that is added'),
  library: z.enum(TREE_LIBRARIES).default('scikit-learn').describe('whose boosted trees are grown'),
});
