import { stringify } from 'csv-stringify/sync';
import type { Trace } from '../sim/trace.ts';
import { SCHEMA_VERSIONS } from './schema-version.ts';

/** A trace as a table: one row per state, with the run's id, step, loss, coordinates and series. */
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

/** A trace as `lossreel trace` prints it: with the version of its form, without some of its fields. */
export function brief(trace: Trace, bulk: readonly string[]): object {
  const without = (record: object): object =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !bulk.includes(name)));
  return { schemaVersion: SCHEMA_VERSIONS.trace, ...without({ ...trace, runs: trace.runs.map(without) }) };
}
