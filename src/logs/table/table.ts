import { numberOf } from '../numbers.ts';
import type { Head, Intake, Reader, Source } from '../reader.ts';
import { type ColumnBuilder, type RecordBuilder, recordBuilder } from '../records.ts';
import { LogError } from '../series.ts';
import { HMMLEARN } from '../text/hmmlearn.ts';
import { type Dialect, dialectOf, isAbsent, isBlank } from './dialect.ts';
import type { Table } from './parsed.ts';
import { readingOf } from './reading.ts';
import { rowSplitter } from './rows.ts';

const LOOKED_AT = 40;

/** The first lines that are neither empty nor comments; a header may stand in a comment. */
function linesOf({ text }: Head): readonly string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  return lines.filter((line) => !isComment(line)).slice(0, LOOKED_AT);
}

/** Lines of numbers between blanks that are no table: R's optim tells its steps in them. */
const TOLD = /^\s*Conjugate gradients function minimizer/;

const isComment = (line: string): boolean => /^\s*(#|%|\/\/)/.test(line);

/** Names in a comment right above the first row, as NumPy's savetxt writes them. */
function commented({ text }: Head, dialect: Dialect): readonly string[] | undefined {
  const above = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const first = above.findIndex((line) => !isComment(line));
  const line = above[first - 1]?.replace(/^\s*[#%]\s*/, '') ?? '';
  const width = (above[first] ?? '')
    .trim()
    .split(isBlank(dialect.delimiter) ? /\s+/ : dialect.delimiter).length;
  for (const split of [dialect.delimiter, ' ']) {
    const names = split === ' ' ? line.trim().split(/\s+/) : line.split(split).map((name) => name.trim());
    if (names.length === width && names.every((name) => /^\p{L}/u.test(name))) return names;
  }
  return undefined;
}

/** Names of columns, each once: an index without a name is one. */
function distinct(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return header.map((raw, i) => {
    const name = raw.trim() === '' && i === 0 ? 'index' : raw.trim() === '' ? `column ${i + 1}` : raw.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

const CLOCK = /^(\d+:)?\d+:\d\d(\.\d+)?$/;

/** Puts rows into columns. */
function tableBuilder(dialect: Dialect, header: readonly string[] | undefined) {
  const rows: RecordBuilder = recordBuilder();
  const odd: [number, number][] = [];
  let names = header === undefined ? undefined : distinct(header);
  let columns: readonly ColumnBuilder[] = (names ?? []).map((name) => rows.column(name));
  let [line, short] = [0, 0];
  const begin = (width: number) => {
    names = Array.from({ length: width }, (_, i) => String(i + 1));
    columns = names.map((name) => rows.column(name));
  };
  // R writes no name above the names of its rows.
  const written = header?.[0] === '' && dialect.delimiter === ' ' ? header.slice(1) : header;
  const isHeader = (cells: readonly string[]): boolean =>
    written !== undefined &&
    cells.length === written.length &&
    cells.every((cell, i) => cell.trim() === written[i]?.trim());
  const comma = (cell: string): string => (dialect.decimalComma ? cell.replace(',', '.') : cell);
  const put = (column: ColumnBuilder | undefined, raw: string) => {
    if (column === undefined) return;
    const cell = comma(raw);
    const quick = +cell;
    if (!Number.isNaN(quick) && (quick !== 0 || cell.trim() !== '')) {
      column.number(quick);
      return;
    }
    if (isAbsent(cell)) return;
    const number = numberOf(cell) ?? (/^\s*[\d.]+\s*%\s*$/.test(cell) ? Number.parseFloat(cell) : undefined);
    if (number === undefined) column.word(cell.trim());
    else column.number(number);
  };
  return {
    take(cells: readonly string[]) {
      line++;
      if (cells.length === 1 && (cells[0] ?? '').trim() === '') return;
      if (isComment(cells[0] ?? '')) return;
      if (names === undefined) begin(cells.length);
      const width = columns.length;
      if (isHeader(cells)) {
        if (rows.count > 0) rows.header();
        return;
      }
      if (cells.length === 1 && width > 1) {
        odd.push([line, 1]);
        return;
      }
      if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
        odd.push([line, cells.length]);
      rows.row();
      // The word before the end of a short row stands in the last column: fastai's time.
      const gap = cells.length < width && CLOCK.test((cells.at(-1) ?? '').trim()) && names?.at(-1) === 'time';
      if (cells.length < width) short++;
      for (let i = 0; i < Math.min(cells.length, width); i++)
        put(columns[gap && i === cells.length - 1 ? width - 1 : i], cells[i] ?? '');
    },
    done: (): Table => ({
      records: rows.done(),
      header: names === undefined || header === undefined ? undefined : names,
      odd,
      short,
    }),
  };
}

/** Tables: separated by commas, semicolons, tabs or blanks, with a header or without. */
export const table: Reader = {
  family: 'table',
  knows: (head) =>
    !TOLD.test(head.text) && !HMMLEARN.test(head.text) && dialectOf(linesOf(head)) !== undefined,
  begin(source: Source, head): Intake {
    const dialect = dialectOf(linesOf(head));
    if (dialect === undefined) throw new LogError(`${source.name}: no table`);
    const header = dialect.header ?? commented(head, dialect);
    const builder = tableBuilder(dialect, header);
    const splitter = rowSplitter(head.bytes, dialect, builder.take);
    return {
      take: splitter.take,
      end() {
        splitter.end();
        return readingOf(builder.done(), source);
      },
    };
  },
};
