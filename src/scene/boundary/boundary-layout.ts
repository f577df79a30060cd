import type { Place2 } from '../../sim/objectives/surface.ts';
import { arrange, column, row } from '../arrange.ts';
import { wholeMap } from '../map-view.ts';
import { areaOf } from '../parts/LearnedMap.tsx';
import { type Place, type Rect, squareIn } from '../rect.ts';
import type { Stage } from '../stage.ts';

/** Where the network, its map and the numbers are. */
const placesOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(36, { left: [964, column(22, { graph: 574, numbers: 132 })], map: 728 }),
    portrait: column(16, { graph: 400, map: 776, numbers: 134 }),
    square: column(14, { top: [584, row(24, { graph: 344, map: 584 })], numbers: 130 }),
  });

/** The network, its map and the numbers. */
export const graphPlace = (stage: Stage): Rect => placesOf(stage)('graph');
export const mapPlace = (stage: Stage): Rect => squareIn(placesOf(stage)('map'));
export const numbersPlace = (stage: Stage): Rect => placesOf(stage)('numbers');

/** The middle of the map's left edge, where the output goes in formats in which the map lies to the right. */
export const outlet = (stage: Stage): Place | null => {
  const map = mapPlace(stage);
  return stage.format === 'portrait' ? null : [map.x, map.y + map.height / 2];
};

/** Where a place of the data lies in a map. */
export function onMap(rect: Rect): (place: Place2) => Place {
  const area = areaOf(wholeMap(rect));
  return ([x, y]) => [area.x(x), area.y(y)];
}
