import { contours } from 'd3-contour';
import { px } from './px.ts';
import type { Rect } from './stage.ts';

/** Everywhere a height is at least `level`, as path data (even where it has holes: rings turn the other way). */
export interface ContourBand {
  readonly level: number;
  readonly d: string;
}

/** Scene units between samples. */
const CELL = 6;

/**
 * The bands of a height field inside a rectangle, lowest level first: painted in this order each covers the ones
 * below. Marching squares on a grid of {@link CELL} units, linear in between (d3-contour with given levels and no
 * other helper of d3: plain arithmetic). Bands reach a little beyond the rectangle and are to be clipped to it.
 *
 * @param height of a place in scene units, finite
 */
export function contourBands(
  height: (x: number, y: number) => number,
  rect: Rect,
  levels: readonly number[],
): readonly ContourBand[] {
  const columns = Math.ceil(rect.width / CELL) + 3;
  const rows = Math.ceil(rect.height / CELL) + 3;
  const sampleX = (i: number): number => rect.x + (i - 1) * CELL;
  const sampleY = (j: number): number => rect.y + (j - 1) * CELL;
  const heights = Array.from({ length: columns * rows }, (_, k) =>
    height(sampleX(k % columns), sampleY(Math.floor(k / columns))),
  );
  const find = contours().size([columns, rows]);
  return levels.map((level) => {
    const rings = find.contour(heights, level).coordinates.flat();
    // d3 counts from the edge of the first sample's cell, whose middle is the sample.
    const d = rings.map((ring) =>
      ringPath(ring.map(([gx = 0, gy = 0]) => [px1(sampleX(gx - 0.5)), px1(sampleY(gy - 0.5))] as const)),
    );
    return { level, d: d.join('') };
  });
}

/** A tenth of a scene unit: contours are large and smooth. */
const px1 = (value: number): number => px(Math.round(value * 10) / 10);

/** A closed ring without the corners that lie on the straight line between their neighbours. */
function ringPath(ring: readonly (readonly [number, number])[]): string {
  const kept: (readonly [number, number])[] = [];
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
