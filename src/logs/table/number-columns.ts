import { InputError } from '../../sim/data/idx.ts';
import { shuffle } from '../../sim/network/order.ts';
import { random, type Seed } from '../../sim/random.ts';
import { decoder } from '../decode.ts';
import { baseName } from '../names.ts';
import { numberOf } from '../numbers.ts';
import { dialectOf, isAbsent } from './dialect.ts';
import { rowSplitter } from './rows.ts';

/** A table of numbers: no cell of it is missing or anything else. */
export interface NumberColumns {
  /** Of the columns, from the first row; `null` if that is data. */
  readonly names: readonly string[] | null;
  readonly columns: readonly (readonly number[])[];
  /** The last column as texts, if it was asked for as such; it is then not among the columns of numbers. */
  readonly labels?: readonly string[];
  /** Rows in the file, of which the columns may hold a sample. */
  readonly rows: number;
}

/** How many bytes tell the dialect, and how many lines. */
const [HEAD, LINES] = [65_536, 40];
/** Bytes parsed at once. */
const PIECE = 1_048_576;
/** Numbers larger than this have no squares that add up. */
const LARGEST = 1e15;

/** The file, the row counted from 1 with the header, and the column by its number and name. */
const placeOf = (file: string, row: number, column: number, names: readonly string[] | null): string =>
  `${file}, row ${row}, column ${column + 1}${names?.[column] === undefined ? '' : ` (${names[column]})`}`;

/**
 * Reads a table of so many columns of numbers: separated by commas, semicolons, tabs or blanks, with a header or without,
 * with decimal commas where these do not separate. Of more rows than `most`, a sample drawn by the seed is kept, in order.
 *
 * @param param which param names the file, for errors; @param labelled whether the last column holds labels, of any text
 * @throws InputError naming file, row and column of what is missing or no number, or if there are fewer than two rows
 */
export function numberColumns(
  bytes: Uint8Array,
  {
    param,
    path,
    width,
    most,
    seed,
    labelled = false,
  }: {
    readonly param: string;
    readonly path: string;
    readonly width: number;
    readonly most: number;
    readonly seed: Seed;
    readonly labelled?: boolean;
  },
): NumberColumns {
  const file = `${param} '${baseName(path)}'`;
  const head = bytes.subarray(0, HEAD);
  const lines = decoder(head)
    .take(head)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const dialect = dialectOf(lines);
  if (dialect === undefined)
    throw new InputError(
      labelled
        ? `${file}: no table of ${width} columns, ${width - 1} of numbers and one of labels, below a row with their names`
        : `${file}: no table of ${width} columns of numbers, separated by commas, semicolons or tabs`,
    );
  const names = dialect.header?.map((name) => name.trim()) ?? null;
  const columns: number[][] = Array.from({ length: labelled ? width - 1 : width }, () => []);
  const labels: string[] = [];
  let [row, headed] = [0, names === null];
  const take = (cells: readonly string[]): void => {
    row += 1;
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length !== width)
      throw new InputError(
        `${file}, row ${row}: ${cells.length} ${cells.length === 1 ? 'column' : 'columns'}; there have to be ${width}`,
      );
    if (!headed) {
      headed = true;
      return;
    }
    cells.forEach((raw, i) => {
      if (i === columns.length && !isAbsent(raw)) {
        labels.push(raw.trim());
        return;
      }
      const cell = dialect.decimalComma ? raw.replace(',', '.') : raw;
      const value = numberOf(cell);
      if (value !== undefined && Math.abs(value) <= LARGEST) {
        columns[i]?.push(value);
        return;
      }
      const at = placeOf(file, row, i, names);
      if (isAbsent(cell))
        throw new InputError(`${at}: the value is missing; fill it in or leave the row out`);
      throw new InputError(
        `${at}: ${value === undefined || Number.isNaN(value) ? `"${raw.trim()}" is not a number` : `${raw.trim()} is too large; use a larger unit`}`,
      );
    });
  };
  const splitter = rowSplitter(head, dialect, take);
  for (let at = 0; at < bytes.length; at += PIECE) splitter.take(bytes.subarray(at, at + PIECE));
  splitter.end();
  const rows = columns[0]?.length ?? 0;
  if (rows < 2)
    throw new InputError(`${file}: ${rows === 0 ? 'no rows' : 'one row'} of data; at least two are needed`);
  const labelsOf = (of: readonly string[]) => (labelled ? { labels: of } : {});
  if (rows <= most) return { names, columns, ...labelsOf(labels), rows };
  const order = new Uint32Array(rows);
  shuffle(order, random(seed, 'sampled rows'));
  const kept = order.slice(0, most).sort();
  return {
    names,
    columns: columns.map((all) => Array.from(kept, (i) => all[i] ?? 0)),
    ...labelsOf(Array.from(kept, (i) => labels[i] ?? '')),
    rows,
  };
}
