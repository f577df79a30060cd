import { contours } from 'd3-contour';
import { clamp } from '../maths.ts';
import type { Place2 } from '../objectives/surface.ts';
import type { Network } from './network.ts';
import { decisionMaps, type LogitMap } from './two-classes.ts';

/** Where a network changes from one class to the other, within the square from −1 to 1. */
export interface Boundary {
  /** The curves that are closed, each as a polygon. */
  readonly loops: readonly (readonly Place2[])[];
  /** Whether any curve runs out of the square. */
  readonly open: boolean;
}

/** Samples along each side of the square, in the middle of cells of equal area. */
const SIDE = 51;
const REACH = 1 - 1 / SIDE;

/** The decision maps of networks of one architecture, of which every sample stands for the same area of the square. */
export const evenMaps = (networks: readonly Network[]): readonly LogitMap[] =>
  decisionMaps(networks, SIDE, REACH);

/** The class that each sample of {@link evenMaps} has by a rule, positive for class 1. */
export const evenTruth = (truth: (x: number, y: number) => number): readonly (0 | 1)[] =>
  Array.from({ length: SIDE * SIDE }, (_, i) =>
    truth(placeAt((i % SIDE) + 0.5), placeAt(Math.floor(i / SIDE) + 0.5)) > 0 ? 1 : 0,
  );

/** Agreement with the truth: the share of the square's area in which a map has the class that the truth has. */
export const areaShare = (map: LogitMap, truth: readonly (0 | 1)[]): number =>
  map.reduce((sum, logit, i) => sum + (logit > 0 === (truth[i] === 1) ? 1 : 0), 0) / map.length;

/** The place along an axis of a coordinate of d3-contour, which counts from the edge of the first sample's cell. */
const placeAt = (at: number): number => (2 * at) / SIDE - 1;

/** The boundary in one of {@link evenMaps}: marching squares with linear interpolation. */
export function boundaryOf(map: LogitMap): Boundary {
  const atEdge = (at: number): boolean => at <= 0 || at >= SIDE;
  const loops: (readonly Place2[])[] = [];
  let open = false;
  for (const ring of contours()
    .size([SIDE, SIDE])
    .contour(map as number[], 0)
    .coordinates.flat()) {
    const edges = ring.filter(([x = 0, y = 0]) => atEdge(x) || atEdge(y)).length;
    if (edges === 0) loops.push(ring.map(([x = 0, y = 0]): Place2 => [placeAt(x), placeAt(y)]));
    else if (edges < ring.length) open = true;
  }
  return { loops, open };
}

/** Whether a boundary is closed: curves there are, and none runs out of the square. */
export const isClosed = ({ loops, open }: Boundary): boolean => loops.length > 0 && !open;

const cross = ([x, y]: Place2, [u, v]: Place2): number => x * v - u * y;
/** Each side of a polygon, as its ends. */
const sidesOf = (polygon: readonly Place2[]): readonly (readonly [Place2, Place2])[] =>
  polygon.flatMap((from, i) => {
    const to = polygon[(i + 1) % polygon.length];
    return to === undefined ? [] : [[from, to] as const];
  });

/** Twice the area of a polygon, positive if it runs counter-clockwise. */
const doubledArea = (polygon: readonly Place2[]): number =>
  sidesOf(polygon).reduce((sum, [from, to]) => sum + cross(from, to), 0);

const distance = ([x, y]: Place2, [u, v]: Place2): number => Math.sqrt((x - u) * (x - u) + (y - v) * (y - v));

/** The place of the stretch between two others that is nearest to one. */
function nearestOn([x, y]: Place2, [[ax, ay], [bx, by]]: readonly [Place2, Place2]): Place2 {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : clamp(((x - ax) * dx + (y - ay) * dy) / length, 0, 1);
  return [ax + along * dx, ay + along * dy];
}

/** How round a closed curve is, and what that is measured from. */
export interface Roundness {
  /** The centre of its area, and the places of the curve that are nearest to it and farthest from it. */
  readonly centre: Place2;
  readonly nearest: Place2;
  readonly farthest: Place2;
  /** Shortest radius ÷ longest: 1 for a circle, b/a for an ellipse, 1/√2 for a square, ½ for a triangle of equal sides. */
  readonly share: number;
}

/**
 * Roundness of a closed curve: the shortest distance from the centre of its area to the curve, divided by the longest; 0 if
 * the centre lies outside of it.
 *
 * @param polygon of an area above 0
 */
export function roundnessOf(polygon: readonly Place2[]): Roundness {
  const area = doubledArea(polygon);
  const sides = sidesOf(polygon);
  const moment = (axis: 0 | 1): number =>
    sides.reduce((sum, [from, to]) => sum + (from[axis] + to[axis]) * cross(from, to), 0) / (3 * area);
  const centre: Place2 = [moment(0), moment(1)];
  const inside = sides.filter(
    ([[ax, ay], [bx, by]]) =>
      ay > centre[1] !== by > centre[1] && centre[0] < ax + ((bx - ax) * (centre[1] - ay)) / (by - ay),
  ).length;
  const away = (place: Place2): number => distance(centre, place);
  const nearest = sides
    .map((side) => nearestOn(centre, side))
    .reduce((best, place) => (away(place) < away(best) ? place : best));
  const farthest = polygon.reduce((best, place) => (away(place) > away(best) ? place : best));
  return { centre, nearest, farthest, share: inside % 2 === 1 ? away(nearest) / away(farthest) : 0 };
}

/** The closed curve that encloses the largest area; `undefined` if there is none. */
export const largestLoop = ({ loops }: Boundary): readonly Place2[] | undefined =>
  loops.reduce<readonly Place2[] | undefined>(
    (best, loop) =>
      best === undefined || Math.abs(doubledArea(loop)) > Math.abs(doubledArea(best)) ? loop : best,
    undefined,
  );
