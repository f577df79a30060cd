import { numberIn } from '../numbers.ts';
import { type Axis, seriesOf } from '../series.ts';
import { isObject, type JsonObject } from './parse.ts';
import type { DocumentShape } from './producer.ts';

const AXIS: Axis = { name: 'step', unit: 'step' };

const isMetric = (value: unknown): value is JsonObject & { steps: unknown[]; values: unknown[] } =>
  isObject(value) && Array.isArray(value.steps) && Array.isArray(value.values);

/** Sacred's metrics.json: lists of steps and values for each name. */
export const sacred: DocumentShape = {
  producer: 'sacred-metrics',
  read(value, source) {
    if (!isObject(value)) return undefined;
    const metrics = Object.entries(value);
    if (metrics.length === 0 || !metrics.every(([, metric]) => isMetric(metric))) return undefined;
    const series = metrics.flatMap(([name, metric]) => {
      if (!isMetric(metric)) return [];
      const points = metric.values.flatMap((item, i): readonly (readonly [number, number])[] => {
        const number = numberIn(item);
        return number === undefined ? [] : [[numberIn(metric.steps[i]) ?? i, number]];
      });
      return points.length === 0 ? [] : [seriesOf(name, AXIS, points)];
    });
    return { runs: [{ id: source.id, producer: this.producer, series }], warnings: [] };
  },
};
