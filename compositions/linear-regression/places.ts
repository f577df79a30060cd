import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';

/** Where the three pictures and the numbers are. */
export const placesOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: column(14, { pictures: [620, row(28, { data: 560, map: 560, cost: 560 })], numbers: 94 }),
    portrait: column(14, { pictures: [1230, column(18, { data: 430, map: 430, cost: 350 })], numbers: 82 }),
    square: column(10, {
      pictures: [640, column(8, { top: [350, row(20, { data: 470, map: 470 })], cost: 290 })],
      numbers: 78,
    }),
  });

/** Where runs are compared: on the map, over steps, and what came of each. */
export const comparedOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(40, { map: 900, side: [788, column(14, { cost: 440, rows: 274 })] }),
    portrait: column(20, { map: 560, cost: 420, rows: 300 }),
    square: column(14, { top: [440, row(20, { map: 480, cost: 472 })], rows: 264 }),
  });

/** Both places as one. */
export const together = (a: Rect, b: Rect): Rect => ({
  x: a.x,
  y: a.y,
  width: b.x + b.width - a.x,
  height: b.y + b.height - a.y,
});
