import { closest } from 'fastest-levenshtein';
import { UsageError } from './errors.ts';
import type { Film } from './film.ts';

/** The film with an id. @throws UsageError suggesting the nearest id */
export function findFilm(films: readonly Film[], id: string): Film {
  const film = films.find((candidate) => candidate.id === id);
  if (film !== undefined) return film;
  const nearest = closest(
    id,
    films.map((candidate) => candidate.id),
  );
  throw new UsageError(`unknown film '${id}': did you mean '${nearest}'?`);
}
