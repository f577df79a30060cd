import { numberIn } from '../numbers.ts';
import { nothing } from '../reader.ts';
import { type Axis, seriesOf } from '../series.ts';
import { isObject } from './parse.ts';
import type { LineShape } from './producer.ts';

const AXIS: Axis = { name: 'iter', unit: 'iteration' };
/** The iteration of what belongs to none. */
const NONE = -2147483648;

const isEvent = (value: unknown): boolean =>
  isObject(value) && 'iter' in value && 'metric' in value && 'variant' in value;

/** ClearML's metrics.jsonl, of an offline task: a line is a list of events. */
export const clearml: LineShape = {
  producer: 'clearml-offline',
  knows: (line) => Array.isArray(line) && line.some(isEvent),
  begin(source) {
    const byName = new Map<string, [number, number][]>();
    return {
      take(line) {
        for (const event of Array.isArray(line) ? line : [line]) {
          if (!isObject(event) || !isEvent(event)) continue;
          const [step, value] = [numberIn(event.iter), numberIn(event.value)];
          if (step === undefined || value === undefined || step === NONE) continue;
          const name = `${String(event.metric)}/${String(event.variant)}`;
          const points = byName.get(name) ?? [];
          byName.set(name, points);
          points.push([step, value]);
        }
      },
      end() {
        if (byName.size === 0) return nothing(source, 'clearml-offline', 'no points: no scalar was reported');
        const series = [...byName].map(([name, points]) => seriesOf(name, AXIS, points));
        const zeros = series.filter(
          ({ values }) => values.includes(0) && values.some((value) => value !== 0),
        );
        return {
          runs: [{ id: source.id, producer: 'clearml-offline', series }],
          warnings: zeros.map(
            ({ name, values }) =>
              `${source.name}: ${name} is exactly 0 at ${values.filter((value) => value === 0).length} points; ClearML writes 0 for NaN and infinity, so these may be either`,
          ),
        };
      },
    };
  },
};
