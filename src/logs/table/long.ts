import { unitOf } from '../axes.ts';
import { setOf } from '../json/objects.ts';
import type { Column, Records } from '../records.ts';

const NAME_COLUMN = /^(metric|metric_name|tag|key|variable|series|curve)$/i;
const VALUE_COLUMN = /^(value|val|metric_value|scalar)$/i;

/** A column as several, by the text that stands in each row. */
function parted(
  column: Column,
  texts: ReadonlyMap<number, string>,
  nameOf: (text: string) => string,
): readonly Column[] {
  const parts = new Map<string, number[]>();
  column.rows.forEach((row, i) => {
    const name = nameOf(texts.get(row) ?? '');
    const list = parts.get(name) ?? [];
    parts.set(name, list);
    list.push(i);
  });
  return [...parts].map(([name, kept]) => ({
    name,
    words: 0,
    texts: new Map(),
    rows: Float64Array.from(kept, (i) => column.rows[i] ?? 0),
    values: Float64Array.from(kept, (i) => column.values[i] ?? Number.NaN),
  }));
}

const isFull = (column: Column, count: number): boolean =>
  column.words === count && column.texts.size === count;

/**
 * A table in long form as one with a column for each series: rows that name their series (`metric,value`), or the set
 * that their numbers are of (`phase`: train, val).
 */
export function widened(records: Records): Records {
  const { columns, count } = records;
  const value = columns.find(({ name }) => VALUE_COLUMN.test(name));
  const named = columns.find((column) => NAME_COLUMN.test(column.name) && isFull(column, count));
  if (named !== undefined && value !== undefined) {
    const series = parted(value, named.texts, (text) => text);
    return { ...records, columns: [...columns.filter((one) => one !== named && one !== value), ...series] };
  }
  const set = columns.find(
    (column) =>
      isFull(column, count) &&
      [...column.texts.values()].every((text) => setOf(column.name, text) !== undefined),
  );
  if (set === undefined) return records;
  return {
    ...records,
    columns: columns
      .filter((one) => one !== set)
      .flatMap((column) =>
        unitOf(column.name) !== undefined
          ? [column]
          : parted(column, set.texts, (text) => `${text}/${column.name}`),
      ),
  };
}
