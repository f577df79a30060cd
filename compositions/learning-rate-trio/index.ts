import type { Film } from '../film.ts';
import { type LearningRateTrioParams, paramsSchema } from './params.ts';
import { TrioScene } from './Scene.tsx';
import { scoreTrio } from './score.ts';
import { simulateTrio, type TrioTrace } from './simulation.ts';
import { type TrioStory, tellTrio } from './story.ts';
import { word } from './text.ts';

/** One variable, three learning rates, one start. */
export const learningRateTrio: Film<LearningRateTrioParams, TrioTrace, TrioStory> = {
  id: 'learning-rate-trio',
  title: 'The learning rate',
  typical: { seconds: 59, effort: 1 },
  params: paramsSchema,
  simulate: simulateTrio,
  tell: tellTrio,
  Scene: TrioScene,
  score: scoreTrio,
  word,
};
