/**
 * The tilted double-well quartic: the simplest loss with a trap.
 *
 *   L(x)  = a (x² − 1)² − b x
 *   L′(x) = 4 a x (x² − 1) − b
 *   L″(x) = 12 a x² − 4 a
 *
 * a → `a` (> 0, height of the hill between the wells), b → `b` (tilt, of either sign; for b > 0 the right well is
 * deeper). Beyond |b| = 8a / (3√3), the fold, only one well is left.
 */
import type { Objective, Point } from './objective.ts';

/** The coefficients of L(x) = a(x² − 1)² − b·x: the height a > 0 of the barrier between the wells, and their tilt b. */
export interface DoubleWell {
  readonly a: number;
  readonly b: number;
}

/** L(x). */
export function doubleWellValue({ a, b }: DoubleWell, x: number): number {
  const well = x * x - 1;
  return a * well * well - b * x;
}

/** L′(x), the slope. */
export const doubleWellGradient = ({ a, b }: DoubleWell, x: number): number => 4 * a * x * (x * x - 1) - b;

/** L″(x), the curvature. */
export const doubleWellCurvature = ({ a }: DoubleWell, x: number): number => 12 * a * x * x - 4 * a;

/** The double well as an {@link Objective} of one dimension. */
export function doubleWell(parameters: DoubleWell): Objective {
  const first = (point: Point): number => point[0] ?? Number.NaN;
  return {
    value: (point) => doubleWellValue(parameters, first(point)),
    gradient: (point) => [doubleWellGradient(parameters, first(point))],
  };
}

/** Where the slope is zero: position x, L(x) and the curvature L″(x) there. */
export interface CriticalPoint {
  readonly x: number;
  readonly loss: number;
  readonly curvature: number;
  readonly kind: 'minimum' | 'maximum';
}

/** x³ − x − q: L′ divided by 4a, with q = b / 4a. */
const reducedCubic = (q: number, x: number): number => x * x * x - x - q;

/**
 * The root of the reduced cubic in [low, high], where it is monotone and changes sign.
 * Bisection down to neighbouring doubles: no tolerance to choose, the same result on every engine.
 */
function bisect(q: number, low: number, high: number): number {
  const rising = reducedCubic(q, high) > 0;
  let [lower, upper] = [low, high];
  for (;;) {
    const middle = lower + (upper - lower) / 2;
    if (middle <= lower || middle >= upper) break;
    if (reducedCubic(q, middle) > 0 === rising) upper = middle;
    else lower = middle;
  }
  return Math.abs(reducedCubic(q, lower)) <= Math.abs(reducedCubic(q, upper)) ? lower : upper;
}

/**
 * All points with L′ = 0, from left to right: three within the fold, one beyond it. The cubic is monotone
 * between its own extrema ±1/√3, so each interval with a sign change contains exactly one root.
 * At the fold itself the double root is an inflection, not a critical point to settle in, and is left out.
 */
export function criticalPoints(objective: DoubleWell): readonly CriticalPoint[] {
  const q = objective.b / (4 * objective.a);
  const turn = 1 / Math.sqrt(3);
  const bound = 2 + Math.abs(q); // every root of x³ − x − q lies within (Cauchy)
  const stretches = [
    [-bound, -turn],
    [-turn, turn],
    [turn, bound],
  ] as const;
  return stretches.flatMap(([low, high]) => {
    if (!(reducedCubic(q, low) * reducedCubic(q, high) < 0)) return [];
    const x = bisect(q, low, high);
    const curvature = doubleWellCurvature(objective, x);
    if (curvature === 0) return [];
    return [
      { x, loss: doubleWellValue(objective, x), curvature, kind: curvature > 0 ? 'minimum' : 'maximum' },
    ];
  });
}

/** The wells of a double well, named. */
export interface Wells {
  /** The global minimum; with equal wells, the right one. */
  readonly global: CriticalPoint;
  /** The other minimum; `null` beyond the fold. With equal wells it is as deep as the global one. */
  readonly local: CriticalPoint | null;
  /** The maximum between the wells; `null` beyond the fold. */
  readonly hill: CriticalPoint | null;
  /** True if both wells are equally deep (b = 0). */
  readonly equal: boolean;
}

/** Finds and classifies the wells. L → ∞ on both sides, so there is always at least one. */
export function wells(objective: DoubleWell): Wells {
  const points = criticalPoints(objective);
  const minima = points
    .filter((point) => point.kind === 'minimum')
    .sort((p, q) => p.loss - q.loss || q.x - p.x);
  const [global, local = null] = minima;
  if (global === undefined) throw new Error(`double well: a must be positive, got ${objective.a}`);
  const hill = points.find((point) => point.kind === 'maximum') ?? null;
  return { global, local, hill, equal: local !== null && local.loss === global.loss };
}

/**
 * The learning rate above which gradient descent cannot settle in a minimum: 2 / L″.
 * Near a minimum m an update maps x − m to (1 − rate · L″(m)) (x − m), which shrinks only while rate < 2 / L″.
 *
 * @param curvature L″ at the minimum, > 0
 */
export const stabilityThreshold = (curvature: number): number => 2 / curvature;
