import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { Trace } from '../src/sim/trace.ts';
import { UsageError } from './errors.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob, findFilm } from './film-options.ts';
import { printJson } from './print.ts';
import { simulateJob, simulateJobFully } from './simulation.ts';

/** A trace as a table: one row a state, with the run's id, step, loss, coordinates and series. */
export function traceTable({ runs }: Trace): string {
  const dimensions = Math.max(0, ...runs.map(({ points }) => points?.[0]?.length ?? 0));
  const names = [...new Set(runs.flatMap(({ series }) => Object.keys(series)))];
  const coordinates = Array.from({ length: dimensions }, (_, i) => `x${i + 1}`);
  const rows = runs.flatMap(({ id, losses, points, series }) =>
    losses.map((loss, step) => [
      id,
      step,
      loss,
      ...coordinates.map((_, i) => points?.[step]?.[i] ?? ''),
      ...names.map((name) => series[name]?.[step] ?? ''),
    ]),
  );
  return stringify([['run', 'step', 'loss', ...coordinates, ...names], ...rows]);
}

/** A trace without the fields that are too long to be read. */
export function brief(trace: Trace, bulk: readonly string[]): object {
  const without = (record: object): object =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !bulk.includes(name)));
  return without({ ...trace, runs: trace.runs.map(without) });
}

/** `lossreel trace FILM`: the simulation alone. */
export const addTrace = (program: Command): Command =>
  withFilmOptions(program.command('trace'))
    .argument('<film>', 'id of the film')
    .description('the simulation on standard output, as JSON or CSV')
    .option('--json', 'as JSON (the default)')
    .option('--csv', 'as CSV, one row a state')
    .option('--full', 'with everything that is too long to be read, where a film has such')
    .action((id: string, flags: FilmFlags & { json?: boolean; csv?: boolean; full?: boolean }) => {
      if (flags.json && flags.csv) throw new UsageError('--json and --csv exclude each other');
      const job = filmJob(id, flags);
      const trace = flags.full ? simulateJobFully(job) : simulateJob(job);
      if (flags.csv) process.stdout.write(traceTable(trace));
      else if (flags.full) process.stdout.write(`${JSON.stringify(trace)}\n`);
      else printJson(brief(trace, findFilm(id).bulk ?? []));
    });
