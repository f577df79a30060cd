import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../src/film/film.ts';
import { openFilm } from '../src/film/own/open-film.ts';

/** The film that a command line names: by its id, or by the path of somebody's own. @throws UsageError, FilmError */
export const namedFilm = (name: string, cache?: string): Promise<Film> =>
  openFilm(name, CATALOGUE, cache === undefined ? {} : { cache });
