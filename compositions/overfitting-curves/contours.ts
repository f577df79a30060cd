import { contours } from 'd3-contour';
import { px } from '../../src/scene/px.ts';
import type { Rect } from '../../src/scene/stage.ts';
import { MAP_SIDE, type ProbabilityMap } from './training.ts';

const find = contours().size([MAP_SIDE, MAP_SIDE]);

/** A map at a share of the way from one epoch's to the next one's. */
export const between = (from: ProbabilityMap, to: ProbabilityMap, t: number): ProbabilityMap =>
  t === 0 ? from : from.map((value, i) => value + ((to[i] ?? value) - value) * t);

/**
 * Everywhere the probability is at least `level` thousandths, as path data over a rectangle. Marching squares, linear in
 * between (d3-contour: plain arithmetic). It reaches half a cell beyond the rectangle and is to be clipped to it.
 */
export function regionPath(map: ProbabilityMap, level: number, { x, y, width, height }: Rect): string {
  // d3 counts from the edge of the first sample's cell, whose middle is the sample. Rows go upwards.
  const [across, up] = [width / (MAP_SIDE - 1), height / (MAP_SIDE - 1)];
  let d = '';
  for (const polygon of find.contour(map as number[], level).coordinates) {
    for (const ring of polygon) {
      let letter = 'M';
      for (const [gx = 0, gy = 0] of ring) {
        d += `${letter}${px(x + (gx - 0.5) * across)} ${px(y + height - (gy - 0.5) * up)}`;
        letter = 'L';
      }
      d += 'Z';
    }
  }
  return d;
}
