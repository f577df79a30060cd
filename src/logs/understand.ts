import { unitOf } from './axes.ts';
import { type Event, eventsOf, partings } from './events/events.ts';
import { scaleWarnings } from './events/scale.ts';
import { type Restart, restarted } from './restarts.ts';
import { betterOf, roleOf, wordsOf } from './roles.ts';
import { sayings } from './sayings.ts';
import type { Axis, Reading, Role, Run, Series, Unit } from './series.ts';
import { duplicates } from './settle.ts';

/** A series and what it is. */
export type Known = Series & { readonly role: Role };

/** A run, understood: what each series is, and what happened. */
export interface KnownRun {
  readonly id: string;
  readonly producer: string;
  readonly axis: Axis & { readonly first: number; readonly last: number };
  readonly series: readonly Known[];
  readonly events: readonly Event[];
}

export interface Understood {
  readonly runs: readonly KnownRun[];
  readonly warnings: readonly string[];
}

/** What somebody says of series: which are which. */
export type Roles = Readonly<Partial<Record<Role, string>>>;

const ROW: Axis = { name: 'row', unit: 'row' };

const stands = ({ steps }: Series): boolean => steps.every((step) => step === steps[0]);

/** Whether no step was given to a series: all its points stand at one, and so do those of its table. */
const isStill = (series: Series, all: readonly Series[]): boolean =>
  series.steps.length > 1 &&
  stands(series) &&
  (series.rows === undefined ||
    all.every((one) => one.rows === undefined || (stands(one) && one.steps[0] === series.steps[0])));

/** All points at one step: no step was given, and their order is all there is. */
const ordered = (series: Series, all: readonly Series[]): Series =>
  isStill(series, all) ? { ...series, axis: ROW, steps: series.steps.map((_, i) => i) } : series;

/** What a series is: as somebody says, as its reader says, or by its name. */
function known(series: Series, run: Run, roles: Roles): Known {
  const words = wordsOf(series.name);
  const said = (Object.keys(roles) as Role[]).find((role) => {
    const name = roles[role];
    return name !== undefined && (series.name === name || words === wordsOf(name));
  });
  const role = said ?? series.role ?? byMeaning(series, run);
  const better = series.better ?? betterOf(series.name, role);
  return { ...series, role, ...(better === undefined ? {} : { better }) };
}

/** A total is no loss, and a running mean none where the mean of the whole epoch is there too. */
function byMeaning(series: Series, run: Run): Role {
  const role = roleOf(series.name);
  if (series.meaning === 'running-total' || series.meaning === 'interval-sum') return 'other';
  if (
    series.meaning === 'running-mean' &&
    run.series.some(({ name }) => name === series.name.replace(/batch_/, 'epoch_') && name !== series.name)
  )
    return 'other';
  // What is better when it grows is no loss, whatever its name; what is better when it falls is one.
  if (role.endsWith('-loss') && series.better === 'higher') return 'metric';
  return series.better === 'lower' && (role === 'other' || role === 'metric') ? lossOf(series.name) : role;
}

/** The loss of the set that a name tells. */
const lossOf = (name: string): Role =>
  /\b(val|valid|validation|eval)/.test(wordsOf(name))
    ? 'validation-loss'
    : /\btest\d*\b/.test(wordsOf(name))
      ? 'test-loss'
      : 'train-loss';

const MEANINGS: Readonly<Record<NonNullable<Series['meaning']>, string>> = {
  'running-mean': 'is a running mean, not the value of each step',
  'running-total':
    'is a running total, which grows while the model learns: the loss of a step is the difference to the one before',
  'interval-sum':
    'is the sum since the row before, not a mean: the first row holds fewer batches than the others',
};

/** The finer axes first. */
const FINENESS: readonly Unit[] = ['step', 'iteration', 'round', 'episode', 'epoch', 'seconds', 'row'];

function finest(series: readonly Known[]): KnownRun['axis'] {
  const curves = series.filter(({ role }) => role !== 'time');
  const all = curves.length > 0 ? curves : series;
  const axis =
    FINENESS.flatMap((unit) => all.filter((one) => one.axis.unit === unit).slice(0, 1))[0]?.axis ?? ROW;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of all)
    if (one.axis.name === axis.name)
      for (const step of one.steps) {
        first = Math.min(first, step);
        last = Math.max(last, step);
      }
  return first > last ? { ...axis, first: 0, last: 0 } : { ...axis, first, last };
}

const few = (numbers: readonly number[]): string =>
  `${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ', …' : ''}`;

/** Which series have no steps of their own. */
function stillWarnings({ id, series }: Run): readonly string[] {
  const said = sayings();
  for (const { name, axis, steps } of series.filter((one) => isStill(one, series)))
    said.add(
      `every point stands at ${axis.name} ${steps[0]}: no step was given, so they are placed by their order`,
      name,
    );
  return said.lines().map((line) => `${id}: ${line}`);
}

/** What has to be said of the points of a run's series. */
function pointWarnings({ id, series }: KnownRun): readonly string[] {
  const said = sayings();
  for (const one of series) {
    const twice = one.role === 'time' || unitOf(one.name) !== undefined ? [] : duplicates(one);
    if (twice.length > 0)
      said.add(
        `${one.axis.name} ${few(twice)} stand${twice.length === 1 ? 's' : ''} more than once: the later value counts`,
        one.name,
      );
    if (one.meaning !== undefined) said.add(MEANINGS[one.meaning], one.name);
  }
  if (series.length > 0 && series.every(({ values }) => values.length === 1))
    said.add('a single point: no curve');
  return said.lines().map((line) => `${id}: ${line}`);
}

/** Axes of more than one kind in a run, which must not be laid on top of each other. */
function axisWarnings({ id, series }: KnownRun): readonly string[] {
  const axes = new Set(series.filter(({ role }) => role !== 'time').map(({ axis }) => axis.name));
  return axes.size > 1 ? [`${id}: series lie on different axes: ${[...axes].join(', ')}`] : [];
}

export interface Wishes {
  readonly restart?: Restart;
  readonly roles?: Roles;
}

/**
 * Understands what was read: which runs there are, which axis and role each series has, what happened, and what has to be
 * said of it.
 */
export function understand(reading: Reading, { restart, roles = {} }: Wishes = {}): Understood {
  const parts = reading.runs.map((run) => ({
    still: stillWarnings(run),
    ...restarted({ ...run, series: run.series.map((one) => ordered(one, run.series)) }, restart),
  }));
  const runs = parts.flatMap(({ runs: own, restarts }) =>
    own.map((run): KnownRun => {
      const series = run.series.map((one) => known(one, run, roles));
      const again = restarts
        .filter(([id]) => id === run.id)
        .map(([, at, says]): Event => ({ kind: 'restart', at, says }));
      return {
        id: run.id,
        producer: run.producer,
        axis: finest(series),
        series,
        events: [...again, ...eventsOf(series)],
      };
    }),
  );
  const apart = partings(runs);
  const told = runs.map((run) => ({
    ...run,
    events: [...run.events, ...(apart.get(run.id) ?? [])].sort((a, b) => a.at - b.at),
  }));
  const warnings = [
    ...reading.warnings,
    ...parts.flatMap(({ still, warnings: own, runs: of }) => [
      ...still,
      ...own.map((text) => `${of[0]?.id.replace(/ \(1\)$/, '')}: ${text}`),
    ]),
    ...told.flatMap((run) => [...pointWarnings(run), ...axisWarnings(run), ...scaleWarnings(run)]),
  ];
  return { runs: told, warnings: [...new Set(warnings)] };
}
