import type { Series } from '../series.ts';
import { brief, type Event, type EventOf } from './event.ts';

export interface BestThresholds {
  /** Fewer points have no best one. */
  readonly points: number;
  /** A loss has risen if it ends so much above its best, as a share of how far it had fallen. */
  readonly rise: number;
  /** … and stayed above for so many points. */
  readonly after: number;
}

export const BEST: BestThresholds = { points: 3, rise: 0.1, after: 2 };

/** The index of the best finite value: the first of equal ones. */
function bestAt({ values }: Series, better: 'lower' | 'higher'): number {
  let best = -1;
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const known = values[best] ?? Number.NaN;
    if (best < 0 || (better === 'lower' ? value < known : value > known)) best = i;
  });
  return best;
}

const isConstant = ({ values }: Series): boolean => values.every((value) => value === values[0]);

/** The best point of a series. Rule: the first of the lowest (or highest) finite values, of `points` at least. */
export function best(
  series: Series,
  better: 'lower' | 'higher',
  { points }: BestThresholds = BEST,
): readonly Event[] {
  const at = bestAt(series, better);
  if (at < 0 || series.values.length < points || isConstant(series)) return [];
  const { name, axis, steps, values } = series;
  const which = better === 'lower' ? 'lowest' : 'highest';
  return [
    {
      kind: 'best',
      at: steps[at] ?? 0,
      series: name,
      value: values[at] ?? 0,
      better,
      says: `${name} is ${which} at ${axis.name} ${brief(steps[at] ?? 0)}: ${brief(values[at] ?? 0)}`,
    },
  ];
}

/**
 * A validation loss that rose after its best point. Never said of a score where more is better.
 *
 * Rule: the last finite value lies above the lowest by `rise` of the fall from the first value to the lowest, every one of
 * at least `after` later points lies above it, and so does the mean of them by half as much.
 */
export function validationRise(
  loss: Series,
  training: Series | undefined,
  { points, rise, after }: BestThresholds = BEST,
): readonly Event[] {
  const at = bestAt(loss, 'lower');
  const { name, axis, steps, values } = loss;
  if (at <= 0 || values.length < points) return [];
  const later = [...values.subarray(at + 1)].filter(Number.isFinite);
  const [first = 0, lowest = 0, last = 0] = [values[0], values[at], later.at(-1)];
  const needed = rise * (first - lowest);
  const mean = later.reduce((sum, value) => sum + value, 0) / later.length;
  if (later.length < after || needed <= 0 || last - lowest < needed || mean - lowest < needed / 2) return [];
  const also = training === undefined ? null : fell(training, steps[at] ?? 0);
  const then = also === null ? '' : `, while ${also.name} fell from ${brief(also.from)} to ${brief(also.to)}`;
  return [
    {
      kind: 'validation-rise',
      at: steps[at] ?? 0,
      series: name,
      lowest,
      last: { at: steps[values.findLastIndex(Number.isFinite)] ?? 0, value: last },
      training: also,
      says: `${name} rose after ${axis.name} ${brief(steps[at] ?? 0)}, from ${brief(lowest)} to ${brief(last)}${then}`,
    },
  ];
}

/** That a training loss went on to fall from a step on, if it did and lies on the same axis. */
function fell({ name, steps, values }: Series, from: number): EventOf<'validation-rise'>['training'] {
  const start = values.findLast((_, i) => (steps[i] ?? 0) <= from);
  const end = values.at(-1) ?? Number.NaN;
  return start !== undefined && end < start ? { name, from: start, to: end } : null;
}
