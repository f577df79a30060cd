import { arrange, cells, column, row } from '../../src/scene/arrange.ts';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';

const NUMBERS = 100;

export interface Places {
  readonly numbers: Rect;
  readonly chart: Rect;
  readonly small: readonly Rect[];
  readonly board: Rect;
}

/** The numbers above the large chart; what else there is beside it on wide screens, below it on others. */
export function layoutOf(stage: Stage, charts: number, board: number): Places {
  // A square has room for the large chart alone.
  const small = stage.format === 'square' ? 0 : charts;
  const rows = board > 0 ? 44 + 43 * board : 0;
  const beside = small > 0 || board > 0;
  const side = beside ? 0.36 : 0.0001;
  const below = small === 0 ? Math.max(rows, 1) : Math.ceil(small / 2) * 290;
  const main = column(8, { numbers: NUMBERS, chart: stage.body.height - NUMBERS - 8 });
  const stacked = column(16, {
    numbers: NUMBERS,
    chart: stage.body.height - NUMBERS - below - 32,
    side: below,
  });
  const at = arrange(stage, stage.body, {
    landscape: row(beside ? 40 : 0, { main: [1 - side, main], side }),
    portrait: stacked,
    square: stacked,
  });
  const place = at('side');
  const perRow = stage.format === 'landscape' ? 1 : 2;
  return {
    numbers: at('numbers'),
    chart: at('chart'),
    small: small === 0 ? [] : cells(place, small, perRow, 16),
    board: stage.format === 'landscape' ? { ...place, y: place.y + 8 } : place,
  };
}
