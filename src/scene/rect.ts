import { clamp, lerp } from '../sim/maths.ts';

/** A rectangle in scene units. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place in scene units. */
export type Place = readonly [x: number, y: number];

/** A rectangle reduced by a margin on all sides; a negative margin enlarges it. */
export const inset = ({ x, y, width, height }: Rect, margin: number): Rect => ({
  x: x + margin,
  y: y + margin,
  width: width - 2 * margin,
  height: height - 2 * margin,
});

/** The rectangle at a fraction of the way from one to another. */
export const mixRect = (from: Rect, to: Rect, t: number): Rect => ({
  x: lerp(from.x, to.x, t),
  y: lerp(from.y, to.y, t),
  width: lerp(from.width, to.width, t),
  height: lerp(from.height, to.height, t),
});

/** The largest centred square in a rectangle. */
export function squareIn({ x, y, width, height }: Rect): Rect {
  const side = Math.min(width, height);
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}

/** Whether a place lies in a rectangle; its edges belong to it. */
export const contains = ({ x, y, width, height }: Rect, [px, py]: Place): boolean =>
  px >= x && px <= x + width && py >= y && py <= y + height;

/** Whether two rectangles have more in common than an edge. */
export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The place in a rectangle that is nearest to another. */
export const nearest = ({ x, y, width, height }: Rect, [px, py]: Place): Place => [
  clamp(px, x, x + width),
  clamp(py, y, y + height),
];
