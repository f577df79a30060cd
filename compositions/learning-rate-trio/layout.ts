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

/** Cuts `share`s of a rectangle's height (or width) apart, with a gap between them. */
function cut(rect: Rect, shares: readonly number[], gap: number, along: 'x' | 'y'): readonly Rect[] {
  const total = (along === 'y' ? rect.height : rect.width) - gap * (shares.length - 1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let at = along === 'y' ? rect.y : rect.x;
  return shares.map((share) => {
    const size = (total * share) / whole;
    const piece = along === 'y' ? { ...rect, y: at, height: size } : { ...rect, x: at, width: size };
    at += size + gap;
    return piece;
  });
}

const at = (rects: readonly Rect[], index: number): Rect => {
  const rect = rects[index];
  if (rect === undefined) throw new RangeError(`layout: no part ${index}`);
  return rect;
};

/** Lays the single-run scene out: side by side on wide screens, stacked on tall ones. */
export function layoutOf({ format, body }: Stage): Layout {
  if (format === 'landscape') {
    const columns = cut(body, [1060, 620], 48, 'x');
    const parts = cut(at(columns, 1), [144, 90, 88, 400], 20, 'y');
    return {
      landscape: at(columns, 0),
      equation: at(parts, 0),
      readouts: at(parts, 1),
      verdict: at(parts, 2),
      chart: at(parts, 3),
    };
  }
  if (format === 'portrait') {
    const parts = cut(body, [570, 140, 90, 88, 400], 24, 'y');
    return {
      landscape: at(parts, 0),
      equation: at(parts, 1),
      readouts: at(parts, 2),
      verdict: at(parts, 3),
      chart: at(parts, 4),
    };
  }
  const rows = cut(body, [400, 308], 20, 'y');
  const columns = cut(at(rows, 1), [530, 420], 28, 'x');
  const parts = cut(at(columns, 0), [112, 84, 84], 14, 'y');
  return {
    landscape: at(rows, 0),
    equation: at(parts, 0),
    readouts: at(parts, 1),
    verdict: at(parts, 2),
    chart: at(columns, 1),
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
