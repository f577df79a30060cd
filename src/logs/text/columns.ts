import { unitOf } from '../axes.ts';
import { cellsBelow, type Span, spansOf } from '../below.ts';
import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

/** Words with two blanks or more between them, which may hold single ones. */
const SPACED = /\S+(?: \S+)*/g;
const WORDS = /\S+/g;
/** A row begins with a whole number. */
const ROW = /^\s*\d+(?=\s)/;

/** A line without bars between its columns, and with the names that programs write as one taken apart. */
const opened = (line: string): string =>
  line
    .replace(/^Chain \[\d+\] /, '')
    .replace(/[|│]/g, ' ')
    .replace(/(?<=\S) (?=#\w)/g, '  ')
    .replace(/min&max (\w+)/, 'min $1  max $1');

const isNumeric = (cell: string): boolean =>
  numberOf(cell) !== undefined || /^[\d.:]+(e[+-]?\d+)?(s|ms|%)?$/i.test(cell);

interface Heading {
  readonly line: string;
  readonly names: readonly Span[];
}

/** A line that names columns, of which the first is an axis; numbered names are each its own. */
function headingOf(line: string): Heading | undefined {
  const first = /^\s*[%#]*(\S+)/.exec(line)?.[1] ?? '';
  if (unitOf(first) === undefined || /[=:]/.test(line.replace(/\[[^\]]*\]|\([^)]*\)/g, ''))) return undefined;
  return { line, names: spansOf(line, SPACED) };
}

/** The names of a heading, as many as a full row has cells. */
function namesFor({ line, names }: Heading, count: number): readonly Span[] {
  const words = spansOf(line, WORDS);
  return names.length !== count && words.length === count ? words : names;
}

/** Tables that solvers print among other lines: a heading that begins with `iter`, `Gen`, `epoch`, and rows of numbers below. */
export const columns: TextFormat = {
  producer: 'columns-text',
  begin() {
    const rows = recordBuilder();
    let heading: Heading | undefined;
    let full = 0;
    return {
      take({ text }) {
        const line = opened(text);
        if (!ROW.test(line)) {
          const found = headingOf(line);
          if (found !== undefined && !spansOf(line, WORDS).some((cell) => isNumeric(cell.text)))
            heading = found;
          return;
        }
        if (heading === undefined) return;
        const cells = spansOf(line, WORDS);
        const numeric = cells.filter((cell) => isNumeric(cell.text)).length;
        if (cells.length < 3 || numeric < cells.length - 1) return;
        full = Math.max(full, cells.length);
        const names = namesFor(heading, full);
        if (cells.length > names.length) return;
        const values =
          cells.length === names.length ? cells.map((cell) => cell.text) : cellsBelow(names, cells);
        const seen = new Map<string, number>();
        rows.row();
        names.forEach(({ text: raw }, i) => {
          const name = raw.replace(/^[%#]+/, '');
          const times = (seen.get(name) ?? 0) + 1;
          seen.set(name, times);
          const value = numberOf(values[i] ?? '');
          if (value !== undefined) rows.number(times === 1 ? name : `${name} (${times})`, value);
        });
      },
      end: () => ({ tables: rows.count < 2 ? [] : [{ records: rows.done() }] }),
    };
  },
};
