import { isObject, leaves, parseJson } from '../json/parse.ts';
import { numberIn } from '../numbers.ts';
import { place } from '../place.ts';
import { type RecordBuilder, recordBuilder } from '../records.ts';
import type { Run } from '../series.ts';
import { type Database, textOf } from './database.ts';

/** The series of each run: one row a call of log(), its numbers as JSON that is stored as bytes. */
export function trackioRuns({ rows, columns }: Database): readonly Run[] {
  const has = columns('metrics');
  const group = has.has('run_id') ? 'run_id' : 'run_name';
  const byRun = new Map<string, { name: string; builder: RecordBuilder }>();
  for (const row of rows(`SELECT ${group} AS run, run_name, step, metrics FROM metrics ORDER BY id`)) {
    const known = byRun.get(textOf(row.run)) ?? { name: textOf(row.run_name), builder: recordBuilder() };
    byRun.set(textOf(row.run), known);
    const metrics = parseJson(textOf(row.metrics));
    if (!isObject(metrics)) continue;
    known.builder.row();
    known.builder.number(' step', Number(row.step ?? 0));
    for (const [path, leaf] of leaves(metrics)) {
      const number = numberIn(leaf);
      if (number !== undefined) known.builder.number(path, number);
    }
  }
  return [...byRun.values()].map(({ name, builder }) => {
    const placed = place(builder.done(), { usual: ' step' });
    const series = placed?.series ?? [];
    const axis = { name: 'step', unit: 'step' as const };
    return { id: name, producer: 'trackio-sqlite', series: series.map((one) => ({ ...one, axis })) };
  });
}
