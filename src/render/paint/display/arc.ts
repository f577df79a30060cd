import { rotation } from './matrix.ts';

/** Control points of the cubic that follows the unit circle from u to v, no more than a quarter turn. */
function unitArc(u: readonly [number, number], v: readonly [number, number]): readonly number[] {
  const cosine = Math.min(1, Math.max(-1, u[0] * v[0] + u[1] * v[1]));
  const turn = u[0] * v[1] - u[1] * v[0] >= 0 ? 1 : -1;
  // tan(θ/4) from cos θ by half-angle formulas: square roots only, the same on every engine.
  const half = Math.sqrt((1 + cosine) / 2);
  const quarter = Math.sqrt((1 - half) / (1 + half));
  const k = (turn * 4 * quarter) / 3;
  return [u[0] - k * u[1], u[1] + k * u[0], v[0] + k * v[1], v[1] - k * v[0], v[0], v[1]];
}

/**
 * SVG's elliptical arc as cubics, each no more than a quarter turn: x1, y1, x2, y2, x, y, …
 * Undefined if SVG requires a straight line (a radius of 0); empty if both ends coincide.
 */
export function arcToCubics(
  fromX: number,
  fromY: number,
  radiusX: number,
  radiusY: number,
  degrees: number,
  large: boolean,
  sweep: boolean,
  toX: number,
  toY: number,
): readonly number[] | undefined {
  if (fromX === toX && fromY === toY) return [];
  if (radiusX === 0 || radiusY === 0) return undefined;
  const [sine, cosine] = rotation(degrees);
  // Transform to coordinates in which the ellipse is axis-aligned, centred between the ends.
  const [hx, hy] = [(fromX - toX) / 2, (fromY - toY) / 2];
  const [x, y] = [cosine * hx + sine * hy, cosine * hy - sine * hx];
  let [rx, ry] = [Math.abs(radiusX), Math.abs(radiusY)];
  const stretch = Math.sqrt((x / rx) * (x / rx) + (y / ry) * (y / ry));
  if (stretch > 1) [rx, ry] = [rx * stretch, ry * stretch];
  // In units of the radii both ends lie on a unit circle around (cx, cy).
  const [px, py] = [x / rx, y / ry];
  const square = px * px + py * py;
  const offset = Math.sqrt(Math.max(0, (1 - square) / square)) * (large === sweep ? -1 : 1);
  const [cx, cy] = [offset * py, -offset * px];
  const start: readonly [number, number] = [px - cx, py - cy];
  const end: readonly [number, number] = [-px - cx, -py - cy];
  // Quarter turns from the start, as long as they do not pass the end.
  const next = ([a, b]: readonly [number, number]): readonly [number, number] => (sweep ? [-b, a] : [b, -a]);
  const side = (u: readonly [number, number], v: readonly [number, number]) =>
    (u[0] * v[1] - u[1] * v[0]) * (sweep ? 1 : -1);
  const corners = [start];
  for (let at = start, i = 0; i < 4; i += 1) {
    // Slightly more than a quarter is still one cubic: rounding must not add a whole turn to a half circle.
    if (side(at, end) > 0 && at[0] * end[0] + at[1] * end[1] >= -1e-9) break;
    at = next(at);
    corners.push(at);
  }
  corners.push(end);
  const unit = corners.slice(1).flatMap((to, i) => unitArc(corners[i] ?? start, to));
  const [midX, midY] = [(fromX + toX) / 2, (fromY + toY) / 2];
  const cubics: number[] = [];
  for (let i = 0; i < unit.length; i += 2) {
    const [ux, uy] = [((unit[i] ?? 0) + cx) * rx, ((unit[i + 1] ?? 0) + cy) * ry];
    cubics.push(cosine * ux - sine * uy + midX, sine * ux + cosine * uy + midY);
  }
  cubics.splice(cubics.length - 2, 2, toX, toY);
  return cubics;
}
