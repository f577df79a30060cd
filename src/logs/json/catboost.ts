import { numberIn } from '../numbers.ts';
import { type Axis, type Series, seriesOf } from '../series.ts';
import { isObject } from './parse.ts';
import type { DocumentShape } from './producer.ts';

const AXIS: Axis = { name: 'iteration', unit: 'iteration' };

interface Metric {
  readonly name: string;
  readonly better: 'lower' | 'higher' | undefined;
}

const metricsOf = (value: unknown): readonly Metric[] =>
  (Array.isArray(value) ? value : []).filter(isObject).map(({ name, best_value }) => ({
    name: String(name),
    better: best_value === 'Max' ? 'higher' : best_value === 'Min' ? 'lower' : undefined,
  }));

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** catboost_training.json: sets and metrics are named in `meta`, values stand in the order of its lists. */
export const catboost: DocumentShape = {
  producer: 'catboost_info',
  read(value, source) {
    if (!isObject(value) || !isObject(value.meta) || !Array.isArray(value.iterations)) return undefined;
    const { meta } = value;
    const entries = value.iterations.filter(isObject);
    const sets = [
      ...strings(meta.learn_sets).map((set) => [set, metricsOf(meta.learn_metrics)] as const),
      ...strings(meta.test_sets).map((set) => [set, metricsOf(meta.test_metrics)] as const),
    ];
    const series = sets.flatMap(([set, metrics]) =>
      metrics.map(({ name, better }, i): Series => {
        const points = entries.flatMap((entry, index): readonly (readonly [number, number])[] => {
          const list = entry[set];
          const number = Array.isArray(list) ? numberIn(list[i]) : undefined;
          return number === undefined ? [] : [[numberIn(entry.iteration) ?? index, number]];
        });
        return seriesOf(`${set} ${name}`, AXIS, points, better === undefined ? {} : { better });
      }),
    );
    const kept = series.filter(({ values }) => values.length > 0);
    return { runs: [{ id: source.id, producer: this.producer, series: kept }], warnings: [] };
  },
};
