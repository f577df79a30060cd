import { clamp } from '../sim/maths.ts';
import type { Place, Rect } from './rect.ts';

/** Rounds after which labels that are still too close stay that way, as can happen in a corner. */
const ROUNDS = 400;

/**
 * Moves labels apart, no further than needed and in the shorter direction, within a rectangle.
 *
 * @param wanted the centres of the labels; `null` for an absent one
 * @param size side of the square that a label occupies
 * @param gap space between two labels
 */
export function movedApart(
  wanted: readonly (Place | null)[],
  { x: left, y: top, width, height }: Rect,
  size: number,
  gap: number,
): readonly (Place | null)[] {
  const inside = ([x, y]: Place): Place => [
    clamp(x, left + size / 2, left + width - size / 2),
    clamp(y, top + size / 2, top + height - size / 2),
  ];
  const places = wanted.map((place) => place && inside(place));
  for (let round = 0, moved = true; round < ROUNDS && moved; round += 1) {
    moved = false;
    for (let i = 0; i < places.length; i += 1) {
      for (let j = i + 1; j < places.length; j += 1) {
        const [a, b] = [places[i], places[j]];
        if (!a || !b) continue;
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const [lackX, lackY] = [size + gap - Math.abs(dx), size + gap - Math.abs(dy)];
        if (lackX <= 0.01 || lackY <= 0.01) continue;
        moved = true;
        const pushX = lackX < lackY ? ((dx < 0 ? -1 : 1) * lackX) / 2 : 0;
        const pushY = lackX < lackY ? 0 : ((dy < 0 ? -1 : 1) * lackY) / 2;
        places[i] = inside([a[0] - pushX, a[1] - pushY]);
        places[j] = inside([b[0] + pushX, b[1] + pushY]);
      }
    }
  }
  return places;
}
