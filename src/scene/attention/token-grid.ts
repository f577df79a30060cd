import { cut } from '../arrange.ts';
import { mixRect, type Place, type Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';

/** Where the tokens of a sequence stand in a row, what lies above them, and the rows below, each column under its token. */
export interface TokenGrid {
  /** Arcs from token to token are drawn here, ending at its lower edge. */
  readonly arcs: Rect;
  /** A cell a token. */
  readonly tokens: readonly Rect[];
  /** The rest below, with the width of all columns. */
  readonly below: Rect;
  /** Names of rows end here. */
  readonly names: number;
}

/** Gap between columns. */
const GAP = 8;

/**
 * Lays out the tokens of a sequence.
 *
 * @param sizes.above share of the height that is for arcs; @param sizes.token height of the tokens
 * @param sizes.names space for the names of rows
 */
export function tokenGrid(
  rect: Rect,
  count: number,
  {
    above,
    token = 64,
    names = 96,
  }: { readonly above: number; readonly token?: number; readonly names?: number },
): TokenGrid {
  const columns = { ...rect, x: rect.x + names, width: rect.width - names };
  const high = rect.height * above;
  const row = { ...columns, y: rect.y + high, height: token };
  const top = row.y + token + GAP;
  return {
    arcs: { ...columns, height: high - GAP },
    tokens: cut(row, Array<number>(count).fill(1), GAP, 'x'),
    below: { ...columns, y: top, height: rect.y + rect.height - top },
    names: columns.x - 16,
  };
}

/** A row of a grid's lower part. @param height of all rows together @param from of its top, below the tokens */
export function rowCells(grid: TokenGrid, row: number, height: number, from = 0): readonly Rect[] {
  return grid.tokens.map(({ x, width }) => ({
    x,
    width,
    y: grid.below.y + from + row * height,
    height: height - 4,
  }));
}

/** The grid on its way from one layout to another. */
export function mixGrid(from: TokenGrid, to: TokenGrid, t: number): TokenGrid {
  return {
    arcs: mixRect(from.arcs, to.arcs, t),
    tokens: from.tokens.map((cell, i) => mixRect(cell, to.tokens[i] ?? cell, t)),
    below: mixRect(from.below, to.below, t),
    names: from.names + (to.names - from.names) * t,
  };
}

export const middleOf = ({ x, y, width, height }: Rect): Place => [x + width / 2, y + height / 2];

/** The baseline of a line of type in the middle of a rectangle. */
export const baselineIn = ({ y, height }: Rect, size: number = SIZE.small): number =>
  y + height / 2 + size * 0.36;
