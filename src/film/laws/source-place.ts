import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeInStack } from '../own/where.ts';
import { PROJECT } from '../sources/project.ts';

/** What runs a film but is none: the toolkit, packages, Node. */
const NOT_A_FILM = ['src', 'audio', 'dist', 'cli', 'node_modules'].map(
  (folder) => `${PROJECT}${sep}${folder}${sep}`,
);

const fileOf = (name: string): string => (name.startsWith('file://') ? fileURLToPath(name) : name);

const isFilm = (file: string): boolean =>
  !file.startsWith('node:') &&
  !file.includes(`${sep}node_modules${sep}`) &&
  !NOT_A_FILM.some((folder) => file.startsWith(folder));

/**
 * The line of a film's sources that an error comes from, relative to the working folder: `my-film/Scene.tsx:12`.
 *
 * @param stack of the error, with source maps applied
 * @returns undefined if none of it is known to be a film's
 */
export function sourcePlace(stack = ''): string | undefined {
  const own = placeInStack(stack);
  if (own !== null) return own;
  for (const line of stack.split('\n')) {
    const [, name, row] =
      /(?:\(|at (?:async )?)((?:file:\/\/)?(?:\/|[A-Za-z]:)[^()]*):(\d+):\d+\)?$/.exec(line) ?? [];
    if (name === undefined) continue;
    const file = fileOf(name.replace(/\?.*$/, ''));
    if (!isFilm(file)) continue;
    const near = relative('.', file);
    return `${near.startsWith('..') ? file : near.split(sep).join('/')}:${row}`;
  }
  return undefined;
}
