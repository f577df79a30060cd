import { exp, lerp, ln } from '../sim/maths.ts';
import type { Place, Rect } from './rect.ts';

/** What a camera is on: the place in the middle of its picture, and how many times as large as usual it shows it. */
export interface Shot {
  readonly at: Place;
  /** > 0; 1 is the usual size. */
  readonly zoom: number;
}

/** The shot of all that a rectangle holds. */
export const wholeShot = ({ x, y, width, height }: Rect): Shot => ({
  at: [x + width / 2, y + height / 2],
  zoom: 1,
});

/**
 * The shot at a fraction of the way from one to another. The zoom changes by the same factor in equal times, and the one
 * place that both shots show at the same spot stays there all the way, so nothing swims.
 */
export function shotBetween(from: Shot, to: Shot, t: number): Shot {
  const zoom = exp(lerp(ln(from.zoom), ln(to.zoom), t));
  const [a, b] = [1 / from.zoom, 1 / to.zoom];
  // The centre moves along with 1 / zoom; without a change of zoom it moves evenly.
  const share = Math.abs(a - b) < 1e-6 * a ? t : (a - 1 / zoom) / (a - b);
  return { at: [lerp(from.at[0], to.at[0], share), lerp(from.at[1], to.at[1], share)], zoom };
}

/** Where a camera with this shot, whose picture fills a rectangle, shows a place of the scene. */
export const seenAt = ({ at, zoom }: Shot, picture: Rect, [x, y]: Place): Place => [
  picture.x + picture.width / 2 + zoom * (x - at[0]),
  picture.y + picture.height / 2 + zoom * (y - at[1]),
];
