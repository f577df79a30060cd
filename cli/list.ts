import type { Command } from 'commander';
import { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../src/film/film.ts';
import { paramRows } from '../src/film/param-rows.ts';
import { parseParams } from '../src/film/params.ts';
import { simulate } from '../src/film/simulate.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../src/story/look.ts';
import { namedFilm } from './named-film.ts';
import { printJson } from './print.ts';
import { behindBar } from './tell.ts';

const FPS = 30;

interface ListFlags {
  readonly json?: boolean;
  readonly params?: boolean;
}

const described = (films: readonly Film[]) =>
  films.map((film) => {
    const params = parseParams(film, {});
    const trace = behindBar(film, (report) => simulate({ film, params, seed: '1' }, { report }));
    const { frames } = film.tell(trace, FPS, DEFAULT_LOOK);
    return {
      id: film.id,
      title: film.words.title,
      seconds: frames / FPS,
      formats: FORMAT_NAMES,
      params,
      schema: z.toJSONSchema(film.params, { io: 'input' }),
    };
  });

/** Params as lines: path, allowed values, default, meaning. */
function paramLines({ params }: Film): string {
  const rows = paramRows(params);
  const width = Math.max(...rows.map(({ path }) => path.length));
  return rows
    .map(({ path, values, byDefault, description }) => {
      const facts = [
        values,
        byDefault === '' || byDefault === '{}' ? '' : `default ${byDefault}`,
        description,
      ];
      return `  ${path.padEnd(width)}  ${facts.filter((fact) => fact !== '').join('; ')}\n`;
    })
    .join('');
}

/** `lossreel list`: the available films. */
export const addList = (program: Command): Command =>
  program
    .command('list')
    .argument('[films...]', 'ids of the films, or paths of your own; all without')
    .option('--params', 'every param: range, default, meaning')
    .option('--json', 'for machines, with the schema of the params')
    .action(async (ids: readonly string[], { json = false, params = false }: ListFlags) => {
      const films = ids.length === 0 ? CATALOGUE : await Promise.all(ids.map((id) => namedFilm(id)));
      if (json) {
        printJson(described(films));
        return;
      }
      if (params) {
        for (const film of films) process.stdout.write(`${film.id}\n${paramLines(film)}`);
        return;
      }
      for (const { id, title, seconds, formats, params: defaults } of described(films)) {
        process.stdout.write(`${id}  "${title}"  ${seconds.toFixed(1)} s  ${formats.join(', ')}\n`);
        process.stdout.write(`  ${JSON.stringify(defaults)}\n`);
      }
    });
