import { cosPi } from '../maths.ts';
import { normal } from '../normal.ts';
import { type RandomStream, random, type Seed } from '../random.ts';
import type { LabelledPoint } from './labelled-points.ts';

/** Two classes of points in the square from −1 to 1. */
export const TWO_CLASS_SHAPES = ['rings', 'moons', 'spirals', 'xor', 'blobs'] as const;
/** The name of such a set of points. */
export type TwoClassShape = (typeof TWO_CLASS_SHAPES)[number];

type Spot = readonly [x: number, y: number];

const sinPi = (x: number): number => cosPi(x - 0.5);

/** Radii of the inner ring, which is class 1, and of the outer. */
const RINGS = [0.45, 0.7] as const;
/** The circle halfway between the rings. */
const RINGS_TRUTH = (RINGS[0] + RINGS[1]) / 2;
/** Radius of the moons, and where their circles have their centres: class 1 bulges up, class 0 down. */
const MOON = { radius: 0.5, one: [-0.25, -0.12], zero: [0.25, 0.12] } as const;
/** Half-turns of each spiral, and its radius at both ends. */
const SPIRAL = { turns: 3, from: 0.08, to: 0.86 } as const;
/** Centres of the blobs, and how far from the axes the points of xor begin. */
const BLOB: readonly [Spot, Spot] = [
  [-0.42, -0.3],
  [0.42, 0.3],
];
const XOR = [0.08, 0.85] as const;

const around = ([x, y]: Spot, radius: number, angle: number): Spot => [
  x + radius * cosPi(angle),
  y + radius * sinPi(angle),
];

/** A place on a spiral, from its inner end (0) to its outer (1). */
const onSpiral = (label: 0 | 1, at: number): Spot =>
  around([0, 0], SPIRAL.from + (SPIRAL.to - SPIRAL.from) * at, SPIRAL.turns * at + (label === 1 ? 0 : 1));

/** Where a class lies before noise: spots evenly along a ring, a moon or a spiral, at random in the quarters of xor. */
const SPOTS: Readonly<Record<TwoClassShape, (label: 0 | 1, at: number, next: RandomStream) => Spot>> = {
  rings: (label, at) => around([0, 0], label === 1 ? RINGS[0] : RINGS[1], 2 * at),
  moons: (label, at) =>
    label === 1 ? around(MOON.one, MOON.radius, at) : around(MOON.zero, MOON.radius, 1 + at),
  spirals: onSpiral,
  xor: (label, at, next) => {
    const side = at < 0.5 ? 1 : -1;
    const [x, y] = [0, 0].map(() => XOR[0] + (XOR[1] - XOR[0]) * next()) as [number, number];
    return [side * x, (label === 1 ? side : -side) * y];
  },
  blobs: (label) => BLOB[label],
};

const square = (a: number): number => a * a;
const apart = ([x, y]: Spot, [u, v]: Spot): number => Math.sqrt(square(x - u) + square(y - v));

/** Distance of a spot from the upper (1) or lower (−1) half of a moon's circle. */
function fromMoon([x, y]: Spot, [cx, cy]: Spot, half: 1 | -1): number {
  if (half * (y - cy) >= 0) return Math.abs(apart([x, y], [cx, cy]) - MOON.radius);
  return Math.min(apart([x, y], [cx - MOON.radius, cy]), apart([x, y], [cx + MOON.radius, cy]));
}

/** Spots of a spiral that its distance is taken to. */
const SAMPLES = 240;
const spiralSpots = ([0, 1] as const).map((label) =>
  Array.from({ length: SAMPLES + 1 }, (_, i) => onSpiral(label, i / SAMPLES)),
);
const fromSpiral = (spot: Spot, label: 0 | 1): number =>
  (spiralSpots[label] ?? []).reduce(
    (least, on) => Math.min(least, apart(spot, on)),
    Number.POSITIVE_INFINITY,
  );

/**
 * The truth of a shape, whatever the noise: a place belongs to the class whose curve or centre is nearer, in `xor` to that of
 * its quarter. Positive for class 1 and 0 on the boundary; the distances' difference, in `xor` x y.
 */
export const SHAPE_TRUTHS: Readonly<Record<TwoClassShape, (x: number, y: number) => number>> = {
  rings: (x, y) => RINGS_TRUTH - apart([x, y], [0, 0]),
  moons: (x, y) => fromMoon([x, y], MOON.zero, -1) - fromMoon([x, y], MOON.one, 1),
  spirals: (x, y) => fromSpiral([x, y], 0) - fromSpiral([x, y], 1),
  xor: (x, y) => x * y,
  blobs: (x, y) => apart([x, y], BLOB[0]) - apart([x, y], BLOB[1]),
};

/**
 * Draws the points of a shape, the classes in turn and of equal size to within one.
 *
 * @param count points, 2 or more
 * @param noise standard deviation of each coordinate around its place on the shape
 * @param seed keys the noise; the same points are the first of more with as many along the shape
 */
export function shapePoints(
  shape: TwoClassShape,
  count: number,
  noise: number,
  seed: Seed,
): readonly LabelledPoint[] {
  const next = random(seed, `points of ${shape}`);
  const bell = normal(random(seed, `noise of ${shape}`));
  const ofEach = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, i): LabelledPoint => {
    const label = i % 2 === 0 ? 1 : 0;
    const [x, y] = SPOTS[shape](label, (Math.floor(i / 2) + 0.5) / ofEach, next);
    return { x: x + noise * bell(), y: y + noise * bell(), label, flipped: false };
  });
}
