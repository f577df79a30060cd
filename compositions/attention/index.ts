import type { Film } from '../../src/film/film.ts';
import { ATTENTION_CLAIMS } from '../../src/story/attention/claims.ts';
import { type AttentionFilmParams, paramsSchema } from './params.ts';
import { Scene } from './Scene.tsx';
import { score } from './score.ts';
import { type FilmTrace, simulate } from './simulation.ts';
import { type AttentionStory, tell } from './story.ts';
import { words } from './words.ts';

/** Where the heads of a small transformer look, and what the answers rest on. */
export const attention: Film<AttentionFilmParams, FilmTrace, AttentionStory> = {
  id: 'attention',
  words,
  typical: { seconds: 74, effort: 1 },
  params: paramsSchema,
  trains: true,
  simulate,
  bulk: ['learned', 'course', 'spoken', 'embedded', 'work'],
  tell,
  Scene,
  score,
  claims: ATTENTION_CLAIMS,
};
