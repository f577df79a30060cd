import { coloursOf } from './colours.ts';

/** Text in lines of at most a width, broken at spaces; a longer word stays whole. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Columns of a terminal that the last column gets at least, and that those in the middle get at most. */
const LAST_AT_LEAST = 24;
const MIDDLE_AT_MOST = 26;

/** The width of each column: as its cells need, or on a terminal as far as they find room. */
function widthsOf(
  rows: readonly (readonly string[])[],
  { isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>,
): readonly number[] {
  const needed = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  if (!isTTY) return needed;
  const last = needed.length - 1;
  const capped = needed.map((width, i) => (i > 0 && i < last ? Math.min(width, MIDDLE_AT_MOST) : width));
  const before = capped.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  return capped.with(last, Math.max(LAST_AT_LEAST, columns - before));
}

/**
 * A table in aligned columns, its header dimmed. On a terminal cells are wrapped so that a row fits; elsewhere a row is
 * one line, for other programs to read.
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> = process.stdout,
): string {
  const widths = widthsOf([header, ...rows], stream);
  const linesOf = (row: readonly string[]): readonly string[] => {
    const cells = widths.map((width, i) => wrapped(row[i] ?? '', width));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, i) => (lines[line] ?? '').padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  };
  const { dim } = coloursOf(process.stdout);
  return [...linesOf(header).map(dim), ...rows.flatMap(linesOf)].map((line) => `${line}\n`).join('');
}
