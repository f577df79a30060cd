import type { Column, Records } from '../records.ts';

const INNER = /^(step|iteration|update|batch)$/;

/** Columns for axes that never stand in one row are one axis under two names: nanoGPT's `iter` and `step`. */
export function unified({ columns, ...records }: Records): Records {
  const axes = columns.filter(({ name }) => /^(step|iteration|update)$/.test(name));
  const [main, ...others] = axes;
  if (main === undefined || others.length === 0) return { columns, ...records };
  const rows = new Map([...main.rows].map((row, i) => [row, main.values[i] ?? 0]));
  for (const other of others) {
    if (other.rows.some((row) => rows.has(row))) return { columns, ...records };
    other.rows.forEach((row, i) => {
      rows.set(row, other.values[i] ?? 0);
    });
  }
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const joined: Column = {
    ...main,
    rows: Float64Array.from(sorted, ([row]) => row),
    values: Float64Array.from(sorted, ([, value]) => value),
  };
  return {
    ...records,
    columns: columns.flatMap((column) =>
      column === main ? [joined] : others.includes(column) ? [] : [column],
    ),
  };
}

const only = (column: Column, name: string, kept: readonly number[]): Column => ({
  ...column,
  name,
  rows: Float64Array.from(kept, (i) => column.rows[i] ?? 0),
  values: Float64Array.from(kept, (i) => column.values[i] ?? Number.NaN),
});

/** Columns that have values of steps and, in rows that name their epoch alone, values of whole epochs: those are series of their own. */
export function ofEpochs({ columns, ...records }: Records): Records {
  const within = new Set(columns.filter(({ name }) => INNER.test(name)).flatMap(({ rows }) => [...rows]));
  const whole = new Set(
    columns
      .filter(({ name }) => name === 'epoch')
      .flatMap(({ rows }) => [...rows].filter((row) => !within.has(row))),
  );
  if (within.size === 0 || whole.size === 0) return { columns, ...records };
  return {
    ...records,
    columns: columns.flatMap((column): readonly Column[] => {
      const indices = [...column.rows.keys()];
      const ofEpoch = indices.filter((i) => whole.has(column.rows[i] ?? -1));
      const isAxis = INNER.test(column.name) || column.name === 'epoch';
      if (isAxis || ofEpoch.length === 0 || ofEpoch.length === indices.length) return [column];
      const ofStep = indices.filter((i) => !whole.has(column.rows[i] ?? -1));
      return [only(column, column.name, ofStep), only(column, `epoch ${column.name}`, ofEpoch)];
    }),
  };
}
