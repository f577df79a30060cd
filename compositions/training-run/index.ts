import type { Film } from '../../src/film/film.ts';
import { claims } from './claims.ts';
import { columnsOf, inputsOf } from './data.ts';
import { paramsSchema, type RunParams } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { simulate } from './simulation.ts';
import { type RunStory, tell } from './story.ts';
import { BULK, type RunTrace } from './trace.ts';
import { words } from './words.ts';

/** A training log of another program, told as a film. */
export const trainingRun: Film<RunParams, RunTrace, RunStory> = {
  id: 'training-run',
  words,
  typical: { seconds: 45, effort: 2 },
  params: paramsSchema,
  inputs: inputsOf,
  columns: columnsOf,
  trains: true,
  simulate,
  bulk: BULK,
  tell,
  Scene,
  score,
  claims,
  notes: ({ facts }) => facts.warnings,
};
