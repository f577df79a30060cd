import type { Series } from '../series.ts';
import { brief, type Event, type EventOf, type Point } from './event.ts';

export interface DivergenceThresholds {
  /** A finite loss has diverged if it ends at so many times its lowest value. */
  readonly times: number;
  /** … after so many points at least. */
  readonly points: number;
}

const DIVERGENCE: DivergenceThresholds = { times: 10, points: 5 };

const kindOf = (value: number): EventOf<'divergence'>['what'] =>
  Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
const word = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : value > 0 ? 'infinite' : 'minus infinity';

/**
 * Where a loss stops being a number, or grows out of all bounds.
 *
 * Rule: the value from which on none is finite, else the first that is not; where finite ones follow, that is said. Otherwise
 * the last value, if it is `times` the lowest and the highest of all.
 */
export function divergence(
  loss: Series,
  { times, points }: DivergenceThresholds = DIVERGENCE,
): readonly Event[] {
  const { name, axis, steps, values } = loss;
  const lost = values.findLastIndex(Number.isFinite) + 1;
  const at = lost < values.length ? lost : values.findIndex((value) => !Number.isFinite(value));
  const point = (i: number): Point | null => (i < 0 ? null : { at: steps[i] ?? 0, value: values[i] ?? 0 });
  if (at >= 0) {
    const before = values.findLastIndex((value, i) => i < at && Number.isFinite(value));
    const after = values.findIndex((value, i) => i > at && Number.isFinite(value));
    const from =
      before < 0 ? '' : `, after ${brief(values[before] ?? 0)} at ${axis.name} ${brief(steps[before] ?? 0)}`;
    const first: Event = {
      kind: 'divergence',
      at: steps[at] ?? 0,
      series: name,
      what: kindOf(values[at] ?? 0),
      last: point(before),
      next: point(after),
      says: `${name} is ${word(values[at] ?? 0)} ${after < 0 ? 'from' : 'at'} ${axis.name} ${brief(steps[at] ?? 0)}${after < 0 ? ' on' : ''}${from}`,
    };
    if (after < 0) return [first];
    return [
      first,
      {
        kind: 'recovery',
        at: steps[after] ?? 0,
        series: name,
        value: values[after] ?? 0,
        says: `${name} is finite again at ${axis.name} ${brief(steps[after] ?? 0)}: ${brief(values[after] ?? 0)}`,
      },
    ];
  }
  if (values.length < points) return [];
  const lowest = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const highest = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const last = values.at(-1) ?? 0;
  if (lowest <= 0 || last < highest || last < times * lowest || last <= (values[0] ?? 0) * 2) return [];
  const start = values.indexOf(lowest);
  return [
    {
      kind: 'divergence',
      at: steps[start] ?? 0,
      series: name,
      what: 'growth',
      last: point(start),
      next: point(values.length - 1),
      says: `${name} grows from ${brief(lowest)} at ${axis.name} ${brief(steps[start] ?? 0)} to ${brief(last)} at the end`,
    },
  ];
}

/**
 * A loss of exactly 0 while the gradient is no number: the Trainer's filter writes a NaN loss as 0.
 *
 * Rule: the first step at which the gradient's norm is not finite, if the loss is 0 from the next point on to the end.
 */
export function hiddenDivergence(loss: Series, gradient: Series): readonly Event[] {
  const at = gradient.values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return [];
  const from = gradient.steps[at] ?? 0;
  const later = [...loss.values].filter((_, i) => (loss.steps[i] ?? 0) > from);
  const same = loss.values.findLast((_, i) => loss.steps[i] === from);
  if (later.some((value) => value !== 0) || (later.length === 0 && same !== 0)) return [];
  const before = loss.values.findLastIndex((value, i) => value !== 0 && (loss.steps[i] ?? 0) <= from);
  return [
    {
      kind: 'divergence',
      at: from,
      series: loss.name,
      what: 'zero',
      last: before < 0 ? null : { at: loss.steps[before] ?? 0, value: loss.values[before] ?? 0 },
      next: null,
      says: `${gradient.name} is NaN from ${loss.axis.name} ${brief(from)} on, and ${loss.name} is written as 0: the run diverged, it is not perfect`,
    },
  ];
}
