import { changingSettings, countsUp } from '../axes.ts';
import { sampled } from '../json/tensorboard.ts';
import { place } from '../place.ts';
import type { Source } from '../reader.ts';
import { type Column, type Records, rowsOf } from '../records.ts';
import { type Axis, LogError, type Reading, type Run, type Series, UnknownColumn } from '../series.ts';
import { widened } from './long.ts';
import type { Table } from './parsed.ts';
import { producerOf } from './producers.ts';

/** Rows without validation, in which Ultralytics writes 0 for all that it would have measured. */
function withoutValidation(records: Records): { readonly records: Records; readonly left: number } {
  const of = (prefix: string): readonly Column[] =>
    records.columns.filter(({ name }) => name.startsWith(prefix));
  const measured = of('val/');
  if (measured.length === 0 || of('metrics/').length === 0 || of('train/').length === 0)
    return { records, left: 0 };
  const all = new Set(Array.from({ length: records.count }, (_, row) => row));
  for (const { rows, values } of measured)
    rows.forEach((row, i) => {
      if (values[i] !== 0) all.delete(row);
    });
  if (all.size === 0) return { records, left: 0 };
  const columns = records.columns.map((column): Column => {
    if (!/^(val|metrics)\//.test(column.name)) return column;
    const kept = [...column.rows.keys()].filter((i) => !all.has(column.rows[i] ?? -1));
    return {
      ...column,
      rows: Float64Array.from(kept, (i) => column.rows[i] ?? 0),
      values: Float64Array.from(kept, (i) => column.values[i] ?? Number.NaN),
    };
  });
  return { records: { ...records, columns }, left: all.size };
}

/** The rows of each group: of each value that a column has, number or text. */
function groupsOf(records: Records, by: string): readonly (readonly [group: string, records: Records])[] {
  const column = records.columns.find((one) => one.name.toLowerCase() === by.toLowerCase());
  if (column === undefined)
    throw new UnknownColumn(
      by,
      records.columns.map((one) => one.name),
    );
  const rows = new Map<string, Set<number>>();
  const put = (row: number, group: string) => {
    const set = rows.get(group) ?? new Set<number>();
    rows.set(group, set);
    set.add(row);
  };
  column.rows.forEach((row, i) => {
    put(row, String(column.values[i]));
  });
  for (const [row, text] of column.texts) put(row, text);
  return [...rows].map(([group, wanted]) => [group, rowsOf(records, wanted)]);
}

/** The row at the end of the Trainer's history that sums the run up. */
function withoutSummary(records: Records): Records {
  const summary = records.columns.find(({ name }) => name === 'train_runtime');
  if (summary === undefined || summary.rows.length === records.count) return records;
  const rows = new Set(Array.from({ length: records.count }, (_, row) => row));
  for (const row of summary.rows) rows.delete(row);
  return rowsOf(records, rows);
}

const CV_AXIS: Axis = { name: 'round', unit: 'round' };

/** The table of XGBoost's cross-validation, whose index is the round. */
const renamed = (records: Records): Records => ({
  ...records,
  columns: records.columns.map((column) =>
    column.name === 'index' ? { ...column, name: CV_AXIS.name } : column,
  ),
});

const WANDB_EXPORT = /^(.+) - (.+?)(__MIN|__MAX)?$/;

/** A table that W&B exports from a chart: a column for each run, and its extremes. */
function exported(series: readonly Series[], id: string): readonly Run[] | undefined {
  if (
    !series.some(({ name }) => /__(MIN|MAX)$/.test(name)) ||
    !series.every(({ name }) => WANDB_EXPORT.test(name))
  )
    return undefined;
  const byRun = new Map<string, Series[]>();
  for (const one of series) {
    const [, run = id, name = '', extreme] = WANDB_EXPORT.exec(one.name) ?? [];
    if (extreme !== undefined) continue;
    byRun.set(run, [...(byRun.get(run) ?? []), { ...one, name }]);
  }
  return [...byRun].map(([run, list]) => ({ id: run, producer: 'wandb-export-csv', series: list }));
}

/** Columns named best, or that count totals without saying so, mean something else than a value of their row. */
function meant(series: Series, producer: string): Series {
  if (producer === 'fastai-csvlogger' && series.name === 'train_loss')
    return { ...series, meaning: 'running-mean' };
  const { values } = series;
  const isTotal =
    /latest_training_loss|(cumulative|running|total).*loss/i.test(series.name) && values.length > 2;
  if (!isTotal) return series;
  const falls = values.filter((value, i) => i > 0 && value < (values[i - 1] ?? value)).length;
  return falls <= values.length / 4 ? { ...series, meaning: 'running-total' } : series;
}

const list = (names: readonly string[]): string =>
  `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;

/** A column that is a text, or all but: what is wrong in it. */
function strays({ name, values, words, texts }: Column, source: string): readonly string[] {
  if (words === 0 || values.length === 0 || words > values.length) return [];
  const [row, text] = [...texts][0] ?? [0, ''];
  const more = words > 1 ? ` and ${words - 1} more` : '';
  return [
    `${source}: column ${JSON.stringify(name)}, row ${row + 1}: ${JSON.stringify(text)} is no number${more}; left out`,
  ];
}

const MONITOR = 'stable-baselines3-monitor';

/** A file of MLflow's store: `<ms> <value> <step>`. */
function mlflowSeries(table: Table, records: Records, name: string): Series | undefined {
  const [wall, value, step] = records.columns;
  const isFile =
    table.header === undefined && records.columns.length === 3 && wall?.values.every((ms) => ms > 1e11);
  if (!isFile || value === undefined || step === undefined) return undefined;
  return { name, axis: { name: 'step', unit: 'step' }, steps: step.values, values: value.values };
}

/** Why a table has no axis. */
function seen(records: Records): string {
  const column = countsUp(records);
  const settings = column === undefined ? [] : changingSettings(records, column);
  if (column === undefined || settings.length === 0) return 'no column counts up from row to row';
  return settings[0] === column.name
    ? `${column.name} counts up by powers of two, as sizes do`
    : `${column.name} counts up, but ${list(settings)} change${settings.length === 1 ? 's' : ''} with it, as settings do`;
}

function placedRun(table: Table, records: Records, source: Source, id: string): Reading {
  const { name } = source;
  const producer = table.header === undefined ? 'table' : producerOf(table.header);
  const mlflow = mlflowSeries(table, records, id);
  if (mlflow !== undefined)
    return { runs: [{ id, producer: 'mlflow-file', series: [mlflow] }], warnings: [] };
  const { records: kept, left } = withoutValidation(widened(withoutSummary(records)));
  const isCv =
    table.header?.[0] === 'index' && kept.columns.some(({ name: own }) => /^\S+-\S+-mean$/.test(own));
  const map = isCv ? { ...source.map, axis: CV_AXIS } : source.map;
  const placed = place(isCv ? renamed(kept) : kept, map, table.header !== undefined);
  const says = [...(placed?.says ?? [])];
  if (left > 0)
    says.push(`${left} rows have 0 in every val/ column: epochs without validation, not losses of 0`);
  const series =
    producer === MONITOR
      ? kept.columns.map(
          ({ name: own, values, rows }): Series => ({
            name: own,
            axis: { name: 'episode', unit: 'episode' },
            steps: rows.map((row) => row + 1),
            values,
            rows,
            role: own === 't' ? 'time' : 'metric',
          }),
        )
      : placed?.series;
  if (series === undefined) {
    const names = list(kept.columns.map((column) => column.name));
    throw new LogError(
      table.header === undefined
        ? `${name}: a table without a header in which no column only counts up; say with --map step=N which column has the steps (1 to ${kept.columns.length})`
        : `${name}: one row a run, no curve: ${seen(kept)} (columns ${names}); if one has the steps, say --map step=NAME`,
    );
  }
  if (series.length === 0)
    throw new LogError(
      `${name}: no numbers over time: besides ${placed?.axis.name ?? 'the steps'} no column has any`,
    );
  const runs = exported(series, id) ?? [{ id, producer, series: series.map((one) => meant(one, producer)) }];
  const points = Math.max(...series.map(({ values }) => values.length));
  return {
    runs,
    warnings: [
      ...says.map((say) => `${name}: ${say}`),
      ...(producer === 'tensorboard-download-csv' ? sampled(name, points) : []),
    ],
  };
}

/** What a table says, or why it is no log. @throws LogError */
export function readingOf(table: Table, source: Source): Reading {
  const { name, map } = source;
  const { records, odd, short } = table;
  if (records.count === 0) throw new LogError(`${name}: a header and no rows`);
  const [first] = odd;
  if (first !== undefined && odd.length > records.count / 2)
    throw new LogError(
      `${name}: row ${first[0]} has ${first[1]} cell${first[1] === 1 ? '' : 's'}, not ${records.columns.length}: not one table, or of several separators`,
    );
  if (!records.columns.some(({ values }) => values.length > 0))
    throw new LogError(
      `${name}: no column has numbers (row 1: ${list(records.columns.map((column) => column.texts.get(0) ?? ''))})`,
    );
  const groups =
    map.group === undefined
      ? [[source.id, records] as const]
      : groupsOf(records, map.group).map(([group, part]) => [`${map.group} ${group}`, part] as const);
  const readings = groups.map(([id, part]) => placedRun(table, part, source, id));
  const warnings = new Set(readings.flatMap((reading) => reading.warnings));
  if (first !== undefined)
    warnings.add(
      `${name}: row ${first[0]}${odd.length > 1 ? ` and ${odd.length - 1} more` : ''}: ${first[1]} cells in place of ${records.columns.length}`,
    );
  if (short > 0) warnings.add(`${name}: ${short} short rows: what is missing at their end is no value`);
  for (const column of records.columns) for (const said of strays(column, name)) warnings.add(said);
  return { runs: readings.flatMap(({ runs }) => runs), warnings: [...warnings] };
}
