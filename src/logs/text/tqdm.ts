import { type RecordBuilder, recordBuilder } from '../records.ts';
import { type Drawing, drawingOf } from './bar.ts';
import type { Cells, TextFormat } from './format.ts';

interface Bar {
  readonly first: Map<number, Cells>;
  readonly last: Map<number, Cells>;
  readonly written: Set<string>;
  total: number;
  /** A loop that sets the values before it counts on draws new ones at count 0. */
  newAtZero: boolean;
}

const emptyBar = (): Bar => ({
  first: new Map(),
  last: new Map(),
  written: new Set(),
  total: 0,
  newAtZero: false,
});

interface Family {
  readonly label: string;
  readonly bars: Bar[];
  readonly rows: RecordBuilder;
  at: number;
  offset: number;
  lastWritten: string;
}

/** A description without its numbers: the bars of one loop have it in common. */
const templateOf = ({ description, values }: Drawing): string => {
  const without = values.reduce(
    (text, [name]) =>
      text.replace(new RegExp(String.raw`${name.replace(/[^\w]/g, '\\$&')}\s*[:=]\s*[\w.+-]+`), ''),
    description,
  );
  return without
    .replace(/\d+/g, '#')
    .replace(/[\s:,|[\]/-]+/g, ' ')
    .trim();
};

const SAYS_NOTHING = /^(#|epochs?|steps?|iter\w*|batch|train(ing)?|of| )*$/i;

/** The values of each step of a bar, by the way its loop sets them. */
function stepsOf(bar: Bar): readonly (readonly [count: number, values: Cells])[] {
  // Set once and never again.
  if (bar.written.size === 1 && bar.last.size > 2) return [...bar.last].slice(0, 1);
  if (!bar.newAtZero) return [...bar.last].filter(([count]) => count > 0);
  const steps = new Map([...bar.first].filter(([count]) => count > 0));
  // The second drawing of a count is of the step after it, which may not be drawn itself.
  for (const [count, values] of bar.last)
    if (!steps.has(count + 1) && count + 1 <= bar.total) steps.set(count + 1, values);
  return [...steps].sort(([a], [b]) => a - b);
}

function close(family: Family): void {
  const bar = family.bars.at(-1);
  if (bar === undefined) return;
  for (const [count, values] of stepsOf(bar)) {
    family.rows.row();
    family.rows.number('step', family.offset + count);
    for (const [name, value] of values) family.rows.number(name, value);
  }
  family.offset += Math.max(bar.total, ...bar.last.keys(), 0);
  family.bars.length = 0;
}

/** tqdm's bars with values after them or in their description. */
export const tqdm: TextFormat = {
  producer: 'tqdm-text',
  begin() {
    const families = new Map<string, Family>();
    const order: Family[] = [];
    const take = (drawing: Drawing) => {
      const label = templateOf(drawing);
      // A loop that does not know its length is another one.
      const template = drawing.total === undefined ? `${label} …` : label;
      const family = families.get(template) ?? {
        label,
        bars: [],
        rows: recordBuilder(),
        at: 0,
        offset: 0,
        lastWritten: '',
      };
      families.set(template, family);
      if (order.at(-1) !== family) order.push(family);
      if (family.bars.length === 0 || drawing.count < family.at) {
        close(family);
        family.bars.push(emptyBar());
      }
      const bar = family.bars.at(-1) ?? emptyBar();
      family.at = drawing.count;
      bar.total = drawing.total ?? 0;
      if (drawing.values.length === 0) return;
      if (drawing.firstCounts || (drawing.count === 0 && drawing.written !== family.lastWritten))
        bar.newAtZero = true;
      if (!bar.first.has(drawing.count)) bar.first.set(drawing.count, drawing.values);
      bar.last.set(drawing.count, drawing.values);
      bar.written.add(drawing.written);
      family.lastWritten = drawing.written;
    };
    return {
      take({ text }) {
        const drawing = drawingOf(text);
        if (drawing !== undefined) take(drawing);
      },
      end() {
        for (const family of families.values()) close(family);
        const drawn = [...families.values()].filter(({ rows }) => rows.count > 0);
        // Bars that take turns are of one run; bars that follow each other are runs of their own.
        const turns =
          drawn.length > 1 && drawn.some((family) => order.filter((one) => one === family).length > 1);
        const named = drawn.map((family, i) => ({
          family,
          name: SAYS_NOTHING.test(family.label) ? String.fromCharCode(65 + i) : family.label,
        }));
        return {
          tables: named.map(({ family, name }) => {
            const records = family.rows.done();
            const columns =
              drawn.length === 1
                ? records.columns
                : records.columns.map((one) =>
                    one.name === 'step' ? one : { ...one, name: `${one.name} (${name})` },
                  );
            return {
              records: { ...records, columns },
              ...(turns || drawn.length === 1 ? {} : { run: name }),
            };
          }),
          says:
            drawn.length > 0
              ? [
                  'values of progress bars are cut to a few digits, and whether they are of one batch or a running mean is not said',
                ]
              : [],
        };
      },
    };
  },
};
