import { type Better, choiceOf } from './choice.ts';
import { brief, type Point } from './events/event.ts';
import { LogError, type Series } from './series.ts';
import { settle } from './settle.ts';
import type { KnownRun } from './understand.ts';

/** What of one run is compared. */
export interface Compared {
  readonly id: string;
  readonly series: string;
  /** The first of its best values; `null` where nothing says which direction is better, or there is no number. */
  readonly best: Point | null;
  readonly last: Point | null;
  /** The step from which on there is no number any more. */
  readonly lostAt: number | null;
  /** The highest learning rate. */
  readonly rate: Point | null;
}

/** What differs between two runs. */
export interface Comparison {
  readonly axis: string;
  readonly better: Better;
  readonly runs: readonly [Compared, Compared];
  /** How many of the first common steps have equal values, of how many, and the first that has not. */
  readonly alike: { readonly points: number; readonly of: number; readonly partAt: number | null };
  /** In one sentence. */
  readonly says: string;
}

/** Values are equal to within this share: some formats keep seven digits, others all. */
const SAME = 1e-6;

interface Judged {
  readonly run: KnownRun;
  readonly series: Series;
  readonly rate: Series | undefined;
  readonly better: Better;
}

/** Each run by the same series: the validation loss if both have one, else the training loss, or what stands in its place. */
function judged(runs: readonly [KnownRun, KnownRun]): readonly [Judged, Judged] {
  const sides = runs.map((run) => {
    const series = run.series.map((one) => ({ ...one, ...settle(one) }));
    return { run, series, choice: choiceOf({ ...run, series }, {}) };
  });
  const [a, b] = sides;
  const better = sides.find(({ choice }) => choice !== null)?.choice?.better ?? 'none';
  if (a !== undefined && b !== undefined)
    for (const which of ['validation', 'train'] as const) {
      const name = (a.choice ?? b.choice)?.[which]?.name;
      // A run without any number has no choice, but a series of that name.
      const [one, other] = [a, b].map(
        ({ choice, series }) =>
          choice?.[which] ?? (choice === null ? series.find((own) => own.name === name) : undefined),
      );
      const alike =
        one !== undefined &&
        other !== undefined &&
        one.axis.unit === other.axis.unit &&
        one.role === other.role &&
        sides.every(({ choice }) => choice === null || choice.better === better);
      if (alike) return [of(a.run, one, better), of(b.run, other, better)];
    }
  const names = (run: KnownRun): string =>
    run.series
      .map(({ name }) => name)
      .slice(0, 6)
      .join(', ');
  throw new LogError(
    `${runs[0].id} and ${runs[1].id}: no loss or score over one axis that both have: ${names(runs[0]) || 'no series'}; ${names(runs[1]) || 'no series'}`,
  );
}

const of = (run: KnownRun, series: Series, better: Better): Judged => ({
  run,
  series,
  better,
  rate: run.series.find(({ role }) => role === 'rate'),
});

function extremeOf({ steps, values }: Series, better: 'lower' | 'higher'): Point | null {
  let best: Point | null = null;
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    if (best === null || (better === 'lower' ? value < best.value : value > best.value))
      best = { at: steps[i] ?? 0, value };
  });
  return best;
}

function comparedOf({ run, series, rate, better }: Judged): Compared {
  const { steps, values } = series;
  const last = values.findLastIndex((value) => Number.isFinite(value));
  return {
    id: run.id,
    series: series.name,
    best: better === 'none' ? null : extremeOf(series, better),
    last: last < 0 ? null : { at: steps[last] ?? 0, value: values[last] ?? 0 },
    lostAt: last < 0 || last === values.length - 1 ? null : (steps[last + 1] ?? null),
    rate: rate === undefined ? null : extremeOf(rate, 'higher'),
  };
}

const same = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));

function alikeOf(a: Series, b: Series): Comparison['alike'] {
  const values = new Map([...b.steps].map((step, i) => [step, b.values[i] ?? Number.NaN]));
  const common = [...a.steps].flatMap((step, i) => {
    const other = values.get(step);
    return other === undefined ? [] : [{ step, equal: same(a.values[i] ?? Number.NaN, other) }];
  });
  const points = common.findIndex(({ equal }) => !equal);
  return {
    points: points < 0 ? common.length : points,
    of: common.length,
    partAt: common[points]?.step ?? null,
  };
}

/** How the best, or last, values of two runs compare as they are written. */
function valuesText([a, b]: Comparison['runs'], axis: string, better: Better): string {
  const at = (point: Point): string => `${brief(point.value)} at ${axis} ${brief(point.at)}`;
  const which = better === 'none' ? 'last' : better === 'lower' ? 'lowest' : 'highest';
  const [one, other] = [better === 'none' ? a.last : a.best, better === 'none' ? b.last : b.best];
  const name = a.series === b.series ? a.series : `${a.series} and ${b.series}`;
  if (one === null || other === null) {
    const [without, withNumber, point] = one === null ? [a, b, other] : [b, a, one];
    return `${without.id} has no number in ${without.series}${point === null ? `, nor has ${withNumber.id}` : `; ${withNumber.id}'s ${which} is ${at(point)}`}`;
  }
  // As written, so that the numbers add up.
  const difference = Number(brief(one.value)) - Number(brief(other.value));
  const [more, less] = difference > 0 ? [a.id, b.id] : [b.id, a.id];
  const by = brief(Math.abs(Number(difference.toPrecision(4))));
  const verdict =
    difference === 0
      ? 'equal'
      : better === 'higher'
        ? `${more} is higher by ${by}`
        : `${less} is lower by ${by}`;
  return `${which.charAt(0).toUpperCase()}${which.slice(1)} ${name}: ${a.id} ${at(one)}, ${b.id} ${at(other)}: ${verdict}`;
}

function partingText({ points, of, partAt }: Comparison['alike'], axis: string): string {
  if (of === 0) return `no ${axis} in common`;
  if (partAt === null) return `equal at all ${of} common points`;
  const place = `${axis} ${brief(partAt)}`;
  return points === 0
    ? `different from ${place} on`
    : `equal for ${points} point${points === 1 ? '' : 's'}, apart from ${place} on`;
}

function rateText([a, b]: Comparison['runs']): string[] {
  if (a.rate === null || b.rate === null) return [];
  const [one, other] = [brief(a.rate.value), brief(b.rate.value)];
  return [one === other ? `highest rate of both ${one}` : `highest rate ${one} against ${other}`];
}

/**
 * What differs between two runs: the best value of the series that both are judged by and where, up to where they are
 * equal, which of them has no number any more, and the highest learning rate.
 *
 * @throws LogError if they have no loss or score over one axis in common
 */
export function compareRuns(runs: readonly [KnownRun, KnownRun]): Comparison {
  const [one, other] = judged(runs);
  const compared = [comparedOf(one), comparedOf(other)] as const;
  const axis = one.series.axis.name;
  const alike = alikeOf(one.series, other.series);
  const lost = compared.flatMap(({ id, lostAt }) =>
    lostAt === null ? [] : [`${id} has no number from ${axis} ${brief(lostAt)} on`],
  );
  const said = [
    valuesText(compared, axis, one.better),
    partingText(alike, axis),
    ...lost,
    ...rateText(compared),
  ];
  return {
    axis,
    better: one.better,
    runs: compared,
    alike,
    says: `${said.join('; ')}.`,
  };
}
