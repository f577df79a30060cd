import { unitOf } from '../axes.ts';
import { type Span, spansOf } from '../below.ts';
import { numberOf } from '../numbers.ts';

/** How a table is written. */
export interface Dialect {
  /** `' '` stands for any run of blanks, two for runs of two blanks or more. */
  readonly delimiter: string;
  readonly decimalComma: boolean;
  /** The names of the columns; undefined if the first row is data. */
  readonly header: readonly string[] | undefined;
  /** Where names between blanks stand: a row that is not full has its cells below them. */
  readonly names?: readonly Span[];
}

const DELIMITERS = ['\t', ';', ',', '|'] as const;
const QUOTED_CELL = /"(?:[^"]|"")*"/g;
const DECIMAL_COMMA = /^[+-]?\d+,\d+(e[+-]?\d+)?$/i;
const CLOCK = /^(\d+:)?\d+:\d\d(\.\d+)?$/;

export const isAbsent = (cell: string): boolean => /^\s*(|na|n\/a|none|null|:?-+:?|\?)\s*$/i.test(cell);

/** A number, or what may stand in place of one. */
const isValue = (cell: string): boolean =>
  isAbsent(cell) ||
  numberOf(cell) !== undefined ||
  DECIMAL_COMMA.test(cell.trim()) ||
  CLOCK.test(cell.trim());

const unquoted = (cell: string): string => cell.replace(/^\s*"(.*)"\s*$/s, '$1').replaceAll('""', '"');

/** Whether any run of so many blanks stands between cells. */
export const isBlank = (delimiter: string): boolean => /^ +$/.test(delimiter);

export function cellsOf(line: string, delimiter: string): readonly string[] {
  if (delimiter === ' ') return (line.match(/"[^"]*"(?=\s|$)|\S+/g) ?? ['']).map(unquoted);
  if (isBlank(delimiter)) return line.trim().split(/\s{2,}/);
  return line
    .replace(QUOTED_CELL, (quoted) => quoted.replaceAll(delimiter, '\0'))
    .split(delimiter)
    .map((cell) => unquoted(cell.replaceAll('\0', delimiter)).trim());
}

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
const RULE = /^\s*[-=_─━]+(?:\s+[-=_─━]+)+\s*$/;

/** Whether names or cells hold single blanks: then two or more stand between columns. */
function blanksOf(lines: readonly string[]): ' ' | '  ' {
  const drawn = lines.slice(0, 20).filter((line) => !/^[\s=_─━-]+$/.test(line));
  const widths = (delimiter: string) => drawn.map((line) => cellsOf(line, delimiter).length);
  const even = (list: readonly number[]): boolean => list.every((width) => width === list[0] && width > 2);
  return !even(widths(' ')) && even(widths('  ')) ? '  ' : ' ';
}

/**
 * The dialect of a table.
 *
 * @param lines the first lines that are neither empty nor comments
 * @returns undefined if it is no table
 */
export function dialectOf(lines: readonly string[]): Dialect | undefined {
  const [first = ''] = lines;
  const fits = [...DELIMITERS, ' '].map((delimiter) => [delimiter, shareOf(lines, delimiter)] as const);
  const fitting = fits.find(([, share]) => share >= 0.9) ?? fits.find(([, share]) => share >= IS_MOST);
  const best = fitting?.[0] === ' ' ? ([blanksOf(lines), fitting[1]] as const) : fitting;
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
  // Rows with more cells than there are names are of another table further below.
  const longer = lines.slice(1).filter((line) => cellsOf(line, delimiter).length > cells.length + 1);
  if (isHeader && (isBlank(delimiter) || delimiter === '\t') && longer.length >= (lines.length - 1) / 2)
    return undefined;
  // A rule below the names tells where columns begin, and cells may be empty.
  if (isBlank(delimiter) && RULE.test(lines[1] ?? '')) return undefined;
  const header = isHeader ? withIndex(cells, lines.slice(1), delimiter) : undefined;
  const names = delimiter === ' ' && header === cells ? spansOf(first, /\S+/g) : undefined;
  return { delimiter, decimalComma, header, ...(names === undefined ? {} : { names }) };
}

/** R writes no name above the names of its rows. */
function withIndex(header: readonly string[], rows: readonly string[], delimiter: string): readonly string[] {
  const isLonger = (line: string): boolean => cellsOf(line, delimiter).length === header.length + 1;
  return rows.length > 0 && rows.every(isLonger) ? ['', ...header] : header;
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
  const names = (cell: string, i: number): boolean =>
    repeated(cell, i) && (/[:=]$/.test(cell) || unitOf(cell) !== undefined);
  return cells.some(repeated) || (isBlank(delimiter) && (others[1] ?? []).some(names));
}

/** A column of numbers, with or without a name above. */
function oneColumn(lines: readonly string[]): Dialect | undefined {
  const [first = '', ...rest] = lines.map((line) => line.trim());
  if (rest.length === 0 || !rest.every((line) => isNumber(line))) return undefined;
  return { delimiter: ',', decimalComma: false, header: isNumber(first) ? undefined : [first] };
}
