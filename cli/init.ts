import { relative, sep } from 'node:path';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { newFilm } from '../src/film/own/new-film.ts';

/** A folder as a word of a command that names a film by its path. */
function asWord(folder: string): string {
  const path = relative('', folder).split(sep).join('/');
  const word = path === '' ? '.' : path.startsWith('.') ? path : `./${path}`;
  return /\s/.test(word) ? `"${word}"` : word;
}

/** What `lossreel init` does: the smallest film, to begin with. @throws UsageError */
export function init(folder: string): void {
  const files = newFilm(
    folder,
    CATALOGUE.map(({ id }) => id),
  );
  const word = asWord(folder);
  process.stdout.write(
    `${word}: ${files.join(', ')}\n` +
      `  npx lossreel render ${word}   the film, in out/\n` +
      `  npx lossreel studio ${word}   to see each edit of it at once\n` +
      `  npx lossreel check ${word}    to ask it every law\n`,
  );
}
