import type { Column, Records } from './records.ts';
import type { Axis, Unit } from './series.ts';

/** Names of axes, the finest first. */
const NAMES: readonly (readonly [unit: Unit, name: RegExp])[] = [
  [
    'step',
    /^((global|total|train(er)?|training|optimizer|current|env(ironment)?|actor|learner|agent)[ _./-]?)*steps?$|^_step$|(^|[/_ ])(total_)?timesteps?(_total)?$/,
  ],
  [
    'step',
    /^(num[_ ])?(total[_ ])?(env|agent|training)[_ ]steps?([_ ](sampled|trained|total))?$|^num_env_steps_sampled(_lifetime)?$|^total_?env_?interacts$/,
  ],
  [
    'iteration',
    /^(global[ _]|training[ _]|learning[ _]|cur(rent)?[ _])?(iter|iters|iteration|iterations|it|itr|itn|nit|iterat|iterate|n_?iter)(_?num)?$/,
  ],
  ['step', /^((num|n)_)?updates?$|^update[_ ]?steps?$/],
  ['round', /^(boosting[ _])?(round|rounds|tree|trees|n_trees|ntree|number_of_trees)$/],
  ['iteration', /^(global[ _])?(batch|batches|batch[ _]?(idx|index|num|number|id)|mini_?batch)$/],
  ['episode', /^(num_|n_|total_)?(episode|episodes|ep|eps|episodes_total|game|games)$/],
  [
    'epoch',
    /^(train|trainer|training|current|cur|_)?[ _/]?(epoch|epochs|epoch[ _]?(idx|num|number))$|^эпоха$|^epoche$/,
  ],
  ['iteration', /^(generation|gen)$/],
  ['step', /^index$/],
];
const LAST_RESORT: readonly (readonly [unit: Unit, name: RegExp])[] = [
  ['row', /^(idx|id|#|n|no\.?|row|x|)$|^unnamed: ?\d+$/],
  [
    'seconds',
    /^(wall[ _]?time|relative time.*|time|t|seconds|sec|elapsed([ _]time)?([ _]\(?s\)?)?|_runtime|time_elapsed|time\/time_elapsed)$/,
  ],
];

/** A name as the patterns above have it. */
const plain = (name: string): string => name.trim().toLowerCase();

/** What a column of this name counts, if it counts something that training is measured in. */
export function unitOf(name: string): Unit | undefined {
  const lower = plain(name);
  return NAMES.find(([, pattern]) => pattern.test(lower))?.[0];
}

interface Growth {
  readonly rises: number;
  readonly falls: number;
  readonly whole: boolean;
  readonly even: boolean;
}

/** How the numbers of a column go from row to row. */
function growthOf({ values }: Column): Growth {
  let [rises, falls, whole, even] = [0, 0, true, true];
  const by = (values[1] ?? 0) - (values[0] ?? 0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    whole &&= Number.isInteger(value);
    if (i === 0) continue;
    const change = value - (values[i - 1] ?? Number.NaN);
    if (change > 0) rises++;
    if (change < 0 || Number.isNaN(change)) falls++;
    even &&= change === by;
  }
  return { rises, falls, whole, even };
}

/** Whether a column can be an axis: it goes up, and falls back seldom. */
function grows(column: Column): boolean {
  const { rises, falls } = growthOf(column);
  return column.values.length === 1 || (rises > 0 && rises >= falls);
}

export interface Placed {
  readonly axis: Axis;
  /** The column it is, if it is one. */
  readonly column?: Column;
  /** What has to be said of the choice. */
  readonly says?: string;
}

const MOSTLY = 0.5;

/** The column that would be the axis if only names and growth were asked. */
export const countsUp = (records: Records): Column | undefined =>
  named(records, NAMES, records.count)?.column;

/** Another axis is finer if it moves on so much more often. */
const FINER = 1.5;

/** Of the columns whose names are those of axes: the finest that grows. */
function named(
  records: Records,
  names: typeof NAMES,
  rows: number,
  called: (name: string) => string = plain,
): Placed | undefined {
  let best: (Placed & { readonly rises: number }) | undefined;
  for (const [unit, pattern] of names)
    for (const column of records.columns) {
      if (!pattern.test(called(column.name)) || column.values.length < rows * MOSTLY) continue;
      // A table of runs has a batch size.
      if (/^batch$/i.test(column.name.trim()) && !growthOf(column).whole) continue;
      const { rises, falls } = growthOf(column);
      const isFiner = best !== undefined && falls === 0 && rises > FINER * best.rises;
      if (grows(column) && (best === undefined || isFiner))
        best = { axis: { name: column.name, unit }, column, rises };
    }
  return best;
}

/** Names that say how a run was set up, not how it went. */
const SETTING =
  /(^|[ _./-])(batch|batch_?size|hidden(_?(size|dim|units))?|n_?layers|num_?layers|layers|units|neurons|dropout|optimizer|optim|activation|weight_?decay|momentum|n_?estimators|max_?depth|num_?leaves|chunk_len|kernel_?size|filters|seed|trial|run|model|alpha|l1|l2|subsample|colsample\w*|n_?epochs|num_?epochs|max_?epochs|params?)$/i;
const CURVE =
  /loss|error|perplexity|\bppl\b|acc(uracy)?|auc|\bmap\b|reward|return|f1|rmse|\bmae\b|\bmse\b|score/i;

/** Settings that stay what they are as long as a run lasts, unlike a rate or a batch size, which may be scheduled. */
const FIXED =
  /(^|[ _./-])(hidden(_?(size|dim|units))?|n_?layers|num_?layers|layers|units|neurons|dropout|optimizer|optim|activation|n_?estimators|max_?depth|num_?leaves|chunk_len|kernel_?size|filters)$/i;
/** So many rows are looked at. */
const ENOUGH = 1000;
/** Columns that count a run's length where each row is one, and its progress where it is not. */
const MAY_BE_SIZE = /batch|epochs|trees|rounds|iterations|episodes|games/i;

/**
 * The settings that change from row to row where the steps go on: then each row is a run, whatever counts up beside them.
 *
 * Rule: one that is fixed for a run, or two of any, changes at half of the rows at least at which the axis does not fall; or the
 * axis is called a batch and holds powers of two, from 4 on.
 */
export function changingSettings(records: Records, axis: Column): readonly string[] {
  const name = axis.name;
  const [values, rows] = [axis.values.subarray(0, ENOUGH), axis.rows.subarray(0, ENOUGH)];
  const steady = Array.from(rows.keys()).filter((i) => i > 0 && !((values[i] ?? 0) < (values[i - 1] ?? 0)));
  const changing = records.columns.filter((column) => {
    if (column === axis || !SETTING.test(column.name) || /seed|trial|run|model/i.test(column.name))
      return false;
    const at = new Map<number, number | string>(column.texts);
    for (const [k, row] of column.rows.entries()) at.set(row, column.values[k] ?? Number.NaN);
    const changes = steady.filter((i) => at.get(rows[i] ?? -1) !== at.get(rows[i - 1] ?? -1));
    return steady.length > 0 && 2 * changes.length >= steady.length;
  });
  const fixed = changing.some((column) => FIXED.test(column.name));
  if (changing.length > 1 || (fixed && MAY_BE_SIZE.test(name))) return changing.map((column) => column.name);
  const isPower = (value: number): boolean =>
    value >= 4 && Number.isInteger(value) && (value & (value - 1)) === 0;
  const sizes = /^batch$/i.test(name.trim()) && values.length > 2 && values.every(isPower);
  return sizes ? [name] : [];
}

/**
 * The axis of records: by name, never by position; where several are named, the finest that grows.
 *
 * @returns undefined if nothing counts up from row to row: one row a run, no curve
 */
export function axisOf(records: Records): Placed | undefined {
  const rows = records.count;
  // Of nested records an axis may lie deeper: `fields/iter`.
  const direct =
    named(records, NAMES, rows) ?? named(records, NAMES, rows, (name) => plain(name.split('/').at(-1) ?? ''));
  if (direct?.column !== undefined && changingSettings(records, direct.column).length > 0) return undefined;
  if (direct !== undefined && (direct.axis.unit !== 'iteration' || !/batch/i.test(direct.axis.name)))
    return direct;
  const settings = records.columns.filter(({ name }) => SETTING.test(name));
  if (
    direct !== undefined &&
    (settings.length <= 1 || growthOf(direct.column ?? records.columns[0] ?? NONE).even)
  )
    return direct;
  const counted = records.columns.find(({ name }) => unitOf(name) !== undefined && !SETTING.test(name));
  // An axis is named but never moves: no step was given.
  if (counted !== undefined && settings.length <= 1)
    return {
      axis: { name: 'row', unit: 'row' },
      says: `column ${JSON.stringify(counted.name)} does not count up: points are placed by their order`,
    };
  const last = named(records, LAST_RESORT, rows);
  if (last?.column !== undefined && growthOf(last.column).falls === 0 && settings.length <= 1) return last;
  if (settings.length > 0 || rows < 2) return undefined;
  if (!records.columns.some(({ name }) => CURVE.test(name))) return undefined;
  return {
    axis: { name: 'row', unit: 'row' },
    says: 'no column counts steps or epochs: points are placed by their order, a row each; name the column with --map step=NAME if there is one',
  };
}

const NONE: Column = {
  name: '',
  rows: new Float64Array(),
  values: new Float64Array(),
  words: 0,
  texts: new Map(),
};

/** The axis of a table without names: the first column that only goes up by whole numbers. */
export function countingColumn(records: Records): Column | undefined {
  return records.columns.find((column) => {
    const { rises, falls, whole } = growthOf(column);
    return whole && falls === 0 && rises > records.count / 4;
  });
}
