import type { Film } from '../../src/film/film.ts';
import { sampledRows } from '../../src/film/sampled-rows.ts';
import type { BoundaryTrace } from '../../src/sim/trainings/width-ladder.ts';
import { BOUNDARY_CLAIMS } from '../../src/story/boundary/claims.ts';
import { type BoundaryParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { inputsOf, simulate } from './simulation.ts';
import { type BoundaryStory, tell } from './story.ts';
import { words } from './words.ts';

/** How few straight cuts of hidden units add up to a closed decision boundary. */
export const decisionBoundary: Film<BoundaryParams, BoundaryTrace, BoundaryStory> = {
  id: 'decision-boundary',
  words,
  typical: { seconds: 74, effort: 1 },
  params: paramsSchema,
  inputs: inputsOf,
  trains: true,
  simulate,
  bulk: ['points', 'learned'],
  tell,
  Scene,
  score,
  claims: BOUNDARY_CLAIMS,
  notes: ({ params, facts: { file, data } }) =>
    file === null ? [] : sampledRows('data', params.data.file, data.length, file.rows),
};
