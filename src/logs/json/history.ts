import { numberIn } from '../numbers.ts';
import { type Axis, countedSeries, type Series, seriesOf } from '../series.ts';
import { isObject, type JsonObject } from './parse.ts';
import { type DocumentShape, isNumbers } from './producer.ts';

const EPOCH: Axis = { name: 'epoch', unit: 'epoch' };
const ROUND: Axis = { name: 'round', unit: 'round' };
const ITERATION: Axis = { name: 'iteration', unit: 'iteration' };
const AXIS_KEYS = /^(epochs?|steps?|iterations?|global_step)$/i;

const numbers = (list: readonly unknown[]): readonly number[] =>
  list.map((item) => numberIn(item) ?? Number.NaN);

/** Whether the lists of an object are of one length, or nearly: validation may come seldomer. */
const lists = (value: JsonObject): readonly (readonly [string, readonly unknown[]])[] =>
  Object.entries(value).filter((entry): entry is [string, readonly (number | string | null)[]] =>
    isNumbers(entry[1]),
  );

function seriesFrom(value: JsonObject, given?: readonly number[]): readonly Series[] {
  const all = lists(value);
  const own = all.find(([name]) => AXIS_KEYS.test(name));
  const steps = given ?? (own === undefined ? undefined : numbers(own[1]));
  const isCv = all.some(([name]) => /-mean$/.test(name));
  const axis = isCv
    ? ROUND
    : all.every(([name]) => name.endsWith('_'))
      ? ITERATION
      : own === undefined || /^epoch/i.test(own[0])
        ? EPOCH
        : { name: own[0], unit: 'step' as const };
  return all
    .filter(([name]) => name !== own?.[0] && !/-(std|stdv)$/.test(name))
    .map(([name, list]) =>
      steps !== undefined && steps.length === list.length
        ? seriesOf(
            name,
            axis,
            numbers(list).map((number, i) => [steps[i] ?? i, number]),
          )
        : countedSeries(name, axis, numbers(list), isCv && / /.test(name) ? 1 : 0),
    );
}

/** What Keras and TensorFlow.js call a history: a list of values for each name, an entry an epoch. A null was not finite. */
export const history: DocumentShape = {
  producer: 'tfjs-history',
  read(value, source) {
    if (!isObject(value)) return undefined;
    const inner = isObject(value.history) ? value.history : undefined;
    const held = inner ?? value;
    if (lists(held).length === 0) return undefined;
    const series = seriesFrom(
      held,
      inner !== undefined && isNumbers(value.epoch) ? numbers(value.epoch) : undefined,
    );
    if (series.length === 0) return undefined;
    const producer = inner !== undefined && 'params' in value ? this.producer : nameOf(series);
    return { runs: [{ id: source.id, producer, series }], warnings: [] };
  },
};

const nameOf = (series: readonly Series[]): string => {
  if (series.every(({ name }) => name.endsWith('_'))) return 'sklearn-json';
  return series.some(({ name }) => /^(val_)?(loss|acc)$/.test(name)) ? 'tfjs-history' : 'json';
};
