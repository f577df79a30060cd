import type { Film } from '../film.ts';
import { type OverfittingParams, paramsSchema } from './params.ts';
import { OverfittingScene } from './Scene.tsx';
import { scoreOverfitting } from './score.ts';
import { BULK, type OverfittingTrace, simulateOverfitting } from './simulation.ts';
import { type OverfittingStory, tellOverfitting } from './story.ts';
import { word } from './text.ts';

/** A network learns the noise of its data, and what helps against it. */
export const overfittingCurves: Film<OverfittingParams, OverfittingTrace, OverfittingStory> = {
  id: 'overfitting-curves',
  title: 'Overfitting',
  typical: { seconds: 71, effort: 3 },
  params: paramsSchema,
  trains: true,
  simulate: simulateOverfitting,
  bulk: BULK,
  tell: tellOverfitting,
  Scene: OverfittingScene,
  score: scoreOverfitting,
  word,
};
