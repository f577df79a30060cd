import { axisOf, countingColumn, unitOf } from './axes.ts';
import type { Column, Records } from './records.ts';
import { type Axis, type Series, UnknownColumn } from './series.ts';

/** What somebody said of a log that cannot be known from it. */
export interface Mapping {
  readonly step?: string;
  /** The column that a program always places its points on, if it is there. */
  readonly usual?: string;
  readonly group?: string;
  /** The axis, where a reader knows it whatever its name. */
  readonly axis?: Axis;
}

export interface Placement {
  readonly axis: Axis;
  readonly series: readonly Series[];
  readonly says: readonly string[];
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Steps of an axis that counts anew within each epoch, made to go on: the offset grows by what each epoch held. */
function continued(steps: Float64Array, epochs: Float64Array): Float64Array | undefined {
  const result = Float64Array.from(steps);
  const rows = [...steps.keys()].filter((row) => !Number.isNaN(steps[row]));
  const at = (k: number): number => steps[rows[k] ?? 0] ?? 0;
  const first = at(0);
  let [offset, falls, top] = [0, 0, first];
  for (let k = 1; k < rows.length; k++) {
    const [row = 0, before = 0] = [rows[k], rows[k - 1]];
    if (at(k) < at(k - 1)) {
      if ((epochs[row] ?? 0) <= (epochs[before] ?? 0)) return undefined;
      falls++;
      offset += top - first + Math.max(1, at(1) - first);
      top = at(k);
    }
    top = Math.max(top, at(k));
    result[row] = at(k) + offset;
  }
  return falls === 0 ? undefined : result;
}

/** Steps by row; rows that say only their epoch, as validations do, stand at the step before them. */
function filled(steps: Float64Array, epochs: Column): Float64Array {
  if (!steps.some(Number.isNaN)) return steps;
  const result = Float64Array.from(steps);
  for (const row of epochs.rows)
    if (Number.isNaN(result[row]) && row > 0) result[row] = result[row - 1] ?? Number.NaN;
  return result;
}

/** The numbers of a column by row; NaN where it has none. */
function byRow(column: Column, count: number): Float64Array {
  if (column.values.length === count) return column.values;
  const result = new Float64Array(count).fill(Number.NaN);
  column.rows.forEach((row, i) => {
    result[row] = column.values[i] ?? Number.NaN;
  });
  return result;
}

/** The column named by somebody, or the one that the names of the records tell. */
function axisColumn(records: Records, mapping: Mapping, named: boolean) {
  const called = (name: string) => records.columns.find((column) => same(column.name, name));
  const wanted = mapping.step ?? mapping.usual;
  const chosen = wanted === undefined ? undefined : called(wanted);
  if (chosen !== undefined)
    return { axis: { name: chosen.name, unit: unitOf(chosen.name) ?? ('step' as const) }, column: chosen };
  if (mapping.step !== undefined)
    throw new UnknownColumn(
      mapping.step,
      records.columns.map(({ name }) => name),
    );
  if (mapping.axis !== undefined) {
    const { axis } = mapping;
    const column = records.columns.find(({ name }) => name === axis.name);
    return column === undefined ? undefined : { axis, column };
  }
  if (named) return axisOf(records);
  const column = countingColumn(records);
  if (column === undefined && records.columns.length === 1)
    return {
      axis: { name: 'row', unit: 'row' as const },
      column,
      says: 'a single column without a name: points are placed by their order',
    };
  return column === undefined
    ? undefined
    : {
        axis: { name: column.name, unit: 'step' as const },
        column,
        says: `no header: columns are numbered, and column ${column.name} is taken for the steps, since it only counts up; --map step=N says otherwise`,
      };
}

/**
 * Places the columns of records on their axis, each with its own points: a row without a number in a column is no point of it.
 *
 * @param named whether columns have names of their own, not numbers
 * @returns undefined if there is no axis
 */
export function place(records: Records, mapping: Mapping = {}, named = true): Placement | undefined {
  const found = axisColumn(records, mapping, named);
  if (found === undefined) return undefined;
  const { axis, column } = found;
  const says = 'says' in found && found.says !== undefined ? [found.says] : [];
  const epochs = records.columns.find(({ name }) => unitOf(name) === 'epoch');
  const given = column === undefined ? undefined : byRow(column, records.count);
  const counted = given === undefined || epochs === undefined ? given : filled(given, epochs);
  const onward =
    counted !== undefined && epochs !== undefined && column !== epochs
      ? continued(counted, byRow(epochs, records.count))
      : undefined;
  if (onward !== undefined)
    says.push(`${axis.name} begins again in each ${epochs?.name}: steps are counted on from epoch to epoch`);
  const steps = onward ?? counted ?? Float64Array.from({ length: records.count }, (_, row) => row);
  const full = records.columns.find(({ rows }) => rows.length === records.count)?.rows;
  const series = records.columns
    .filter((one) => one !== column && one.values.length > 0 && !isText(one))
    .map((one) => placed(one, axis, steps, full));
  const drawn = series.filter(({ values }) => values.length > 0);
  if (axis.unit !== 'epoch') return { axis, series: drawn, says };
  const within = drawn.map(spread);
  if (within.some((one, i) => one !== drawn[i]))
    says.push(
      `several points stand in one ${axis.name}: they are kept in order, each at its place within it`,
    );
  return { axis, series: within, says };
}

/** A series of which most epochs have several points, each placed within its epoch: the k-th of n at (k + ½) / n. */
function spread(series: Series): Series {
  const { steps } = series;
  const starts = [...steps.keys()].filter((i) => i === 0 || steps[i] !== steps[i - 1]);
  const sizes = starts.map((start, group) => (starts[group + 1] ?? steps.length) - start);
  if (sizes.filter((size) => size > 1).length <= sizes.length / 2 || sizes.length < 2) return series;
  const placed = Float64Array.from(steps);
  starts.forEach((start, group) => {
    const size = sizes[group] ?? 1;
    if (size > 1) for (let k = 0; k < size; k++) placed[start + k] = (steps[start] ?? 0) + (k + 0.5) / size;
  });
  return { ...series, steps: placed };
}

/** A column of words with a number now and then is no series. */
const isText = ({ words, values }: Column): boolean => words > values.length;

function placed(column: Column, axis: Axis, steps: Float64Array, full: Float64Array | undefined): Series {
  if (column.rows === full && !steps.some(Number.isNaN))
    return { name: column.name, axis, steps, values: column.values, rows: column.rows };
  const kept = [...column.rows.keys()].filter((i) => !Number.isNaN(steps[column.rows[i] ?? 0]));
  return {
    name: column.name,
    axis,
    steps: Float64Array.from(kept, (i) => steps[column.rows[i] ?? 0] ?? Number.NaN),
    values: Float64Array.from(kept, (i) => column.values[i] ?? Number.NaN),
    rows: Float64Array.from(kept, (i) => column.rows[i] ?? 0),
  };
}
