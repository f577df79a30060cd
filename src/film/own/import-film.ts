import { pathToFileURL } from 'node:url';
import { FilmError, inOneLine } from '../errors.ts';
import type { Film, FilmOrigin } from '../film.ts';
import { seenPath } from './bundle.ts';
import { filmShape, shapeProblem } from './contract.ts';
import { guarded } from './guarded.ts';
import { placeInStack } from './where.ts';

/** Runs a film's module. */
async function evaluated({ module, entry }: FilmOrigin): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(/* @vite-ignore */ pathToFileURL(module).href);
  } catch (error) {
    const place = placeInStack(error instanceof Error ? (error.stack ?? '') : '') ?? seenPath(entry);
    throw new FilmError(`${place}: ${inOneLine(error instanceof Error ? error.message : String(error))}`, {
      cause: error,
    });
  }
}

/**
 * Imports a film that has been bundled, in any thread.
 *
 * @throws FilmError, one line: its module throws, has no default export, or one that is no film
 */
export async function importFilm(origin: FilmOrigin): Promise<Film> {
  const { default: film, ...others } = await evaluated(origin);
  const entry = seenPath(origin.entry);
  if (film === undefined) {
    const other = Object.keys(others).find((name) => shapeProblem(filmShape, others[name]) === undefined);
    throw new FilmError(
      `${entry}: no default export: write 'export default ${other ?? '…'}' for the film that it is`,
    );
  }
  const problem = shapeProblem(filmShape, film);
  if (problem !== undefined) throw new FilmError(`${entry}: its default export is no film: ${problem}`);
  return { ...guarded(film as Film, origin.module, entry), origin };
}
