import { IDENTITY, type Matrix } from './matrix.ts';
import type { Box, DisplayOp, Shape } from './model.ts';
import { geometryOf, type PathGeometry, pathGeometry, VERB } from './path-data.ts';

/** Least and greatest coordinates found so far. */
interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function add(extent: Extent, x: number, y: number): void {
  if (x < extent.left) extent.left = x;
  if (x > extent.right) extent.right = x;
  if (y < extent.top) extent.top = y;
  if (y > extent.bottom) extent.bottom = y;
}

const inside = ({ left, top, right, bottom }: Extent, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Adds a point of a quadratic. */
function addQuadratic(extent: Extent, t: number, x: readonly number[], y: readonly number[]): void {
  if (!(t > 0 && t < 1)) return;
  const s = 1 - t;
  const [k0, k1, k2] = [s * s, 2 * s * t, t * t];
  const [x0 = 0, x1 = 0, x2 = 0] = x;
  const [y0 = 0, y1 = 0, y2 = 0] = y;
  add(extent, k0 * x0 + k1 * x1 + k2 * x2, k0 * y0 + k1 * y1 + k2 * y2);
}

/** Adds a point of a cubic. */
function addCubic(extent: Extent, t: number, x: readonly number[], y: readonly number[]): void {
  const s = 1 - t;
  const [k0, k1, k2, k3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  const [x0 = 0, x1 = 0, x2 = 0, x3 = 0] = x;
  const [y0 = 0, y1 = 0, y2 = 0, y3 = 0] = y;
  add(extent, k0 * x0 + k1 * x1 + k2 * x2 + k3 * x3, k0 * y0 + k1 * y1 + k2 * y2 + k3 * y3);
}

/** Tight bounds of straight lines and curves under a map; undefined for an empty path. */
function geometryBounds({ verbs, points }: PathGeometry, [a, b, c, d, e, f]: Matrix): Box | undefined {
  if (points.length === 0) return undefined;
  const extent: Extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const xOf = (i: number): number => a * (points[i] as number) + c * (points[i + 1] as number) + e;
  const yOf = (i: number): number => b * (points[i] as number) + d * (points[i + 1] as number) + f;
  let at = 0;
  let [x0, y0] = [0, 0];
  for (let v = 0; v < verbs.length; v += 1) {
    const verb = verbs[v];
    if (verb === VERB.close) continue;
    if (verb === VERB.quadratic) {
      const [x1, y1, x2, y2] = [xOf(at), yOf(at), xOf(at + 2), yOf(at + 2)];
      add(extent, x2, y2);
      if (!inside(extent, x1, y1)) {
        addQuadratic(extent, (x0 - x1) / (x0 - 2 * x1 + x2), [x0, x1, x2], [y0, y1, y2]);
        addQuadratic(extent, (y0 - y1) / (y0 - 2 * y1 + y2), [x0, x1, x2], [y0, y1, y2]);
      }
      [x0, y0] = [x2, y2];
      at += 4;
    } else if (verb === VERB.cubic) {
      const [x1, y1, x2, y2] = [xOf(at), yOf(at), xOf(at + 2), yOf(at + 2)];
      const [x3, y3] = [xOf(at + 4), yOf(at + 4)];
      add(extent, x3, y3);
      if (!inside(extent, x1, y1) || !inside(extent, x2, y2)) {
        for (const t of extremes(x0, x1, x2, x3)) addCubic(extent, t, [x0, x1, x2, x3], [y0, y1, y2, y3]);
        for (const t of extremes(y0, y1, y2, y3)) addCubic(extent, t, [x0, x1, x2, x3], [y0, y1, y2, y3]);
      }
      [x0, y0] = [x3, y3];
      at += 6;
    } else {
      [x0, y0] = [xOf(at), yOf(at)];
      add(extent, x0, y0);
      at += 2;
    }
  }
  return extent;
}

/** Parameters in (0, 1) at which one coordinate of a cubic has an extremum. */
function extremes(p0: number, p1: number, p2: number, p3: number): readonly number[] {
  const a = p3 - 3 * p2 + 3 * p1 - p0;
  const b = 2 * (p2 - 2 * p1 + p0);
  const c = p1 - p0;
  const root = Math.sqrt(b * b - 4 * a * c);
  // Numerically stable roots; NaN and infinities fail the range test.
  const q = -(b + (b < 0 ? -root : root)) / 2;
  return [q / a, c / q].filter((t) => t > 0 && t < 1);
}

const rememberedBounds = new WeakMap<PathGeometry, Box>();

/**
 * Tight bounds of path data, including the extrema of curves, without stroke; undefined for an empty path.
 *
 * @param matrix from the path's units to those of the result
 */
export const pathBounds = (d: string, matrix: Matrix = IDENTITY): Box | undefined =>
  boundsUnder(pathGeometry(d), matrix);

function boundsUnder(geometry: PathGeometry, matrix: Matrix): Box | undefined {
  const [a, b, c, e, tx, ty] = matrix;
  if (b !== 0 || c !== 0) return geometryBounds(geometry, matrix);
  let box = rememberedBounds.get(geometry);
  if (box === undefined) {
    box = geometryBounds(geometry, IDENTITY);
    if (box === undefined) return undefined;
    rememberedBounds.set(geometry, box);
  }
  const [x1, x2, y1, y2] = [a * box.left + tx, a * box.right + tx, e * box.top + ty, e * box.bottom + ty];
  return { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) };
}

/** Bounds of a shape's outline under a map, without stroke; undefined for an empty one. */
export function shapeBounds(shape: Shape, matrix: Matrix = IDENTITY): Box | undefined {
  if (shape.kind === 'path') return boundsUnder(geometryOf(shape), matrix);
  const [a, b, c, d, e, f] = matrix;
  if (shape.kind === 'ellipse') {
    const { cx, cy, rx, ry } = shape;
    const [x, y] = [a * cx + c * cy + e, b * cx + d * cy + f];
    const dx = Math.sqrt(a * rx * (a * rx) + c * ry * (c * ry));
    const dy = Math.sqrt(b * rx * (b * rx) + d * ry * (d * ry));
    return { left: x - dx, top: y - dy, right: x + dx, bottom: y + dy };
  }
  return rectBounds(shape.x, shape.y, shape.width, shape.height, matrix);
}

function rectBounds(x: number, y: number, width: number, height: number, [a, b, c, d, e, f]: Matrix): Box {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const [mx, my] = [a * cx + c * cy + e, b * cx + d * cy + f];
  const dx = (Math.abs(a) * width + Math.abs(c) * height) / 2;
  const dy = (Math.abs(b) * width + Math.abs(d) * height) / 2;
  return { left: mx - dx, top: my - dy, right: mx + dx, bottom: my + dy };
}

/** The smallest box around all of them; undefined for none. */
export function union(boxes: Iterable<Box | undefined>): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    if (box === undefined) continue;
    left = Math.min(left, box.left);
    top = Math.min(top, box.top);
    right = Math.max(right, box.right);
    bottom = Math.max(bottom, box.bottom);
  }
  return left <= right && top <= bottom ? { left, top, right, bottom } : undefined;
}

function intersection(a: Box, b: Box): Box | undefined {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  const [right, bottom] = [Math.min(a.right, b.right), Math.min(a.bottom, b.bottom)];
  return left <= right && top <= bottom ? { left, top, right, bottom } : undefined;
}

const reached = new WeakMap<DisplayOp, Box | null>();

/**
 * Bounds of what an operation draws, in device coordinates; undefined if it draws nothing. A stroke adds half its
 * width all around; with `reach`, as far as its mitres and square caps can extend.
 */
export function opBounds(op: DisplayOp, reach = false): Box | undefined {
  if (!reach) return boundsOf(op, false);
  // Several questions are asked of each operation of a frame.
  let box = reached.get(op);
  if (box === undefined) {
    box = boundsOf(op, true) ?? null;
    reached.set(op, box);
  }
  return box ?? undefined;
}

function boundsOf(op: DisplayOp, reach: boolean): Box | undefined {
  if (op.kind === 'group') {
    const inside = union(op.children.map((child) => opBounds(child, reach)));
    if (op.clip === undefined || inside === undefined) return inside;
    const clip = union(op.clip.map(({ shape, matrix }) => shapeBounds(shape, matrix)));
    return clip === undefined ? undefined : intersection(inside, clip);
  }
  if (op.kind === 'image') return rectBounds(op.x, op.y, op.width, op.height, op.matrix);
  const box = shapeBounds(op.shape, op.matrix);
  if (box === undefined || op.stroke === undefined) return box;
  const { width, join, miterLimit, cap } = op.stroke;
  const further = reach ? Math.max(join === 'miter' ? miterLimit : 1, cap === 'square' ? Math.SQRT2 : 1) : 1;
  const half = (width / 2) * further;
  const [a, b, c, d] = op.matrix;
  const [dx, dy] = [half * Math.sqrt(a * a + c * c), half * Math.sqrt(b * b + d * d)];
  return { left: box.left - dx, top: box.top - dy, right: box.right + dx, bottom: box.bottom + dy };
}
