import { type Axis, type Run, type Series, seriesOf } from '../series.ts';
import type { Database, Row } from './database.ts';

const STEP: Axis = { name: 'step', unit: 'step' };
/** What MLflow stores for ±∞. */
const LARGEST = Number.MAX_VALUE;

function numberOfRow({ value, is_nan }: Row): number {
  if (Number(is_nan) === 1) return Number.NaN;
  const number = Number(value);
  return number >= LARGEST
    ? Number.POSITIVE_INFINITY
    : number <= -LARGEST
      ? Number.NEGATIVE_INFINITY
      : number;
}

/** The series of each run. Points of one millisecond and step are stored in the order of writing only by row id. */
export function mlflowRuns({ rows, columns }: Database): readonly Run[] {
  const flagged = columns('metrics').has('is_nan') ? 'is_nan' : '0 AS is_nan';
  const points = rows(
    `SELECT key, value, run_uuid, step, ${flagged} FROM metrics NOT INDEXED ORDER BY timestamp, rowid`,
  );
  const names = new Map(
    rows('SELECT * FROM runs').map((run) => [String(run.run_uuid), String(run.name || run.run_uuid)]),
  );
  const byRun = new Map<string, Map<string, [number, number][]>>();
  for (const row of points) {
    const run = byRun.get(String(row.run_uuid)) ?? new Map<string, [number, number][]>();
    byRun.set(String(row.run_uuid), run);
    const list = run.get(String(row.key)) ?? [];
    run.set(String(row.key), list);
    list.push([Number(row.step ?? 0), numberOfRow(row)]);
  }
  return [...byRun].map(([id, keys]) => ({
    id: names.get(id) ?? id,
    producer: 'mlflow-sqlite',
    series: [...keys].map(([key, list]): Series => seriesOf(key, STEP, list)),
  }));
}
