import { joined } from '../folder.ts';
import { numberIn } from '../numbers.ts';
import type { Source } from '../reader.ts';
import { type Axis, countedSeries, type Run } from '../series.ts';
import { isObject, type JsonObject } from './parse.ts';
import { type DocumentShape, isNumbers } from './producer.ts';

const ROUND: Axis = { name: 'round', unit: 'round' };
const EPOCH: Axis = { name: 'epoch', unit: 'epoch' };

type Sets = Readonly<Record<string, Readonly<Record<string, readonly (number | string | null)[]>>>>;

const isSet = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isNumbers);

/** {set: {metric: [one value a round]}}. */
const areSets = (value: unknown): value is Sets =>
  isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isSet);

const LIGHTGBM =
  /^(l1|l2|rmse|binary_\w+|multi_\w+|lambdarank|average_precision|quantile|huber|fair|poisson|cross_entropy\w*|kullback_leibler|gamma\w*|tweedie|auc_mu|mape)$/;
const BOOSTED =
  /^(\w*logloss|\w*error(@[\d.]+)?|auc|aucpr|rmse|rmsle|mae|mape|mphe|ndcg.*|map.*|pre.*|\w+-nloglik|\w*deviance)$/;
const OF_LIGHTGBM = /^(training|valid_\d+)$/;
const OF_XGBOOST = /^validation_\d+$/;

/** Which program such a document is of, and its first round. */
function programOf(sets: Sets): { readonly producer: string; readonly axis: Axis; readonly from: number } {
  const names = Object.keys(sets);
  const metrics = Object.values(sets).flatMap(Object.keys);
  if (!names.some((name) => OF_XGBOOST.test(name)))
    if (
      names.some((name) => OF_LIGHTGBM.test(name)) ||
      metrics.some((metric) => LIGHTGBM.test(metric) && !BOOSTED.test(metric))
    )
      return { producer: 'lightgbm-record-evaluation', axis: ROUND, from: 1 };
  return metrics.some((metric) => BOOSTED.test(metric)) || names.some((name) => OF_XGBOOST.test(name))
    ? { producer: 'xgboost-evals-result', axis: ROUND, from: 0 }
    : { producer: 'json', axis: EPOCH, from: 0 };
}

const numbers = (list: readonly unknown[]): readonly number[] =>
  list.map((item) => numberIn(item) ?? Number.NaN);

function runOf(sets: Sets, id: string): Run {
  const { producer, axis, from } = programOf(sets);
  const series = Object.entries(sets).flatMap(([set, metrics]) =>
    Object.entries(metrics)
      .filter(([metric]) => !/-(stdv|std)$/.test(metric))
      .map(([metric, list]) => countedSeries(`${set} ${metric}`, axis, numbers(list), from)),
  );
  return { id, producer, series };
}

/** evals_result of XGBoost and LightGBM, and lists of them, one for each call of train(). */
export const rounds: DocumentShape = {
  producer: 'xgboost-evals-result',
  read(value, source: Source) {
    if (areSets(value)) return { runs: [runOf(value, source.id)], warnings: [] };
    if (!Array.isArray(value) || value.length === 0 || !value.every(areSets)) return undefined;
    // Each call of train() is another writer, whose rounds begin again.
    const [first, ...later] = value.map((sets: JsonObject & Sets) => runOf(sets, source.id));
    return first === undefined
      ? undefined
      : { runs: [later.reduce((run, next) => joined(run, next), first)], warnings: [] };
  },
};
