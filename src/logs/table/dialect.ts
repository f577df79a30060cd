import { unitOf } from '../axes.ts';
import { numberOf } from '../numbers.ts';

/** How a table is written. */
export interface Dialect {
  /** `' '` stands for any run of blanks. */
  readonly delimiter: string;
  readonly decimalComma: boolean;
  /** The names of the columns; undefined if the first row is data. */
  readonly header: readonly string[] | undefined;
}

const DELIMITERS = ['\t', ';', ',', '|'] as const;
const QUOTED_CELL = /"(?:[^"]|"")*"/g;
const DECIMAL_COMMA = /^[+-]?\d+,\d+(e[+-]?\d+)?$/i;
const CLOCK = /^(\d+:)?\d+:\d\d(\.\d+)?$/;

export const isAbsent = (cell: string): boolean => /^\s*(|na|n\/a|none|null|-|--|\?)\s*$/i.test(cell);

/** A number, or what may stand in place of one. */
const isValue = (cell: string): boolean =>
  isAbsent(cell) ||
  numberOf(cell) !== undefined ||
  DECIMAL_COMMA.test(cell.trim()) ||
  CLOCK.test(cell.trim());

export const cellsOf = (line: string, delimiter: string): readonly string[] =>
  delimiter === ' '
    ? line.trim().split(/\s+/)
    : line
        .replace(QUOTED_CELL, (quoted) => quoted.replaceAll(delimiter, '\0'))
        .split(delimiter)
        .map((cell) =>
          cell
            .replaceAll('\0', delimiter)
            .replace(/^\s*"(.*)"\s*$/s, '$1')
            .replaceAll('""', '"')
            .trim(),
        );

const isNumber = (cell: string): boolean => numberOf(cell) !== undefined || DECIMAL_COMMA.test(cell.trim());

/** How many of the rows look like rows of a table with so many columns. */
function shareOf(lines: readonly string[], delimiter: string): number {
  const rows = lines.map((line) => cellsOf(line, delimiter));
  const width = Math.max(...rows.slice(0, 2).map((row) => row.length));
  if (width < 2) return 0;
  const data = rows.slice(1);
  const fitting = (data.length > 0 ? data : rows).filter(
    (row) =>
      Math.abs(row.length - width) <= 2 &&
      row.length > 1 &&
      row.filter(isValue).length >= row.length / 2 &&
      row.some(isNumber),
  );
  return fitting.length / Math.max(1, data.length);
}

const IS_MOST = 0.6;

/**
 * The dialect of a table.
 *
 * @param lines the first lines that are neither empty nor comments
 * @returns undefined if it is no table
 */
export function dialectOf(lines: readonly string[]): Dialect | undefined {
  const [first = ''] = lines;
  const fits = [...DELIMITERS, ' '].map((delimiter) => [delimiter, shareOf(lines, delimiter)] as const);
  const best = fits.find(([, share]) => share >= 0.9) ?? fits.find(([, share]) => share >= IS_MOST);
  if (best === undefined) return headerOnly(lines) ?? oneColumn(lines);
  const [delimiter] = best;
  const cells = cellsOf(first, delimiter);
  const body = lines.slice(1, 20).flatMap((line) => cellsOf(line, delimiter));
  const decimalComma = delimiter !== ',' && body.some((cell) => DECIMAL_COMMA.test(cell));
  const isHeader =
    cells.filter((cell) => isNumber(cell)).length < cells.length / 2 &&
    cells.some((cell) => /\p{L}/u.test(cell));
  if (!isHeader && !cells.every(isValue)) return undefined;
  if (isHeader && isSentence(cells, lines.slice(1), delimiter)) return undefined;
  return { delimiter, decimalComma, header: isHeader ? cells : undefined };
}

/** A header whose rows are missing or do not fit it: names, one of them that of an axis. */
function headerOnly(lines: readonly string[]): Dialect | undefined {
  const [first = '', ...others] = lines;
  const delimiter = DELIMITERS.find((one) => first.includes(one));
  const cells = delimiter === undefined ? [] : cellsOf(first, delimiter);
  const isHeader =
    cells.length > 1 &&
    cells.every((cell) => /^[\p{L}_][\p{L}\d_ /.()@-]*$/u.test(cell)) &&
    cells.some((cell) => unitOf(cell) !== undefined);
  const fits = delimiter !== undefined && (others.length === 0 || shareOf(lines, delimiter) > 0);
  return isHeader && fits ? { delimiter, decimalComma: false, header: cells } : undefined;
}

/** Whether lines are sentences with numbers in them: words of the first line stand at their place in the others too. */
function isSentence(cells: readonly string[], lines: readonly string[], delimiter: string): boolean {
  if (cells.some((cell) => /[:=]$|^[-=>]+$/.test(cell))) return true;
  const others = lines.slice(0, 10).map((line) => cellsOf(line, delimiter));
  const repeated = (cell: string, i: number): boolean =>
    /\p{L}/u.test(cell) && others.filter((row) => row[i] === cell).length > others.length / 2;
  return cells.some(repeated);
}

/** A column of numbers, with or without a name above. */
function oneColumn(lines: readonly string[]): Dialect | undefined {
  const [first = '', ...rest] = lines.map((line) => line.trim());
  if (rest.length === 0 || !rest.every((line) => isNumber(line))) return undefined;
  return { delimiter: ',', decimalComma: false, header: isNumber(first) ? undefined : [first] };
}
