import { cut, piece } from '../../src/scene/cut.ts';
import type { Rect, Stage } from '../../src/scene/stage.ts';

/** Where the parts of the film stand in each format. */
export interface Layout {
  /** The landscape told alone. */
  readonly landscape: Rect;
  readonly equation: Rect;
  readonly readouts: Rect;
  readonly verdict: Rect;
  readonly chart: Rect;
}

/** Lays the single-run scene out: side by side on wide screens, stacked on tall ones. */
export function layoutOf({ format, body }: Stage): Layout {
  if (format === 'landscape') {
    const columns = cut(body, [1060, 620], 48, 'x');
    const parts = cut(piece(columns, 1), [144, 90, 88, 400], 20, 'y');
    return {
      landscape: piece(columns, 0),
      equation: piece(parts, 0),
      readouts: piece(parts, 1),
      verdict: piece(parts, 2),
      chart: piece(parts, 3),
    };
  }
  if (format === 'portrait') {
    const parts = cut(body, [570, 140, 90, 88, 400], 24, 'y');
    return {
      landscape: piece(parts, 0),
      equation: piece(parts, 1),
      readouts: piece(parts, 2),
      verdict: piece(parts, 3),
      chart: piece(parts, 4),
    };
  }
  const rows = cut(body, [400, 308], 20, 'y');
  const columns = cut(piece(rows, 1), [530, 420], 28, 'x');
  const parts = cut(piece(columns, 0), [112, 84, 84], 14, 'y');
  return {
    landscape: piece(rows, 0),
    equation: piece(parts, 0),
    readouts: piece(parts, 1),
    verdict: piece(parts, 2),
    chart: piece(columns, 1),
  };
}

/** The cells of the comparison, one a run: columns on wide screens, rows on tall ones, a grid on square ones. */
export function cellsOf({ format, body }: Stage, runs: number): readonly Rect[] {
  const gap = 28;
  const perRow =
    format === 'landscape' ? runs : format === 'portrait' ? 1 : runs <= 3 ? runs : Math.ceil(runs / 2);
  const rows = Math.ceil(runs / perRow);
  return cut(body, Array<number>(rows).fill(1), gap, 'y').flatMap((row, r) => {
    // A last row with fewer cells keeps their width, in its middle: all cells have one scale.
    const inRow = Math.min(perRow, runs - r * perRow);
    const shift = ((perRow - inRow) * (row.width + gap)) / perRow / 2;
    return cut(row, Array<number>(perRow).fill(1), gap, 'x')
      .slice(0, inRow)
      .map((cell) => ({ ...cell, x: cell.x + shift }));
  });
}
