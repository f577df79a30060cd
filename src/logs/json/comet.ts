import { numberIn } from '../numbers.ts';
import { nothing, type Source } from '../reader.ts';
import { type Axis, type Reading, seriesOf } from '../series.ts';
import { isObject, parseJson } from './parse.ts';
import type { LineShape } from './producer.ts';

const STEP: Axis = { name: 'step', unit: 'step' };

const isMessage = (line: unknown): boolean =>
  isObject(line) && isObject(line.payload) && typeof line.type === 'string';

/** Comet's messages of an offline experiment; metrics are those of type `metric_msg`. */
export const cometLines: LineShape = {
  producer: 'comet-offline',
  knows: isMessage,
  begin(source) {
    const byName = new Map<string, [number, number][]>();
    return {
      take(line) {
        if (!isObject(line) || line.type !== 'metric_msg' || !isObject(line.payload)) return;
        const { metric } = line.payload;
        if (!isObject(metric)) return;
        const value = numberIn(metric.metricValue);
        if (value === undefined) return;
        const points = byName.get(String(metric.metricName)) ?? [];
        byName.set(String(metric.metricName), points);
        points.push([numberIn(metric.step) ?? points.length, value]);
      },
      end() {
        if (byName.size === 0) return nothing(source, 'comet-offline', 'no points: no metric was written');
        const series = [...byName].map(([name, points]) => seriesOf(name, STEP, points));
        return { runs: [{ id: source.id, producer: 'comet-offline', series }], warnings: [] };
      },
    };
  },
};

/** Whether a text is Comet's messages. */
export const isComet = (text: string): boolean => isMessage(parseJson(text.split('\n')[0] ?? ''));

/** Reads Comet's messages, as an archive holds them. */
export function comet(text: string, source: Source): Reading {
  const intake = cometLines.begin(source);
  for (const line of text.split('\n')) intake.take(parseJson(line));
  return intake.end();
}
