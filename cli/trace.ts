import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { Trace } from '../src/sim/trace.ts';
import { UsageError } from './errors.ts';
import { type FilmFlags, filmJob, simulateJob, withFilmOptions } from './film-options.ts';
import { printJson } from './print.ts';

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

/** `lossreel trace FILM`: the simulation alone. */
export const addTrace = (program: Command): Command =>
  withFilmOptions(program.command('trace'))
    .argument('<film>', 'id of the film')
    .description('the simulation on standard output, as JSON or CSV')
    .option('--json', 'as JSON (the default)')
    .option('--csv', 'as CSV, one row a state')
    .action((id: string, flags: FilmFlags & { json?: boolean; csv?: boolean }) => {
      if (flags.json && flags.csv) throw new UsageError('--json and --csv exclude each other');
      const trace = simulateJob(filmJob(id, flags));
      if (flags.csv) process.stdout.write(traceTable(trace));
      else printJson(trace);
    });
