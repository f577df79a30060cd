import { geometryOf, VERB } from './display/path-data.ts';
import { type Box, type DisplayOp, opBounds } from './display-list.ts';

/** Side of a tile in pixels: a macroblock of H.264, and even, as chroma needs. */
export const TILE = 16;

/** Margin around an operation's box for antialiasing, in pixels. */
const MARGIN = 2;

/** Which tiles of a picture are marked. */
export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** Width and height of the picture in pixels, and pixels per scene unit. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** One byte per tile, row by row. */
  readonly marks: Uint8Array;
  /** Marked stretches of a row of tiles, in pixels: from (inclusive) to (exclusive). */
  readonly runs: (row: number) => readonly (readonly [from: number, to: number])[];
}

/** A grid without marks. */
export function tileGrid(width: number, height: number, scale: number): TileGrid {
  const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)];
  const marks = new Uint8Array(columns * rows);
  const runs = (row: number) => {
    const found: (readonly [number, number])[] = [];
    const start = row * columns;
    for (let column = 0; column < columns; column += 1) {
      if (marks[start + column] === 0) continue;
      const from = column;
      while (column < columns && marks[start + column] === 1) column += 1;
      found.push([from * TILE, Math.min(width, column * TILE)]);
    }
    return found;
  };
  return { columns, rows, width, height, scale, marks, runs };
}

/** First and last tile of an interval on one axis. */
const span = (low: number, high: number, scale: number, count: number): readonly [number, number] => [
  Math.max(0, Math.floor((low * scale - MARGIN) / TILE)),
  Math.min(count - 1, Math.floor((high * scale + MARGIN) / TILE)),
];

/** Marks the tiles of a box. */
export function markBox({ columns, rows, scale, marks }: TileGrid, { left, top, right, bottom }: Box): void {
  const [firstColumn, lastColumn] = span(left, right, scale, columns);
  const [firstRow, lastRow] = span(top, bottom, scale, rows);
  if (lastColumn < firstColumn) return;
  for (let row = firstRow; row <= lastRow; row += 1) {
    marks.fill(1, row * columns + firstColumn, row * columns + lastColumn + 1);
  }
}

/** True if an operation may draw into a marked tile. */
export function touches(grid: TileGrid, op: DisplayOp): boolean {
  const box = opBounds(op, true);
  return box !== undefined && touchesBox(grid, box);
}

/** True if one of the tiles of a box is marked. */
export function touchesBox(
  { columns, rows, scale, marks }: TileGrid,
  { left, top, right, bottom }: Box,
): boolean {
  const [firstColumn, lastColumn] = span(left, right, scale, columns);
  const [firstRow, lastRow] = span(top, bottom, scale, rows);
  for (let row = firstRow; row <= lastRow; row += 1) {
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      if (marks[row * columns + column] === 1) return true;
    }
  }
  return false;
}

/** Marks tiles along a stroked path of straight lines, whose box is mostly empty. False if it is not such a path. */
function markAlongLines(grid: TileGrid, op: DisplayOp): boolean {
  if (op.kind !== 'shape' || op.fill !== undefined || op.stroke === undefined || op.shape.kind !== 'path')
    return false;
  const { verbs, points } = geometryOf(op.shape);
  if (verbs.some((verb) => verb !== VERB.move && verb !== VERB.line)) return false;
  const box = opBounds(op, true);
  const bare = opBounds({ ...op, stroke: undefined, fill: op.stroke.ink }, true);
  if (box === undefined || bare === undefined) return true;
  const [reachX, reachY] = [bare.left - box.left, bare.top - box.top];
  const [a, b, c, d, e, f] = op.matrix;
  let [fromX, fromY] = [0, 0];
  for (let i = 0; i < verbs.length; i += 1) {
    const [px, py] = [points[2 * i] ?? 0, points[2 * i + 1] ?? 0];
    const [x, y] = [a * px + c * py + e, b * px + d * py + f];
    if (verbs[i] === VERB.line) {
      const far = Math.max(Math.abs(x - fromX), Math.abs(y - fromY)) * grid.scale;
      // A line shorter than the margin is covered by the tiles marked for its start: dots, for example.
      if (far < 1) continue;
      const pieces = Math.max(1, Math.min(400, Math.ceil(far / TILE)));
      for (let k = 0; k < pieces; k += 1) {
        const [x0, y0] = [fromX + ((x - fromX) * k) / pieces, fromY + ((y - fromY) * k) / pieces];
        const [x1, y1] = [fromX + ((x - fromX) * (k + 1)) / pieces, fromY + ((y - fromY) * (k + 1)) / pieces];
        markBox(grid, {
          left: Math.min(x0, x1) - reachX,
          top: Math.min(y0, y1) - reachY,
          right: Math.max(x0, x1) + reachX,
          bottom: Math.max(y0, y1) + reachY,
        });
      }
    } else markBox(grid, { left: x - reachX, top: y - reachY, right: x + reachX, bottom: y + reachY });
    [fromX, fromY] = [x, y];
  }
  return true;
}

/** Marks every tile that an operation may touch. */
export function mark(grid: TileGrid, op: DisplayOp): void {
  if (op.kind === 'group') {
    const box = op.clip === undefined ? undefined : opBounds(op, true);
    if (box !== undefined) markBox(grid, box);
    else if (op.clip === undefined) for (const child of op.children) mark(grid, child);
    return;
  }
  if (markAlongLines(grid, op)) return;
  const box = opBounds(op, true);
  if (box !== undefined) markBox(grid, box);
}

/** Marks every tile. */
export const markAll = ({ marks }: TileGrid): void => {
  marks.fill(1);
};
