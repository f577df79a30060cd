import type { Role, Series } from '../series.ts';
import { settle } from '../settle.ts';
import { best, validationRise } from './best.ts';
import { divergence, hiddenDivergence } from './divergence.ts';
import { brief, type Event } from './event.ts';
import { plateau } from './plateau.ts';
import { rateDrops, warmUp } from './rate.ts';
import { spikes } from './spike.ts';

export type { Event } from './event.ts';

type Known = Series & { readonly role: Role };

/** Losses that are parts of another are told less of than the one that they add up to. */
const MAIN =
  /^(train[/_ ]?|training[/_ ]?|val[/_ ]?|valid[/_ ]?|validation[/_ ]?|eval[/_ ]?|epoch_|lm )?(total_?)?loss(_epoch)?$|log_?loss$|avg loss$/i;

/** The series of a role that is told of: the one with the plainest name, else the first with the most points. */
function mainOf(series: readonly Known[], role: Role): Known | undefined {
  const all = series.filter((one) => one.role === role);
  return (
    all.find(({ name }) => MAIN.test(name.split('/').at(-1) ?? name) || MAIN.test(name)) ??
    [...all].sort((a, b) => b.values.length - a.values.length)[0]
  );
}

const firstOf = (events: readonly Event[]): readonly Event[] => {
  const seen = new Set<string>();
  return events.filter(({ kind, at, says }) => {
    const key = `${kind} ${at} ${says}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

const REWARD = /rew(ard)?s?(_|\b)|return/i;

/** What happened in a run, by the rules of each detector, in the order of its steps. */
export function eventsOf(series: readonly Known[]): readonly Event[] {
  const settled = series.map((one): Known => ({ ...one, ...settle(one), role: one.role }));
  const losses = settled.filter(({ role }) => role.endsWith('-loss'));
  const training = mainOf(settled, 'train-loss');
  const validation = mainOf(settled, 'validation-loss') ?? mainOf(settled, 'test-loss');
  const metric = settled.find(({ role, better }) => role === 'metric' && better !== undefined);
  const gradients = settled.filter(({ role }) => role === 'gradient-norm');
  const rates = settled.filter(({ role }) => role === 'rate').slice(0, 1);
  // Where rewards are logged, losses measure no success.
  const reward = settled.find(({ role, name }) => role === 'metric' && REWARD.test(name));
  const judged = reward ?? validation ?? metric ?? training;
  const hidden = losses
    .filter(({ role }) => role === 'train-loss')
    .flatMap((loss) => gradients.flatMap((gradient) => hiddenDivergence(loss, gradient)));
  const diverged = hidden.length > 0;
  const events = [
    ...losses.flatMap((loss) => divergence(loss)),
    ...hidden,
    ...(judged === undefined || (diverged && judged === training)
      ? []
      : best(judged, judged.better ?? 'lower')),
    ...(validation === undefined
      ? []
      : validationRise(validation, training?.axis.name === validation.axis.name ? training : undefined)),
    ...(training === undefined || diverged ? [] : [...spikes(training), ...plateau(training)]),
    ...rates.flatMap((rate) => [...warmUp(rate), ...rateDrops(rate, training)]),
  ];
  return firstOf(events).toSorted((a, b) => a.at - b.at);
}

interface Told {
  readonly id: string;
  readonly series: readonly Known[];
}

/** Runs that are equal for so many points at least are said to part. */
const EQUAL_POINTS = 2;

/**
 * Where two runs that began alike part.
 *
 * Rule: their training losses have the same first points, two at least, to the last digit, and differ at a later one.
 */
export function partings(runs: readonly Told[]): ReadonlyMap<string, readonly Event[]> {
  const mains = runs.flatMap((run) => {
    const loss = mainOf(run.series, 'train-loss');
    return loss === undefined ? [] : [{ id: run.id, loss: settle(loss) }];
  });
  return new Map(
    mains.flatMap(({ id, loss }, i): readonly (readonly [string, readonly Event[]])[] => {
      const others = mains.flatMap((other, j) =>
        i === j ? [] : [{ id: other.id, at: partingAt(loss, other.loss) }],
      );
      // Of several the one that it had most in common with.
      const nearest = others.reduce((best, one) => (one.at > best.at ? one : best), { id: '', at: -1 });
      if (nearest.at < EQUAL_POINTS) return [];
      const step = loss.steps[nearest.at] ?? 0;
      const says = `equal to ${nearest.id} up to ${loss.axis.name} ${brief(loss.steps[nearest.at - 1] ?? 0)}, and parts from it at ${brief(step)}`;
      return [
        [id, [{ kind: 'parting', at: step, series: loss.name, other: nearest.id, points: nearest.at, says }]],
      ];
    }),
  );
}

/** The first index at which two series differ; −1 if one is the beginning of the other. */
function partingAt(a: Series, b: Series): number {
  const length = Math.min(a.values.length, b.values.length);
  return a.values
    .subarray(0, length)
    .findIndex((value, j) => !Object.is(value, b.values[j]) || a.steps[j] !== b.steps[j]);
}
