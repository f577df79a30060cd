import { numberIn } from '../numbers.ts';
import { place } from '../place.ts';
import type { Source } from '../reader.ts';
import { recordBuilder } from '../records.ts';
import { type Axis, countedSeries, type Reading, seriesOf } from '../series.ts';
import { addObject } from './objects.ts';
import { isObject } from './parse.ts';
import { type DocumentShape, isNumbers } from './producer.ts';

const ROW: Axis = { name: 'row', unit: 'row' };
const STEP: Axis = { name: 'step', unit: 'step' };

/** The longest list of objects anywhere in a value: most likely its log. */
function longestList(value: unknown, depth = 0): readonly unknown[] {
  if (depth > 4) return [];
  const inner = Array.isArray(value) ? [] : isObject(value) ? Object.values(value) : [];
  const lists = inner.map((item) => longestList(item, depth + 1));
  const own = Array.isArray(value) && value.filter(isObject).length > value.length / 2 ? value : [];
  return [own, ...lists].reduce((best, list) => (list.length > best.length ? list : best));
}

const NUMBERED = /^(?:([a-z]+)[_ -]?)?(\d+)$/i;

/** An object with an entry for each epoch or step, `{"epoch_1": {…}, …}`, as a list of such entries. */
function numbered(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [];
  const entries = Object.entries(value);
  if (entries.length < 2 || !entries.every(([key, entry]) => NUMBERED.test(key) && isObject(entry)))
    return [];
  return entries.map(([key, entry]) => {
    const [, name = 'step', number] = NUMBERED.exec(key) ?? [];
    return { [name.toLowerCase()]: Number(number), ...(isObject(entry) ? entry : {}) };
  });
}

function fromObjects(entries: readonly unknown[], source: Source): Reading | undefined {
  const rows = recordBuilder();
  for (const entry of entries) if (isObject(entry)) addObject(rows, entry);
  const placed = place(rows.done(), source.map);
  if (placed === undefined || placed.series.length === 0) return undefined;
  return {
    runs: [{ id: source.id, producer: 'json', series: placed.series }],
    warnings: placed.says.map((say) => `${source.name}: ${say}`),
  };
}

/** JSON of one's own: a list of objects with a step or an epoch, somewhere, or a list of numbers or of pairs. */
export const generic: DocumentShape = {
  producer: 'json',
  read(value, source) {
    if (isNumbers(value)) {
      const values = value.map((item) => numberIn(item) ?? Number.NaN);
      return {
        runs: [{ id: source.id, producer: 'json', series: [countedSeries('value', ROW, values, 0)] }],
        warnings: [],
      };
    }
    if (
      Array.isArray(value) &&
      value.length > 1 &&
      value.every((item) => isNumbers(item) && item.length === 2)
    ) {
      const points = value.map(([step, number]): [number, number] => [
        numberIn(step) ?? 0,
        numberIn(number) ?? Number.NaN,
      ]);
      return {
        runs: [{ id: source.id, producer: 'json', series: [seriesOf('value', STEP, points)] }],
        warnings: [],
      };
    }
    return fromObjects(longestList(value), source) ?? fromObjects(numbered(value), source);
  },
};
