import { spreadOf } from '../../sim/spread.ts';
import { seenPoints } from '../decimate.ts';
import { type Role, type Series, seriesOf } from '../series.ts';
import { debiasedAverage } from '../smooth.ts';

/** A series as it is drawn: the points of it that can be seen. `null` is what is no number. */
export interface Curve {
  readonly name: string;
  readonly role: Role;
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
  /** The average over its points, where it is smoothed. */
  readonly smooth: readonly (number | null)[] | null;
  /** Standard deviation over the runs, where it is their mean. */
  readonly band: readonly number[] | null;
}

/** What is drawn of one run; of a group, of the mean of its runs. */
export interface Lines {
  readonly id: string;
  readonly train: Curve | null;
  readonly validation: Curve | null;
}

/** As many columns as the widest chart has of what can be told apart, and as many stations as frames have to show. */
export const COLUMNS = 700;
const STATIONS = 600;

/** How series are drawn. */
export interface Drawing {
  /** Steps whose values are named: their points are kept. */
  readonly named: readonly number[];
  readonly at: (step: number) => number;
  readonly smoothing: number;
}

/** A series as a curve: of many points those that can be seen. @param band standard deviation, of a mean */
export function curveOf(
  series: Series,
  { at, smoothing, named }: Drawing,
  band: readonly number[] | null = null,
): Curve {
  const { name, role = 'other', steps, values } = series;
  const kept = named.flatMap((step) => [steps.findLastIndex((one) => one <= step), steps.indexOf(step) - 1]);
  const drawnPoints = seenPoints(values, (i) => at(steps[i] ?? 0), COLUMNS);
  const seen = [...new Set([...drawnPoints, ...kept.filter((i) => i >= 0)])].sort((a, b) => a - b);
  const drawn = (all: ArrayLike<number>): readonly (number | null)[] =>
    seen.map((i) => (Number.isFinite(all[i]) ? (all[i] ?? null) : null));
  return {
    name,
    role,
    steps: seen.map((i) => steps[i] ?? 0),
    values: drawn(values),
    smooth: smoothing > 0 ? drawn(debiasedAverage(values, smoothing)) : null,
    band: band && seen.map((i) => band[i] ?? 0),
  };
}

/** The mean of some runs' series, at the steps at which all have a number; `null` if these are too few. */
export function meanOf(
  all: readonly (Series | undefined)[],
): { readonly mean: Series; readonly band: readonly number[] } | null {
  const [first] = all;
  if (first === undefined) return null;
  const maps = all.map(
    (series) =>
      new Map(
        [...(series?.steps ?? [])].flatMap((step, i) =>
          Number.isFinite(series?.values[i]) ? [[step, series?.values[i] ?? 0]] : [],
        ),
      ),
  );
  const steps = [...new Set(first.steps)].filter((step) => maps.every((values) => values.has(step)));
  if (2 * steps.length < first.steps.length || steps.length < 2) return null;
  const { mean, deviation } = spreadOf(maps.map((values) => steps.map((step) => values.get(step) ?? 0)));
  const { name, axis, role = 'other' } = first;
  return {
    mean: seriesOf(
      name,
      axis,
      steps.map((step, k) => [step, mean[k] ?? 0]),
      { role },
    ),
    band: deviation,
  };
}

/** The steps themselves if they are few enough; else some of them at even distances, and those of the events. */
export function stationsOf(steps: readonly number[], events: readonly number[]): readonly number[] {
  if (steps.length <= STATIONS) return steps;
  const even = Array.from(
    { length: STATIONS },
    (_, i) => steps[Math.round((i * (steps.length - 1)) / (STATIONS - 1))] ?? 0,
  );
  return [...new Set([...even, ...events])].sort((a, b) => a - b);
}

/** The last line of a run that is ranked: its validation loss where all have one. */
export const rankedBy = (lines: readonly Lines[]): 'validation' | 'train' =>
  lines.every(({ validation }) => validation !== null) ? 'validation' : 'train';

/** A curve's last value that is not after a step: what a ranking has to go by. */
export function valueAt({ steps, values, smooth }: Curve, at: number): number | null {
  const drawn = smooth ?? values;
  const last = steps.findLastIndex((step, i) => step <= at && drawn[i] !== null);
  return drawn[last] ?? null;
}
