import { arrange, cells, column, row } from '../arrange.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';

/** Where the three pictures and the numbers are. */
export const placesOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(28, { data: 560, map: 560, side: [560, column(14, { cost: 470, numbers: 244 })] }),
    portrait: column(18, { data: 395, map: 395, cost: 350, numbers: 132 }),
    square: column(8, { top: [306, row(20, { data: 470, map: 470 })], cost: 272, numbers: 134 }),
  });

/** Where the bowl is, beside or below the data. */
export function bowlOf(stage: Stage): Rect {
  const places = placesOf(stage);
  return together(places(stage.format === 'square' ? 'cost' : 'map'), places('numbers'));
}

/** Where the scalings are, each a map with its words below or beside it. */
export function scalingsOf(stage: Stage): readonly { readonly map: Rect; readonly words: Rect }[] {
  const stacked = stage.format !== 'landscape';
  return cells(stage.body, 3, stacked ? 1 : 3, 28).map((cell) => {
    const at = arrange(stage, cell, {
      landscape: column(0, { map: 510, words: 218 }),
      portrait: row(20, { map: 470, words: 470 }),
      square: row(20, { map: 470, words: 470 }),
    });
    return { map: at('map'), words: at('words') };
  });
}

/** Where runs on batches are compared: on the map, over samples, and what came of each. */
export const batchesOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(40, { map: 800, side: [888, column(14, { cost: 440, rows: 274 })] }),
    portrait: column(20, { map: 500, cost: 480, rows: 300 }),
    square: column(14, { top: [440, row(20, { map: 480, cost: 472 })], rows: 264 }),
  });

/** Both places as one. */
export const together = (a: Rect, b: Rect): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.max(a.x + a.width, b.x + b.width) - Math.min(a.x, b.x),
  height: Math.max(a.y + a.height, b.y + b.height) - Math.min(a.y, b.y),
});
