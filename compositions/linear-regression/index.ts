import type { Film } from '../../src/film/film.ts';
import { sampledRows } from '../../src/film/sampled-rows.ts';
import { REGRESSION_CLAIMS } from '../../src/story/regression/claims.ts';
import { paramsSchema, type RegressionParams } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { inputsOf, type RegressionTrace, simulate } from './simulation.ts';
import { type RegressionStory, tell } from './story.ts';
import { words } from './words.ts';

/** A line through data by gradient descent, in three pictures; how it fails, and what helps. */
export const linearRegression: Film<RegressionParams, RegressionTrace, RegressionStory> = {
  id: 'linear-regression',
  words,
  typical: { seconds: 80, effort: 1 },
  params: paramsSchema,
  inputs: inputsOf,
  simulate,
  tell,
  Scene,
  score,
  claims: REGRESSION_CLAIMS,
  notes: ({ params, facts }) => sampledRows('data', params.data, facts.samples.x.length, facts.rows),
};
