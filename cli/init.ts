import { relative, sep } from 'node:path';
import type { Command } from 'commander';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { newFilm } from '../src/film/own/new-film.ts';

/** A folder as a word of a command that names a film by its path. */
function asWord(folder: string): string {
  const path = relative('', folder).split(sep).join('/');
  const word = path === '' ? '.' : path.startsWith('.') ? path : `./${path}`;
  return /\s/.test(word) ? `"${word}"` : word;
}

/** `lossreel init FOLDER`: the smallest film, to begin with. */
export const addInit = (program: Command): Command =>
  program
    .command('init')
    .argument('<folder>', 'a new or empty folder; its name is the id of the film')
    .action((folder: string) => {
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
    });
