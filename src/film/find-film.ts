import { cut, UsageError } from './errors.ts';
import type { Film } from './film.ts';
import { insteadOf } from './nearest.ts';

/** The film with an id. @throws UsageError suggesting a near id, else all ids */
export function findFilm(films: readonly Film[], id: string): Film {
  const film = films.find((candidate) => candidate.id === id);
  if (film !== undefined) return film;
  const known = films.map((candidate) => candidate.id);
  throw new UsageError(`unknown film '${cut(id)}': ${insteadOf(id, known)}`);
}
