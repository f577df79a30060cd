import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { FilmOrigin } from '../film.ts';

/**
 * The path to somebody's own film from the folder of its MP4, with slashes, as the provenance records it; `null` if
 * there is no such path, from one drive to another.
 *
 * @param target path of the film's files without extension
 */
export function pathFrom(target: string, { path }: Pick<FilmOrigin, 'path'>): string | null {
  const way = relative(dirname(resolve(target)), path);
  return isAbsolute(way) ? null : way.split(sep).join('/') || '.';
}
