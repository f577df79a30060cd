import { unitOf } from '../axes.ts';
import { addObject } from '../json/objects.ts';
import { isObject, parseJson } from '../json/parse.ts';
import { NUMBER, numberOf } from '../numbers.ts';
import { type Column, type RecordBuilder, type Records, recordBuilder } from '../records.ts';
import { roleOf } from '../roles.ts';
import { type Cells, pairsOf, type TextFormat } from './format.ts';
import { withoutHead } from './head.ts';

const AXIS =
  /(?<![\w/])(?:(?:global|train(?:ing)?|learning|val(?:id(?:ation)?)?|test)[ _])?(epochs?|steps?|iter(?:ation)?s?|round|episode|updates?|batch|ep|generation|gen)\b\s*(?:[:=#]\s*|\s)?[[(]?\s*(\d+(?:\.\d+)?)(?![\d.]*\s*(?:ms|s|it)\b)(?:\s*(?:\/|of)\s*(\d+))?\s*[\])]?(?:\s*\[\s*(\d+)\s*\/\s*(\d+)[^\]]*\])?/gi;
/** timm's `Train: 0 [  50/100 ( 50%)]`. */
const EPOCH_AND_BATCH = /^\s*Train(?:ing)?:\s*(\d+)\s*\[\s*(\d+)\s*\/\s*\d+[^\]]*\]/i;
const SET = /^\s*\W{0,3}(train(?:ing)?|val(?:id(?:ation)?)?|test|eval(?:uation)?|dev)\b/i;
const NAME_VALUE = new RegExp(
  String.raw`(?:^|(?<=[\s,;|]))([A-Za-z_][\w./@-]*(?: [A-Za-z_][\w./@-]*){0,2})\s+(${NUMBER})(?:\s*\(([^()]*)\))?(?=$|[\s,;|])`,
  'gi',
);
const SENTENCE =
  /\b(improved|saving|saved|loading|loaded|best|early stopping|did not improve|total params|took)\b/i;

type Place = readonly (readonly [name: string, value: number])[];

const singular = (name: string): string =>
  name
    .toLowerCase()
    .replace(/s$/, '')
    .replace(/^iter$/, 'iteration')
    .replace(/^ep$/, 'epoch')
    .replace(/^gen$/, 'generation');

/** Where a line is: `Epoch: [0][10/5005]`, `step 250`, `Train Epoch: 1 [640/60000 (1%)]`. */
function placeOf(text: string): { readonly place: Place; readonly rest: string } {
  const place: [string, number][] = [];
  const [head, epoch, batch] = EPOCH_AND_BATCH.exec(text) ?? [];
  if (head !== undefined)
    return {
      place: [
        ['epoch', Number(epoch)],
        ['batch', Number(batch)],
      ],
      rest: text.slice(head.length),
    };
  const rest = text.replace(AXIS, (whole, name: string, value: string, _total, inner?: string) => {
    const key = singular(name);
    if (place.some(([known]) => known === key)) return whole;
    place.push([key, Number(value)]);
    if (inner !== undefined) place.push(['batch', Number(inner)]);
    return ' | ';
  });
  return { place, rest };
}

/** The named numbers of a line: pairs with `:` or `=`, else a name with a number after it. */
function cellsOf(rest: string): Cells {
  const cells: [string, number][] = [];
  // Numbers that are set flush right stand apart from their names.
  const even = rest.replace(/([\w@):=])[ ]{2,}(?=[-+.\d])/g, '$1 ');
  for (const part of even.split(/\t|\s{2,}|[|;]|,(?=\s|[A-Za-z])|\s-\s/)) {
    const pairs = pairsOf(part);
    if (pairs.length > 0) {
      cells.push(...pairs.map(([name, value]): [string, number] => [name, value]));
      continue;
    }
    for (const [, name = '', digits = ''] of part.trim().matchAll(NAME_VALUE)) {
      const value = numberOf(digits);
      if (value !== undefined) cells.push([name.trim(), value]);
    }
  }
  return cells;
}

/** Names of a line that begins with a set, each with it: `train Loss: 0.6 Acc: 0.7`. */
function withSet(rest: string, cells: Cells): Cells {
  const set = SET.exec(rest)?.[1]?.toLowerCase();
  if (set === undefined) return cells;
  return cells.map(([name, value]) => [SET.test(name) ? name : `${set} ${name}`, value]);
}

const isCurve = ([name]: Cells[number]): boolean => !['time', 'other'].includes(roleOf(name));

/** Lines of many words and few numbers tell something. */
const isProse = (message: string, cells: Cells): boolean =>
  (message.match(/\p{L}{2,}/gu) ?? []).length > 3 * cells.length + 8;

/** Columns for axes that never stand in one row are one axis under two names: nanoGPT's `iter` and `step`. */
function unified({ columns, ...records }: Records): Records {
  const axes = columns.filter(({ name }) => /^(step|iteration|update)$/.test(name));
  const [main, ...others] = axes;
  if (main === undefined || others.length === 0) return { columns, ...records };
  const rows = new Map([...main.rows].map((row, i) => [row, main.values[i] ?? 0]));
  for (const other of others) {
    if (other.rows.some((row) => rows.has(row))) return { columns, ...records };
    other.rows.forEach((row, i) => {
      rows.set(row, other.values[i] ?? 0);
    });
  }
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const joined: Column = {
    ...main,
    rows: Float64Array.from(sorted, ([row]) => row),
    values: Float64Array.from(sorted, ([, value]) => value),
  };
  return {
    ...records,
    columns: columns.flatMap((column) =>
      column === main ? [joined] : others.includes(column) ? [] : [column],
    ),
  };
}

function addRow(rows: RecordBuilder, place: Place, cells: Cells): void {
  rows.row();
  for (const [name, value] of place) rows.number(name, value);
  for (const [name, value] of cells)
    if (unitOf(name) === undefined || !place.some(([key]) => key === name)) rows.number(name, value);
}

/** Lines of one's own that name a step or an epoch and numbers: `Epoch 61, Loss: 2.6773`, `step 250: val loss 2.07`. */
export const generic: TextFormat = {
  producer: 'text',
  begin() {
    const rows = recordBuilder();
    let current: Place = [];
    let [last, lastLine] = ['', ''];
    return {
      take({ text }) {
        const message = withoutHead(text);
        // Two handlers print each line twice.
        if (message === lastLine && /\d/.test(message)) return;
        lastLine = message;
        const json = /\{.*\}\s*$/.exec(message)?.[0];
        const object =
          json === undefined ? undefined : parseJson(json.includes('"') ? json : json.replaceAll("'", '"'));
        if (isObject(object)) {
          const { place } = placeOf(message.slice(0, message.length - (json?.length ?? 0)));
          const before = rows.count;
          addObject(rows, object);
          if (rows.count > before) for (const [name, value] of place) rows.number(name, value);
          return;
        }
        const { place, rest } = placeOf(message);
        const cells = withSet(message, cellsOf(rest));
        if (place.length > 0) {
          const inner = place.filter(([name]) => name !== 'epoch');
          const epoch =
            place.find(([name]) => name === 'epoch') ??
            (inner.length > 0 ? current.find(([name]) => name === 'epoch') : undefined);
          current = [...(epoch === undefined ? [] : [epoch]), ...inner];
          last = '';
        }
        if (!cells.some(isCurve) || current.length === 0 || SENTENCE.test(message) || isProse(message, cells))
          return;
        // Lines without a place of their own belong to the one before, once each.
        if (place.length === 0) {
          const shape = cells.map(([name]) => name).join();
          if (shape === last) return;
          last = shape;
        }
        addRow(rows, current, cells);
      },
      end: () => ({ tables: [{ records: unified(rows.done()) }] }),
    };
  },
};
