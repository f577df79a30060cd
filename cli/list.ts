import type { Command } from 'commander';
import { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { parseParams } from './film-options.ts';
import { printJson } from './print.ts';
import { simulateFilm } from './simulation.ts';

const FPS = 30;

const described = () =>
  CATALOGUE.map((film) => {
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

/** `lossreel list`: the films there are. */
export const addList = (program: Command): Command =>
  program
    .command('list')
    .description('films: id, title, duration, formats, params')
    .option('--json', 'for machines, with the schema of the params')
    .action(({ json = false }: { json?: boolean }) => {
      const films = described();
      if (json) {
        printJson(films);
        return;
      }
      for (const { id, title, seconds, formats, params } of films) {
        process.stdout.write(`${id}  "${title}"  ${seconds.toFixed(1)} s  ${formats.join(', ')}\n`);
        process.stdout.write(`  ${JSON.stringify(params)}\n`);
      }
    });
