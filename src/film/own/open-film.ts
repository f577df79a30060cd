import { FilmError } from '../errors.ts';
import type { Film } from '../film.ts';
import { findFilm } from '../find-film.ts';
import { CACHE_FOLDER } from '../sources/project.ts';
import { seenPath } from './bundle.ts';
import { importFilm } from './import-film.ts';
import { originAt } from './origin.ts';
import { filmPlace } from './place.ts';

/** Where a film's path is looked up, and where what is made of its sources is kept. */
export interface OpenOptions {
  /** The folder that relative paths are relative to; the working directory by default. */
  readonly from?: string;
  /** Folder of the cache, in which its bundle is kept. */
  readonly cache?: string;
}

/**
 * The film of a name: one of a catalogue by its id, or somebody's own by the path of its folder or module. The latter is
 * bundled, and its code run, with all the rights of this process.
 *
 * @throws UsageError if there is no such film; FilmError, one line naming file and line, if it cannot be loaded
 */
export async function openFilm(
  name: string,
  films: readonly Film[],
  { from, cache = CACHE_FOLDER }: OpenOptions = {},
): Promise<Film> {
  const place = filmPlace(name, (id) => films.some((film) => film.id === id), from);
  if (place === null) return findFilm(films, name);
  const film = await importFilm(await originAt(place, cache));
  if (films.some(({ id }) => id === film.id)) {
    throw new FilmError(
      `${seenPath(place.entry)}: id: '${film.id}' is the id of a film that comes with lossreel: choose another`,
    );
  }
  return film;
}
