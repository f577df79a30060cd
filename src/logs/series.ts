/** What the points of a series are placed on. */
export type Unit = 'epoch' | 'step' | 'iteration' | 'round' | 'episode' | 'seconds' | 'row';

/** What a series says of a training run. */
export type Role =
  | 'train-loss'
  | 'validation-loss'
  | 'test-loss'
  | 'metric'
  | 'rate'
  | 'gradient-norm'
  | 'time'
  | 'other';

export interface Axis {
  readonly name: string;
  readonly unit: Unit;
}

/** What a number of a series stands for, where it is not the value of its own step. */
export type Meaning =
  /** the mean since the epoch or the run began */
  | 'running-mean'
  /** a total that only grows between restarts */
  | 'running-total'
  /** the sum since the row before */
  | 'interval-sum';

/** One named list of points, in the order of the file. Values may be NaN or ±Infinity; cells without a value are no points. */
export interface Series {
  readonly name: string;
  readonly axis: Axis;
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** Of each point the row of the file that it was written in, where series share rows. */
  readonly rows?: Float64Array;
  /** Points at which another file or writer begins. */
  readonly writers?: readonly number[];
  readonly role?: Role;
  readonly meaning?: Meaning;
  /** Which direction is better, where the log says so. */
  readonly better?: 'lower' | 'higher';
}

/** One training run. */
export interface Run {
  readonly id: string;
  readonly producer: string;
  readonly series: readonly Series[];
  /** Steps that begin again at the first number belong to this run all the same: its folder says that it is one. */
  readonly whole?: boolean;
}

/** What was read from one log, or several. */
export interface Reading {
  readonly runs: readonly Run[];
  readonly warnings: readonly string[];
}

/** A log that cannot be used; the message, one line, names the file and what is wrong with it. */
export class LogError extends Error {
  override readonly name: string = 'LogError';
}

/** A column that somebody named and that is not there. */
export class UnknownColumn extends LogError {
  constructor(column: string, columns: readonly string[]) {
    const known = columns.slice(0, 12).map((name) => name.trim());
    super(`there is no column '${column}'; there are ${known.join(', ')}${columns.length > 12 ? ', …' : ''}`);
  }
}

/** A series from pairs of step and value. */
export function seriesOf(
  name: string,
  axis: Axis,
  points: readonly (readonly [step: number, value: number])[],
  more: Partial<Series> = {},
): Series {
  return {
    name,
    axis,
    steps: Float64Array.from(points, ([step]) => step),
    values: Float64Array.from(points, ([, value]) => value),
    ...more,
  };
}

/** A series whose steps are counted from `from`. */
export const countedSeries = (
  name: string,
  axis: Axis,
  values: readonly number[],
  from: number,
  more: Partial<Series> = {},
): Series =>
  seriesOf(
    name,
    axis,
    values.map((value, i) => [from + i, value]),
    more,
  );

/** A series with only those points whose index is wanted. */
export function pick(series: Series, wanted: readonly number[]): Series {
  const of = (values: Float64Array): Float64Array =>
    Float64Array.from(wanted, (i) => values[i] ?? Number.NaN);
  const { rows, writers: _, ...rest } = series;
  return {
    ...rest,
    steps: of(series.steps),
    values: of(series.values),
    ...(rows === undefined ? {} : { rows: of(rows) }),
  };
}
