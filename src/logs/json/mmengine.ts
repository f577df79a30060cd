import { numberIn } from '../numbers.ts';
import { place } from '../place.ts';
import { nothing } from '../reader.ts';
import { recordBuilder } from '../records.ts';
import { type Axis, seriesOf } from '../series.ts';
import { addObject } from './objects.ts';
import { isObject } from './parse.ts';
import type { LineShape } from './producer.ts';

const EPOCH: Axis = { name: 'epoch', unit: 'epoch' };

/** A training line says `iter`; a validation line neither `iter` nor `epoch`: its step is an epoch. */
const isTraining = (line: unknown): boolean => isObject(line) && 'iter' in line && 'step' in line;
const isValidation = (line: unknown): boolean =>
  isObject(line) && 'step' in line && !('iter' in line) && !('epoch' in line) && 'data_time' in line;

/** MMEngine's scalars.json. */
export const mmengine: LineShape = {
  producer: 'mmengine-scalars',
  knows: (line) =>
    (isTraining(line) && isObject(line) && ('data_time' in line || line.iter === line.step)) ||
    isValidation(line),
  begin(source) {
    const rows = recordBuilder();
    const validation = new Map<string, { step: number; iteration: number; value: number }[]>();
    let iteration = 0;
    return {
      take(line) {
        if (!isObject(line)) return;
        if (!isValidation(line)) {
          iteration = numberIn(line.step) ?? iteration;
          addObject(rows, line);
          return;
        }
        for (const [name, cell] of Object.entries(line)) {
          const value = numberIn(cell);
          if (value === undefined || name === 'step') continue;
          const points = validation.get(name) ?? [];
          validation.set(name, points);
          points.push({ step: numberIn(line.step) ?? 0, iteration, value });
        }
      },
      end() {
        const placed = place(rows.done(), { ...source.map, usual: 'step' });
        const names = new Set(placed?.series.map(({ name }) => name));
        // In loops by iteration, the step of every validation is 0.
        const steps = [...validation.values()].flatMap((points) => points.map(({ step }) => step));
        const counts = steps.some((step) => step > 0);
        const aside = [...validation].map(([name, points]) =>
          seriesOf(
            names.has(name) ? `val/${name}` : name,
            counts ? EPOCH : (placed?.axis ?? EPOCH),
            points.map(({ step, iteration: at, value }) => [counts ? step : at, value]),
          ),
        );
        const series = [...(placed?.series ?? []), ...aside];
        if (series.length === 0) return nothing(source, 'mmengine-scalars', 'no points');
        const says =
          aside.length === 0
            ? []
            : counts
              ? [
                  'validation is placed on epochs, training on iterations: the file has both under the name step',
                ]
              : ['the file gives no step for validations: each is placed at the training line before it'];
        return {
          runs: [{ id: source.id, producer: 'mmengine-scalars', series }],
          warnings: [...(placed?.says ?? []), ...says].map((say) => `${source.name}: ${say}`),
        };
      },
    };
  },
};
