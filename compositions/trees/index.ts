import type { Film } from '../../src/film/film.ts';
import { sampledRows } from '../../src/film/sampled-rows.ts';
import type { TreesParams, TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { TREES_CLAIMS } from '../../src/story/trees/claims.ts';
import { paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { inputsOf, simulate } from './simulation.ts';
import { type TreesStory, tell } from './story.ts';
import { words } from './words.ts';

/** How a decision tree grows and overfits, and why many trees, voting or adding up, err less. */
export const trees: Film<TreesParams, TreesTrace, TreesStory> = {
  id: 'trees',
  words,
  typical: { seconds: 75, effort: 1 },
  params: paramsSchema,
  inputs: inputsOf,
  simulate,
  tell,
  Scene,
  score,
  claims: TREES_CLAIMS,
  notes: ({ params, facts: { file, points, fresh } }) =>
    file === null ? [] : sampledRows('data', params.data.file, points.length + fresh.length, file.rows),
};
