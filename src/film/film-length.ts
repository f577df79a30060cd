import { DEFAULT_LOOK } from '../story/look.ts';
import type { Film } from './film.ts';
import { parseParams } from './params.ts';
import { simulate } from './simulate.ts';
import { CACHE_FOLDER } from './sources/project.ts';
import { keptTrace, traceKey } from './trace-cache.ts';

const FPS = 30;

/** How long a film is, with default params. */
export interface FilmLength {
  /** `null` if it has to be trained first and says nothing of its typical length. */
  readonly seconds: number | null;
  /** Whether the film has been told, or this is only what it says of itself. */
  readonly exact: boolean;
}

/**
 * The length of a film at its default params, without training anything: a film that trains is told from its cached
 * trace, or else says itself how long it typically is.
 *
 * @param cache folder of the cache
 */
export function filmLength(film: Film, cache: string = CACHE_FOLDER): FilmLength {
  const params = parseParams(film, {});
  const subject = { film, params, seed: '1', inputs: {} };
  const trace = film.trains
    ? keptTrace(cache, traceKey(subject, cache))
    : simulate({ film, params, seed: '1' }, { cache });
  return trace === null
    ? { seconds: film.typical?.seconds ?? null, exact: false }
    : { seconds: film.tell(trace, FPS, DEFAULT_LOOK).frames / FPS, exact: true };
}
