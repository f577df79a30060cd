import { px } from './px.ts';

/**
 * The edges between the squares of a grid that belong to a set and those that do not, as path data along the grid's lines.
 *
 * @param xs places of the columns' edges, one more than there are columns; @param ys of the rows' edges likewise
 * @param isIn by row and column
 */
export function edgePath(
  xs: readonly number[],
  ys: readonly number[],
  isIn: (row: number, column: number) => boolean,
): string {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const runs: string[] = [];
  /** Runs of edges along one line: from where to where they differ. */
  const along = (
    count: number,
    differs: (i: number) => boolean,
    write: (from: number, to: number) => string,
  ) => {
    for (let i = 0; i < count; i += 1) {
      if (!differs(i)) continue;
      const from = i;
      while (i < count && differs(i)) i += 1;
      runs.push(write(from, i));
    }
  };
  const at = (places: readonly number[], i: number): string => px(places[i] ?? 0).toString();
  for (let row = 1; row < rows; row += 1)
    along(
      columns,
      (column) => isIn(row, column) !== isIn(row - 1, column),
      (from, to) => `M${at(xs, from)} ${at(ys, row)}H${at(xs, to)}`,
    );
  for (let column = 1; column < columns; column += 1)
    along(
      rows,
      (row) => isIn(row, column) !== isIn(row, column - 1),
      (from, to) => `M${at(xs, column)} ${at(ys, from)}V${at(ys, to)}`,
    );
  return runs.join('');
}
