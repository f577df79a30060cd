import { cosPi } from '../sim/maths.ts';
import { type Score, scoreAt } from '../sim/readout.ts';
import type { Spot } from './orbit.ts';

/** A flat piece of the border between two classes, in a box. */
export interface Cut {
  readonly between: readonly [number, number];
  readonly corners: readonly Spot[];
  /** Its edges where a third class meets them, not those where it ends only with the box. */
  readonly edges: readonly (readonly [Spot, Spot])[];
}

const dot = (a: Spot, b: Spot): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Spot, b: Spot): Spot => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const along = (from: Spot, u: Spot, far: number, v: Spot, wide: number): Spot => [
  from[0] + far * u[0] + wide * v[0],
  from[1] + far * u[1] + wide * v[1],
  from[2] + far * u[2] + wide * v[2],
];
const unitOf = (a: Spot): Spot => along([0, 0, 0], a, 1 / Math.sqrt(dot(a, a)), a, 0);

/** By how much a class is ahead of another, itself like a score: on the border it is zero. */
const lead = (scores: readonly Score[], a: number, b: number): readonly [number, number, number, number] => {
  const behind = (i: number): number => (scores[a]?.[i] ?? 0) - (scores[b]?.[i] ?? 0);
  return [behind(0), behind(1), behind(2), behind(3)];
};

/** What is left of a convex polygon where a linear function is not negative. */
export function clipped(corners: readonly Spot[], height: (spot: Spot) => number): readonly Spot[] {
  return corners.flatMap((corner, i): readonly Spot[] => {
    const next = corners[(i + 1) % corners.length] ?? corner;
    const [here, there] = [height(corner), height(next)];
    const kept = here >= 0 ? [corner] : [];
    if (here >= 0 === there >= 0) return kept;
    const t = here / (here - there);
    return [...kept, along(along(corner, corner, -t, next, t), corner, 0, next, 0)];
  });
}

/** The plane on which two classes score alike, as far as it lies in a box around the origin; empty if it does not. */
export function cutBetween(scores: readonly Score[], a: number, b: number, half: Spot): readonly Spot[] {
  const [at, ...normal] = lead(scores, a, b);
  const [steep, reach] = [Math.sqrt(dot(normal, normal)), 2 * Math.sqrt(dot(half, half))];
  if (!(steep > 0 && Math.abs(at) < steep * reach)) return [];
  const n = unitOf(normal);
  const foot: Spot = along([0, 0, 0], n, -at / steep, n, 0);
  // Any direction that is not the normal's gives the two within the plane; of a plane's lines one is the depth.
  const u = unitOf(cross(n, Math.abs(n[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const v = cross(n, u);
  const whole = [
    along(foot, u, reach, v, reach),
    along(foot, u, -reach, v, reach),
    along(foot, u, -reach, v, -reach),
    along(foot, u, reach, v, -reach),
  ];
  const sides = ([0, 1, 2] as const).flatMap((axis) => [
    (spot: Spot) => half[axis] - spot[axis],
    (spot: Spot) => half[axis] + spot[axis],
  ]);
  return sides.reduce(clipped, whole as readonly Spot[]);
}

/** The edges of a polygon that do not lie on a side of the box. */
function edgesWithin(corners: readonly Spot[], half: Spot): readonly (readonly [Spot, Spot])[] {
  const onSide = (spot: Spot, axis: 0 | 1 | 2): boolean => Math.abs(spot[axis]) > half[axis] * (1 - 1e-6);
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % corners.length] ?? from;
    const outer = ([0, 1, 2] as const).some(
      (axis) => onSide(from, axis) && onSide(to, axis) && from[axis] * to[axis] > 0,
    );
    return outer ? [] : [[from, to] as const];
  });
}

/** All borders between the classes that score highest: flat, as scores are linear. @param classes that take part */
export function cutsOf(scores: readonly Score[], classes: readonly number[], half: Spot): readonly Cut[] {
  return classes.flatMap((a, i) =>
    classes.slice(i + 1).flatMap((b): readonly Cut[] => {
      const rivals = classes.filter((other) => other !== a && other !== b);
      const corners = rivals.reduce(
        (left, rival) => {
          const ahead = lead(scores, a, rival);
          return clipped(left, (spot) => scoreAt(ahead, spot));
        },
        cutBetween(scores, a, b, half),
      );
      return corners.length < 3 ? [] : [{ between: [a, b], corners, edges: edgesWithin(corners, half) }];
    }),
  );
}

/** The place of a class in a flat section of the box: where it scores highest. */
export interface Cell {
  readonly own: number;
  readonly corners: readonly Spot[];
}

/** The cells of all classes at a depth: convex, as scores are linear. @param classes that take part */
export function cellsAtDepth(
  scores: readonly Score[],
  classes: readonly number[],
  [x, y]: Spot,
  depth: number,
): readonly Cell[] {
  const section: readonly Spot[] = [
    [-x, -y, depth],
    [x, -y, depth],
    [x, y, depth],
    [-x, y, depth],
  ];
  return classes.flatMap((own): readonly Cell[] => {
    const corners = classes.reduce((left, rival) => {
      const ahead = lead(scores, own, rival);
      return rival === own ? left : clipped(left, (spot) => scoreAt(ahead, spot));
    }, section);
    return corners.length < 3 ? [] : [{ own, corners }];
  });
}

/** The turn, −½ … ½ half turns, from which the plane on which two classes score alike is seen edge-on: as a line. */
export function edgeOn(scores: readonly Score[], a: number, b: number): number {
  const [, x, , z] = lead(scores, a, b);
  const facing = (turn: number): number => cosPi(turn) * z - cosPi(turn - 0.5) * x;
  // It faces one way at −½ and the other at ½.
  let [low, high] = [-0.5, 0.5];
  for (let k = 0; k < 40; k += 1) {
    const middle = (low + high) / 2;
    if (facing(middle) > 0 === facing(low) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
