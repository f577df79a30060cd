import type { Command } from 'commander';
import { UsageError } from '../src/film/errors.ts';
import { simulate, simulateFully } from '../src/film/simulate.ts';
import { brief, traceTable } from '../src/film/trace-table.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { printJson } from './print.ts';
import { behindBar } from './tell.ts';

/** `lossreel trace FILM`: the simulation alone. */
export const addTrace = (program: Command): Command =>
  withFilmOptions(program.command('trace'))
    .argument('<film>', 'id of the film, or the path of your own')
    .option('--json', 'as JSON (the default)')
    .option('--csv', 'as CSV, one row per state')
    .option('--full', 'include bulk data that is omitted by default, if the film has any')
    .action(async (id: string, flags: FilmFlags & { json?: boolean; csv?: boolean; full?: boolean }) => {
      if (flags.json && flags.csv) throw new UsageError('--json and --csv are mutually exclusive');
      const job = await filmJob(id, flags);
      const trace = behindBar(job.film, (report) =>
        flags.full ? simulateFully(job, report) : simulate(job, { report }),
      );
      if (flags.csv) process.stdout.write(traceTable(trace));
      else if (flags.full) process.stdout.write(`${JSON.stringify(trace)}\n`);
      else printJson(brief(trace, job.film.bulk ?? []));
    });
