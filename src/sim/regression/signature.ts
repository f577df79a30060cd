import { curvaturesOf, type LeastSquares } from '../objectives/least-squares.ts';
import type { Place2 } from '../objectives/surface.ts';
import type { FittedLine } from './fit-line.ts';

/** How a descent on a bowl went, by what can be seen of it. */
export type SignatureKind = 'settles' | 'way' | 'bounces' | 'climbs' | 'drifts' | 'stalls' | 'crawls';

/** What is recognised in the record of a descent, without knowing how it was made. */
export interface Signature {
  readonly kind: SignatureKind;
  /** The step with the least J. */
  readonly best: number;
  /** How much of the first distance from the minimum is left along the steepest and the flattest direction, 0 for none. */
  readonly left: { readonly steepest: number; readonly flattest: number };
  /** How many times the true slope of J the first gradient was, in w and in b; 1 where it was right, or is 0. */
  readonly check: Place2;
}

/** Fewer updates than this tell nothing of a course. */
const TELLING = 3;
/** The last moves that have to alternate. */
const LAST_MOVES = 6;
/** Settled: at most this share of the first excess cost is left. */
const SETTLED = 1e-3;
/** A run crawls whose first update takes less than this share of the way even along the steepest direction. */
const SHORT = 0.05;
/** J stalls when an update takes less than this share of what is left of it. */
const STALLED = 1e-3;
/** J has risen when it is above its least by more than this share of what it had fallen by, or rises by more than it stalls. */
const RISEN = 0.01;
/** A ratio of the gradient check further from 1 than this is a mistake, not rounding. */
const CHECKED = 1e-4;

const dot = ([a, b]: Place2, [c, d]: Place2): number => a * c + b * d;

/** Whether each of the last moves goes against the one before. */
function alternates(points: readonly Place2[]): boolean {
  const end = points.slice(-LAST_MOVES - 1);
  const moves = end.slice(1).map(([w, b], i): Place2 => [w - (end[i]?.[0] ?? w), b - (end[i]?.[1] ?? b)]);
  return moves.length > 1 && moves.slice(1).every((move, i) => dot(move, moves[i] ?? move) < 0);
}

/**
 * The first gradient against central differences of J, which are exact for a bowl but for rounding. Steps are as long as
 * it takes to change J by half of itself.
 */
function checked({ value, hessian }: LeastSquares, { points, gradients }: FittedLine): Place2 {
  const [[w, b] = [0, 0], used = [0, 0]] = [points[0], gradients[0]];
  const cost = value([w, b]);
  const ratio = (axis: 0 | 1): number => {
    const h = Math.sqrt(cost / (hessian[axis]?.[axis] ?? 1));
    if (!(h > 0)) return 1;
    const at = (by: number): number => value(axis === 0 ? [w + by, b] : [w, b + by]);
    const slope = (at(h) - at(-h)) / (2 * h);
    // A slope that is nothing but rounding tells nothing.
    if (Math.abs(slope) * h < 1e-9 * cost) return 1;
    const found = used[axis] / slope;
    return Math.abs(found - 1) < CHECKED ? 1 : found;
  };
  return gradients.length === 0 ? [1, 1] : [ratio(0), ratio(1)];
}

/**
 * Recognises how gradient descent with all samples went, from its states and costs alone. The rules, in this order:
 *
 * 1. `bounces`: J is rising at the end, or has overflowed, and each of the last moves goes against the one before: it is
 *    thrown from side to side of the valley.
 * 2. `climbs`: J is rising at the end, moves do not alternate, and it was lowest at the start; `drifts`: it was lowest later,
 *    and has since risen by more than 1 % of its fall, or in the last update by more than a thousandth of what is left.
 * 3. `settles`: at most a thousandth of J − J* at the start is left.
 * 4. `way`, too early to tell: fewer than three updates.
 * 5. `crawls`: even along the steepest direction, the first update took less than a twentieth of the way.
 * 6. `stalls`: it took more, and yet the last update took less than a thousandth of what is left of J − J*: the way that is
 *    left lies in a direction too flat for any rate that the steepest allows.
 * 7. `way` otherwise: it gets there, given time.
 *
 * @param bowl over the feature as it was fitted
 */
export function signatureOf(bowl: LeastSquares, run: FittedLine): Signature {
  const { points, losses, overflowed } = run;
  const { steepest, flattest } = curvaturesOf(bowl);
  const [first = bowl.minimum, last = bowl.minimum] = [points[0], points.at(-1)];
  const away = (point: Place2, along: Place2): number =>
    Math.abs(dot([point[0] - bowl.minimum[0], point[1] - bowl.minimum[1]], along));
  const remaining = (along: Place2): number => {
    const before = away(first, along);
    return before > 0 ? away(last, along) / before : 0;
  };
  const left = { steepest: remaining(steepest.along), flattest: remaining(flattest.along) };
  const best = losses.reduce((least, loss, k) => (loss < (losses[least] ?? loss) ? k : least), 0);
  const found = { best, left, check: checked(bowl, run) };

  const [start = 0, before = 0, end = 0] = [losses[0], losses.at(-2), losses.at(-1)];
  const least = losses[best] ?? 0;
  const excess = (loss: number): number => Math.max(0, loss - bowl.leastLoss);
  const turning = alternates(points);
  const settled = excess(end) <= Math.max(SETTLED * excess(start), 1e-12 * bowl.leastLoss);
  const rising =
    losses.length > 1 &&
    end > before &&
    (end - least > RISEN * Math.max(start - least, 1e-9 * start) ||
      (!settled && end - before >= STALLED * excess(before)));
  if (turning && (rising || overflowed)) return { kind: 'bounces', ...found };
  if (rising) return { kind: best === 0 ? 'climbs' : 'drifts', ...found };
  if (settled) return { kind: 'settles', ...found };
  if (points.length <= TELLING) return { kind: 'way', ...found };
  const [second = first] = points.slice(1);
  const strides =
    away(first, steepest.along) - away(second, steepest.along) >= SHORT * away(first, steepest.along);
  if (!turning && !strides) return { kind: 'crawls', ...found };
  const isStill = excess(before) - excess(end) < STALLED * excess(before);
  return { kind: isStill ? 'stalls' : 'way', ...found };
}
