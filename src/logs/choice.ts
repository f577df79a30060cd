import { betterOf, wordsOf } from './roles.ts';
import type { Run as LogRun, Role, Series } from './series.ts';

/** The series of a run that are drawn, all over one axis. */
export interface Choice {
  /** The training loss, or what is drawn in its place. */
  readonly train: Series | undefined;
  readonly validation: Series | undefined;
  /** Which direction is better; `none` where nothing says so. */
  readonly better: Better;
  readonly rate: Series | undefined;
  readonly gradient: Series | undefined;
  /** Small charts: the rate, and up to two more. */
  readonly small: readonly Series[];
}

/** Which series are the losses, said by somebody. */
export interface Roles {
  readonly train?: string | undefined;
  readonly val?: string | undefined;
}

export type Better = 'lower' | 'higher' | 'none';

/** At most so many small charts beside the rate. */
const SMALL = 2;

const roleOf = ({ role = 'other' }: Series): Role => role;
const axisKey = ({ axis }: Series): string => `${axis.unit} ${axis.name}`;
const finite = ({ values }: Series): number => {
  let count = 0;
  for (const value of values) if (Number.isFinite(value)) count++;
  return count;
};
const changes = ({ values }: Series): boolean =>
  values.some((value) => Number.isFinite(value) && value !== values[0]);

/** A name without the words that tell training from validation: `val/box_loss` and `train/box_loss` have one. */
const baseOf = (name: string): string =>
  wordsOf(name)
    .replace(
      /\b(train(ing)?|learn|val(id(ation)?)?|eval(uation)?|test|dev|hold ?out|running|avg|average|mean|epoch|step)\d*( \d+)?\b/g,
      '',
    )
    .replace(/\b(loss|losses)\b/g, 'loss')
    .replace(/\s+/g, ' ')
    .trim();

/** The loss as such comes before its parts, a loss of its own before a running mean, and the longer one first. */
const rank = (series: Series): number =>
  (baseOf(series.name) === 'loss' || baseOf(series.name) === '' ? 4 : 0) +
  (series.meaning === undefined ? 8 : 0) +
  (finite(series) > 1 ? 2 : 0) +
  finite(series) / (1 + finite(series));

/** Which direction is better, as the log or the name says. */
const direction = (series: Series): Better =>
  series.better ??
  betterOf(series.name, roleOf(series)) ??
  (roleOf(series).endsWith('-loss') ? 'lower' : 'none');

/**
 * Totals as what each step adds: of a running total the difference to the point before, or the value itself where the total
 * begins anew; of a sum since the row before its share of a step.
 */
function ofEachStep(series: Series): Series {
  const { meaning, steps, values, name } = series;
  if (meaning !== 'running-total' && meaning !== 'interval-sum') return series;
  const each = values.map((value, i) => {
    const before = values[i - 1] ?? 0;
    if (meaning === 'running-total') return value < before ? value : value - before;
    const passed = (steps[i] ?? 0) - (steps[i - 1] ?? 0);
    return i === 0 || passed <= 0 ? value : value / passed;
  });
  const { meaning: _, ...rest } = series;
  return {
    ...rest,
    name: `${name}, ${meaning === 'running-total' ? 'difference' : 'per step'}`,
    values: each,
    role: 'train-loss',
  };
}

const best = (all: readonly Series[]): Series | undefined =>
  all.map((one) => [rank(one), one] as const).toSorted(([a], [b]) => b - a)[0]?.[1];

const named = (all: readonly Series[], name: string | undefined): Series | undefined =>
  name === undefined
    ? undefined
    : (all.find((one) => one.name === name) ?? all.find((one) => wordsOf(one.name) === wordsOf(name)));

/** Whether there is a number in a series. */
const isThere = (series: Series): boolean => finite(series) > 0;

/** A training and a validation loss that belong together: over one axis, of one kind; the best pair there is. */
function pairOf(
  train: readonly Series[],
  validation: readonly Series[],
): readonly [Series, Series] | undefined {
  const pairs = train.flatMap((one) =>
    validation.filter((other) => axisKey(one) === axisKey(other)).map((other) => [one, other] as const),
  );
  const value = ([one, other]: readonly [Series, Series]): number =>
    rank(one) +
    rank(other) +
    (baseOf(one.name) === baseOf(other.name) ? 16 : 0) +
    // Of parts that are logged side by side one that never changes has nothing to tell.
    (changes(other) ? 1 : 0);
  const found = pairs.toSorted((a, b) => value(b) - value(a))[0];
  return found !== undefined && baseOf(found[0].name) === baseOf(found[1].name) ? found : undefined;
}

/** What of a run is drawn: the losses, else a score, else whatever changes. `null` if there is nothing. */
export function choiceOf({ series: read }: LogRun, map: Roles): Choice | null {
  const all = read.map(ofEachStep);
  const of = (...roles: readonly Role[]): readonly Series[] =>
    all.filter((series) => roles.includes(roleOf(series)) && isThere(series));
  const held = of('validation-loss').length > 0 ? of('validation-loss') : of('test-loss');
  const pair = pairOf(of('train-loss'), held);
  const scores = of('metric').filter(changes);
  // Of an agent that learns, the loss says little: what it earns does.
  const earned = best(scores.filter(({ name }) => /\b(rew|reward|return)s?\b/.test(wordsOf(name))));
  const others = of('gradient-norm', 'other').filter(changes);
  const train =
    named(all, map.train) ??
    earned ??
    pair?.[0] ??
    best(of('train-loss')) ??
    (held.length > 0 ? undefined : best(scores));
  // A score is no line beside a loss.
  const asked = named(all, map.val);
  const alike = asked !== undefined && (train === undefined || direction(asked) === direction(train));
  const validation =
    (alike ? asked : undefined) ??
    (train === pair?.[0] ? pair?.[1] : undefined) ??
    (train === undefined ? best(held) : undefined);
  const main = train ?? validation ?? best(others) ?? best(all.filter((one) => finite(one) > 0));
  if (main === undefined) return null;
  // Of two networks against each other a falling loss is no success, nor a rising one a fault.
  const against = roleOf(main).endsWith('-loss') ? contestOf(all) : null;
  const rival =
    validation === undefined && against?.includes(main)
      ? against.find((one) => one !== main && axisKey(one) === axisKey(main))
      : undefined;
  const beside = all.filter(
    (one) =>
      axisKey(one) === axisKey(main) &&
      one !== train &&
      one !== validation &&
      one !== main &&
      one !== rival &&
      finite(one) > 1,
  );
  const told = <One extends Series | undefined>(one: One) =>
    one !== undefined && against !== null ? { ...one, role: 'other' as const } : one;
  const rate = beside.find((one) => roleOf(one) === 'rate' && changes(one));
  const gradient =
    beside.find((one) => roleOf(one) === 'gradient-norm') ??
    all.find((one) => roleOf(one) === 'gradient-norm');
  const more = [
    ...(asked === undefined || alike || axisKey(asked) !== axisKey(main) ? [] : [asked]),
    ...beside
      .filter((one) => roleOf(one) === 'metric')
      .toSorted((a, b) => Number(isHeld(b)) - Number(isHeld(a))),
    ...beside.filter((one) => roleOf(one) === 'gradient-norm'),
    ...beside.filter((one) => roleOf(one).endsWith('-loss')),
  ].filter(changes);
  return {
    train: told(train ?? (validation === undefined ? main : undefined)),
    validation: told(validation ?? rival),
    better: against === null ? direction(main) : 'none',
    rate,
    gradient,
    small: [...(rate === undefined ? [] : [rate]), ...more.slice(0, SMALL)],
  };
}

/** The loss of a generator and that of a discriminator; `null` if there are not both. */
function contestOf(all: readonly Series[]): readonly Series[] | null {
  const losses = all.filter((one) => roleOf(one).endsWith('-loss') && finite(one) > 0);
  const found = [/^(g|gen|generator)\b/, /^(d|dis|disc|discriminator|critic)\b/].flatMap((who) => {
    const plain = (name: string): string =>
      wordsOf(name).replace(/^(train(ing)?|val(id(ation)?)?|loss(es)?) /, '');
    return losses.find(({ name }) => who.test(plain(name))) ?? [];
  });
  return found.length === 2 ? found : null;
}

const isHeld = ({ name }: Series): boolean => /\b(val|valid|validation|eval|test|dev)/.test(wordsOf(name));
