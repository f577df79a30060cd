import type { Command } from 'commander';
import { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../compositions/film.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { findFilm, parseParams } from './film-options.ts';
import { paramRows } from './param-rows.ts';
import { printJson } from './print.ts';
import { simulateFilm } from './simulation.ts';

const FPS = 30;

interface ListFlags {
  readonly json?: boolean;
  readonly params?: boolean;
}

const described = (films: readonly Film[]) =>
  films.map((film) => {
    const params = parseParams(film, {});
    const { frames } = film.tell(simulateFilm(film, params, '1'), FPS);
    return {
      id: film.id,
      title: film.title,
      seconds: frames / FPS,
      formats: FORMAT_NAMES,
      params,
      schema: z.toJSONSchema(film.params, { io: 'input' }),
    };
  });

/** Params as lines: where each stands, what it may be, its default, what it is. */
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

/** `lossreel list`: the films there are. */
export const addList = (program: Command): Command =>
  program
    .command('list')
    .argument('[films...]', 'ids of the films; all without')
    .description('films: id, title, duration, formats, params')
    .option('--params', 'every param: range, default, meaning')
    .option('--json', 'for machines, with the schema of the params')
    .action((ids: readonly string[], { json = false, params = false }: ListFlags) => {
      const films = ids.length === 0 ? CATALOGUE : ids.map(findFilm);
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
