import { type Better, choiceOf, type Roles } from '../choice.ts';
import type { Event } from '../events/event.ts';
import type { Series, Unit } from '../series.ts';
import { settle } from '../settle.ts';
import { debiasedAverage, smoothingFor } from '../smooth.ts';
import type { KnownRun } from '../understand.ts';
import { type Chosen, cast, type LeftOut, main, type Several } from './cast.ts';
import { type Curve, curveOf, type Drawing, type Lines, stationsOf } from './curve.ts';
import { afterCuts, goingOn, happeningsOf, type RunEvent, type Thresholds, waysOf } from './happenings.ts';
import { endedOf, equalOf, leadOf, leftOf } from './of-races.ts';

/** How somebody wants to see a log. */
export interface Wishes {
  readonly map: Roles;
  readonly several: Several;
  /** The factor of the average. */
  readonly smoothing: number | 'auto';
  readonly events: Thresholds;
  /** Names as they are written. */
  readonly written: (name: string) => string;
}

/** What of a log there is to see, on which steps, and what happened. */
export interface DrawnLog {
  /** One run, the mean of several, or several against each other. */
  readonly kind: 'one' | 'group' | 'race';
  readonly unit: Unit;
  readonly better: Better;
  /** The factor of the average; 0 for none. */
  readonly smoothing: number;
  /** Both losses are logged at the same steps, mostly: their gap is worth a number. */
  readonly paired: boolean;
  /** The two lines are losses of networks against each other: neither is the other's validation. */
  readonly contest: boolean;
  /** First and last step of whatever is drawn. */
  readonly steps: readonly [first: number, last: number];
  /** The runs that are drawn, by themselves or as a mean. */
  readonly shown: readonly Chosen[];
  readonly lines: readonly Lines[];
  /** The runs of a group, behind their mean; of a race those that have the values of another, each named. */
  readonly ghosts: readonly Lines[];
  /** How many runs have the values of each line, besides its own; and the runs that are not drawn. */
  readonly equal: readonly number[];
  readonly left: readonly LeftOut[];
  readonly small: readonly Curve[];
  /** The steps at which a film arrives one by one: as many as are logged, or enough of them to look like all. */
  readonly stations: readonly number[];
  readonly events: readonly RunEvent[];
}

/** A loss of exactly zero that stands for "not a number" is drawn as none. */
function withoutZeros(series: Series | undefined, events: readonly Event[]): Series | undefined {
  const lost = events.find(
    (event) => event.kind === 'divergence' && event.what === 'zero' && event.series === series?.name,
  );
  if (series === undefined || lost === undefined) return series;
  return {
    ...series,
    values: series.values.map((value, i) => ((series.steps[i] ?? 0) >= lost.at ? Number.NaN : value)),
  };
}

/** The first and the last step of some series. */
function reachOf(all: readonly Series[]): readonly [first: number, last: number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { steps } of all)
    for (const step of steps)
      if (Number.isFinite(step)) [first, last] = [Math.min(first, step), Math.max(last, step)];
  return first <= last ? [first, last] : [0, 1];
}

/** What is told of the runs of a race. */
const RACING: readonly RunEvent['kind'][] = ['divergence', 'parting'];

/** The curves of some runs. */
export const curvesOf = (all: readonly Lines[]): readonly Curve[] =>
  all.flatMap(({ train, validation }) => [train, validation]).filter((curve) => curve !== null);

/** Works out what there is to see of a log. @returns `null` if no series has a number */
export function drawnLog(runs: readonly KnownRun[], wishes: Wishes): DrawnLog | null {
  const empty: LeftOut[] = [];
  const all = runs.flatMap((run): readonly Chosen[] => {
    const choice = choiceOf(
      { ...run, series: run.series.map((series) => ({ ...series, ...settle(series) })) },
      wishes.map,
    );
    if (choice === null) empty.push({ id: wishes.written(run.id), why: 'none' });
    return choice === null ? [] : [named({ ...choice, id: run.id, events: run.events }, wishes.written)];
  });
  const roles = cast(all, wishes.several);
  const lead = roles?.drawn[0] && main(roles.drawn[0]);
  if (roles === null || lead === undefined) return null;
  const { kind, shown, drawn, means, equal } = roles;
  const left = [...roles.left, ...empty];
  // A race is told by the one series that it is judged by.
  const which = drawn.every(({ validation }) => validation !== undefined) ? 'validation' : 'train';
  const told = drawn.map((one) =>
    kind === 'race' ? { ...one, train: undefined, validation: undefined, [which]: one[which] } : one,
  );
  const happened = told.map((one) => happeningsOf(one, wishes.events));
  const healed = drawn.map((one, i) => ({
    ...one,
    train: withoutZeros(one.train, happened[i] ?? []),
    validation: withoutZeros(one.validation, happened[i] ?? []),
  }));

  const contest = drawn[0]?.better === 'none' && drawn[0].validation !== undefined;
  const small = kind === 'one' ? (drawn[0]?.small ?? []) : [];
  const seen =
    kind === 'race'
      ? healed.map((one) => one[which])
      : healed.flatMap(({ train, validation }) => [train, validation]);
  const series = [...seen, ...small].filter((one) => one !== undefined);
  const [first, last] = reachOf(series);
  const smoothing =
    wishes.smoothing === 'auto' ? smoothingFor(main(healed[0] ?? {})?.values ?? []) : wishes.smoothing;
  const [one] = healed;
  const dense = one && main(one);
  const followed =
    kind !== 'one' || dense === undefined
      ? []
      : afterCuts(
          dense,
          smoothing > 0 ? debiasedAverage(dense.values, smoothing) : dense.values,
          happened.flat(),
        );
  const rough: Drawing = {
    at: (step) => (step - first) / (last - first || 1),
    smoothing: 0,
    named: [...namedSteps(happened.flat()), ...followed.flatMap(({ at, from }) => [at, from])],
  };
  const smooth: Drawing = { ...rough, smoothing };
  const linesOf = (
    { id, train, validation }: Pick<Chosen, 'id' | 'train' | 'validation'>,
    band: typeof means = null,
  ): Lines => ({
    id,
    train: train === undefined ? null : curveOf(train, smooth, band?.train?.band),
    validation:
      validation === undefined
        ? null
        : curveOf(validation, train === undefined || contest ? smooth : rough, band?.validation?.band),
  });
  const lines = healed.map((one) => linesOf(one, means));
  const ghosts = (kind === 'group' ? shown : equal.flat()).map((one) => linesOf(one));
  const charts = small.map((one) => curveOf(one, rough));
  const curves = kind === 'race' ? lines.flatMap((line) => line[which] ?? []) : curvesOf(lines);
  const stops = [...new Set([...curves, ...charts].flatMap(({ steps }) => steps))];
  const own = drawn.flatMap((one, run) => {
    const own = [
      ...(happened[run] ?? []),
      ...one.events.filter(({ kind: what }) => what === (kind === 'race' ? 'parting' : 'restart')),
    ];
    return own
      .filter(
        (event) =>
          kind !== 'race' ||
          (RACING.includes(event.kind) && 'series' in event && event.series === one[which]?.name),
      )
      .map((event): RunEvent => ({ run, ...event }));
  });
  // Both runs that part say so.
  const once = own.filter(
    (event, i) => event.kind !== 'parting' || own.findIndex(({ kind: what }) => what === 'parting') === i,
  );
  const stations = stationsOf(
    stops.sort((a, b) => a - b),
    once.map(({ at }) => at),
  );
  const events = [
    ...once,
    ...followed,
    ...leftOf(left, first),
    ...(kind === 'race'
      ? [
          ...equalOf(
            lines,
            equal.map(({ length }) => length),
            first,
          ),
          ...endedOf(lines, last),
          ...leadOf(lines, drawn[0]?.better ?? 'none', stations),
        ]
      : [...goingOn(charts, once), ...waysOf(lines[0] ?? null, drawn[0]?.better ?? 'none')]),
  ].filter(({ at }) => at >= first && at <= last);
  return {
    kind,
    unit: lead.axis.unit,
    better: drawn[0]?.better ?? 'none',
    smoothing,
    paired: !contest && arePaired(drawn[0]),
    contest,
    steps: [first, last],
    shown,
    lines,
    ghosts,
    equal: equal.map(({ length }) => length),
    left,
    small: charts,
    stations,
    events: events.toSorted((a, b) => a.at - b.at),
  };
}

/** What is chosen of a run, with its names as they are written. */
function named(one: Chosen, written: Wishes['written']): Chosen {
  const of = <S extends Series | undefined>(series: S): S =>
    series === undefined ? series : { ...series, name: written(series.name) };
  return {
    ...one,
    id: written(one.id),
    train: of(one.train),
    validation: of(one.validation),
    rate: of(one.rate),
    gradient: of(one.gradient),
    small: one.small.map(of),
  };
}

/** Whether at least half of the training losses have a validation loss at their step. */
function arePaired(one: Chosen | undefined): boolean {
  if (one?.train === undefined || one.validation === undefined) return false;
  const held = new Set(one.validation.steps);
  return 2 * one.train.steps.filter((step) => held.has(step)).length >= one.train.steps.length;
}

/** Steps whose values are told. */
const namedSteps = (events: readonly Event[]): readonly number[] =>
  events.flatMap((event) => [
    event.at,
    ...(event.kind === 'spike' ? [event.back.at] : []),
    ...(event.kind === 'rate-drop' && event.loss !== null ? [event.loss.from.at, event.loss.to.at] : []),
    ...(event.kind === 'divergence'
      ? [event.last, event.next].flatMap((point) => (point === null ? [] : [point.at]))
      : []),
  ]);
