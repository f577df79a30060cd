import { arrange, cells, column, cut, row } from '../arrange.ts';
import { type Rect, squareIn } from '../rect.ts';
import type { Stage } from '../stage.ts';

/** Room for the numbers and the names of a map's axes: left, above, below. */
const AXES = { left: 84, top: 40, bottom: 52 } as const;
/** Height of the words below a tile, and the space between two. */
const [WORDS, GAP] = [116, 26] as const;

/** Where the map, the tree and the chart are. */
export function placesOf(stage: Stage): Readonly<Record<'map' | 'tree' | 'chart', Rect>> {
  const place = arrange(stage, stage.body, {
    landscape: row(40, { map: 726, side: [962, column(14, { tree: 310, chart: 404 })] }),
    portrait: column(16, { map: 684, tree: 284, chart: 326 }),
    square: column(10, { top: [430, row(20, { map: 468, tree: 484 })], chart: 288 }),
  });
  const { x, y, width, height } = place('map');
  const map = squareIn({
    x: x + AXES.left,
    y: y + AXES.top,
    width: width - AXES.left,
    height: height - AXES.top - AXES.bottom,
  });
  return { map: { ...map, y: y + AXES.top }, tree: place('tree'), chart: place('chart') };
}

/** A map with words beside or below it. */
export interface Tile {
  readonly map: Rect;
  readonly words: Rect;
}

/** Places of maps with their words, as large as they can be. @param perRow by format */
export function tilesOf({ body, format }: Stage, count: number): readonly Tile[] {
  const perRow = format === 'portrait' ? Math.min(2, Math.ceil(count / 3)) : Math.min(3, count);
  return cells(body, count, perRow, GAP).map((cell) => {
    const beside = cell.width > 1.5 * cell.height;
    if (!beside) {
      const side = Math.min(cell.width, cell.height - WORDS);
      const map = { x: cell.x + (cell.width - side) / 2, y: cell.y, width: side, height: side };
      return { map, words: { ...cell, y: cell.y + side, height: WORDS } };
    }
    const [map = cell, words = cell] = cut(cell, [0.56, 0.44], 24, 'x');
    return { map: squareIn(map), words };
  });
}
