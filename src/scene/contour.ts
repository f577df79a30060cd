import { contours } from 'd3-contour';
import { px } from './px.ts';
import type { Place, Rect } from './rect.ts';

/** Samples of a field, row by row. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
}

/**
 * The region where a field is at least `level`, as path data (holes included: their rings run the other way). Marching
 * squares with linear interpolation (d3-contour with given levels and no other d3 helper: plain arithmetic). It reaches
 * half a cell beyond the samples and must be clipped.
 *
 * @param place maps column and row, which may be fractional, to scene units
 * @param digits decimals of the coordinates: large smooth contours need fewer
 */
export function contourPath(
  { columns, rows, values }: Grid,
  level: number,
  place: (column: number, row: number) => Place,
  digits: 1 | 2 = 2,
): string {
  const round = digits === 1 ? (value: number): number => px(Math.round(value * 10) / 10) : px;
  let d = '';
  for (const polygon of contours()
    .size([columns, rows])
    .contour(values as number[], level).coordinates) {
    for (const ring of polygon) {
      // d3 counts from the edge of the first sample's cell; the sample is at its centre.
      d += ringPath(
        ring.map(([gx = 0, gy = 0]) => {
          const [x, y] = place(gx - 0.5, gy - 0.5);
          return [round(x), round(y)] as const;
        }),
      );
    }
  }
  return d;
}

/** A closed ring without vertices that are collinear with their neighbours. */
function ringPath(ring: readonly Place[]): string {
  const kept: Place[] = [];
  for (const place of ring) {
    const [a, b] = [kept.at(-2), kept.at(-1)];
    if (a !== undefined && b !== undefined) {
      const turn = (b[0] - a[0]) * (place[1] - b[1]) - (b[1] - a[1]) * (place[0] - b[0]);
      if (Math.abs(turn) < 0.4) kept.pop();
    }
    kept.push(place);
  }
  return kept.length < 3 ? '' : `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}

/** Scene units between samples of a surface. */
const CELL = 6;

/** A field sampled over a rectangle and a little beyond. @param height at a place in scene units, finite */
export function sampleField(
  height: (x: number, y: number) => number,
  rect: Rect,
): { readonly grid: Grid; readonly place: (column: number, row: number) => Place } {
  const columns = Math.ceil(rect.width / CELL) + 3;
  const rows = Math.ceil(rect.height / CELL) + 3;
  const place = (i: number, j: number): Place => [rect.x + (i - 1) * CELL, rect.y + (j - 1) * CELL];
  const values = Array.from({ length: columns * rows }, (_, k) =>
    height(...place(k % columns, Math.floor(k / columns))),
  );
  return { grid: { columns, rows, values }, place };
}
