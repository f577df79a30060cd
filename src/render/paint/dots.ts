import type { Shape, Stroke } from './display/model.ts';
import { geometryOf, type PathGeometry, VERB } from './display/path-data.ts';
import type { Box, ShapeOp } from './display-list.ts';
import { markBox, type TileGrid, touchesBox } from './tiles.ts';

/** Strokes no longer than this, in scene units, count as dots: only their round caps are visible. */
const NO_LENGTH = 0.05;

const found = new WeakMap<PathGeometry, Float32Array | null>();

function middles({ verbs, points }: PathGeometry): Float32Array | null {
  if (verbs.length < 2 || verbs.length % 2 !== 0) return null;
  const dots = new Float32Array(verbs.length);
  for (let i = 0; i < verbs.length; i += 2) {
    if (verbs[i] !== VERB.move || verbs[i + 1] !== VERB.line) return null;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [
      points[2 * i],
      points[2 * i + 1],
      points[2 * i + 2],
      points[2 * i + 3],
    ];
    if (Math.abs(x1 - x0) > NO_LENGTH || Math.abs(y1 - y0) > NO_LENGTH) return null;
    dots[i] = (x0 + x1) / 2;
    dots[i + 1] = (y0 + y1) / 2;
  }
  return dots;
}

/**
 * The centres x, y, x, y … of a path that consists only of dots: opaque zero-length strokes with round caps. Drawing
 * points is twice as fast as stroking such a path. Undefined for any other path.
 */
export function dotsOf(shape: Shape, { ink, cap, dashes }: Stroke): Float32Array | undefined {
  if (shape.kind !== 'path' || cap !== 'round' || dashes.length > 0) return undefined;
  // Overlapping translucent dots would add up.
  if (ink.alpha !== 1 || ink.colour?.[3] !== 1) return undefined;
  const geometry = geometryOf(shape);
  let dots = found.get(geometry);
  if (dots === undefined) {
    dots = middles(geometry);
    found.set(geometry, dots);
  }
  return dots ?? undefined;
}

/** The box of a dot of an operation, in the picture's units. */
function boxOf({ matrix, stroke }: ShapeOp, x: number, y: number): Box {
  const [a, b, c, d, e, f] = matrix;
  const radius = (stroke?.width ?? 0) / 2;
  const [middleX, middleY] = [a * x + c * y + e, b * x + d * y + f];
  const [wide, high] = [radius * Math.sqrt(a * a + c * c), radius * Math.sqrt(b * b + d * d)];
  return { left: middleX - wide, top: middleY - high, right: middleX + wide, bottom: middleY + high };
}

/** Those of an operation's dots that may touch a marked tile: each is drawn by itself, so the tiles do not need the others. */
export function dotsIn(dots: Float32Array, op: ShapeOp, only: TileGrid): Float32Array {
  const kept = new Float32Array(dots.length);
  let length = 0;
  for (let i = 0; i < dots.length; i += 2) {
    const [x, y] = [dots[i] as number, dots[i + 1] as number];
    if (!touchesBox(only, boxOf(op, x, y))) continue;
    kept[length] = x;
    kept[length + 1] = y;
    length += 2;
  }
  return kept.subarray(0, length);
}

/**
 * Marks the tiles of those dots that are not in two operations at the same place in their order.
 *
 * @param before drawn in the same way as `after`
 * @returns false, without marking any, if they are not both dots
 */
export function markDots(before: ShapeOp, after: ShapeOp, grid: TileGrid): boolean {
  const [from, to] = [before, after].map((op) => op.stroke && dotsOf(op.shape, op.stroke));
  if (from === undefined || to === undefined) return false;
  for (let i = 0; i < Math.max(from.length, to.length); i += 2) {
    const [x0, y0, x1, y1] = [from[i], from[i + 1], to[i], to[i + 1]];
    if (x0 === x1 && y0 === y1) continue;
    if (x0 !== undefined && y0 !== undefined) markBox(grid, boxOf(before, x0, y0));
    if (x1 !== undefined && y1 !== undefined) markBox(grid, boxOf(after, x1, y1));
  }
  return true;
}
