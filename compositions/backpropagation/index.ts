import type { Film } from '../../src/film/film.ts';
import { claims } from './claims.ts';
import { type BackpropagationParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { type FlowTrace, simulate } from './simulation.ts';
import { type FlowStory, tell } from './story.ts';
import { words } from './words.ts';

/** One sample through a small network and back, number by number; then what becomes of its error through many layers. */
export const backpropagation: Film<BackpropagationParams, FlowTrace, FlowStory> = {
  id: 'backpropagation',
  words,
  typical: { seconds: 79, effort: 1 },
  params: paramsSchema,
  simulate,
  tell,
  Scene,
  score,
  claims,
};
