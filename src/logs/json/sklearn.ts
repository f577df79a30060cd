import { numberIn } from '../numbers.ts';
import { type Axis, countedSeries, type Run, type Series } from '../series.ts';
import { isObject, type JsonObject } from './parse.ts';
import { type DocumentShape, isNumbers } from './producer.ts';

const ITERATION: Axis = { name: 'iteration', unit: 'iteration' };

const isModel = (value: unknown): value is JsonObject =>
  isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => key.endsWith('_'));

/** Scores of scikit-learn are better when higher, also those that are minus a loss; GradientBoosting's are deviances. */
function seriesFrom(name: string, model: JsonObject, attribute: string, list: readonly unknown[]): Series {
  const values = list.map((item) => numberIn(item) ?? Number.NaN);
  const isLoss = /loss/.test(attribute);
  const isDeviance =
    'oob_improvement_' in model || (attribute === 'train_score_' && !('validation_score_' in model));
  const isScore = /score/.test(attribute) && !isDeviance;
  const full = `${name} ${attribute}`;
  if (isLoss || isDeviance) {
    const role =
      attribute === 'oob_improvement_'
        ? 'other'
        : /valid|oob/.test(attribute)
          ? 'validation-loss'
          : 'train-loss';
    return countedSeries(full, ITERATION, values, 1, { role, better: 'lower' });
  }
  return countedSeries(full, ITERATION, values, isScore && values.length > 1 ? 0 : 1, {
    role: 'metric',
    better: 'higher',
  });
}

/** Fitted attributes of scikit-learn's models, whose names end in `_`, by model. */
export const sklearn: DocumentShape = {
  producer: 'sklearn-json',
  read(value, source) {
    if (!isObject(value)) return undefined;
    const models = isModel(value)
      ? [[source.id, value] as const]
      : Object.entries(value).filter((entry): entry is [string, JsonObject] => isModel(entry[1]));
    const runs = models.map(
      ([name, model]): Run => ({
        id: name,
        producer: this.producer,
        series: Object.entries(model).flatMap(([attribute, list]) =>
          isNumbers(list) ? [seriesFrom(name, model, attribute, list)] : [],
        ),
      }),
    );
    const drawn = runs.filter(({ series }) => series.length > 0);
    return drawn.length === 0 ? undefined : { runs: drawn, warnings: [] };
  },
};
