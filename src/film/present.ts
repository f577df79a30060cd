import type { Look } from '../story/look.ts';
import { branded } from './brand/branded.tsx';
import type { Film } from './film.ts';
import { narrated } from './narration/narrated.ts';
import { checkRewording } from './rewording.ts';

/**
 * A film as a look presents it: in other words, between the cards of a brand, and narrated. All that is told, drawn, scored and
 * written of a film is that of the film of its job, which is this one.
 *
 * @throws UsageError naming what does not suit the film
 */
export function present(film: Film, { words: rewording, brand, narration }: Look): Film {
  checkRewording(film.words, rewording);
  const words = film.words.reworded(rewording);
  const worded = words === film.words ? film : { ...film, words };
  const presented = brand === null ? worded : branded(worded, brand);
  return Object.keys(narration).length === 0 ? presented : narrated(presented);
}
