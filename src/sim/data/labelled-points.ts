import type { DataSet } from '../network/train.ts';
import { type RandomStream, random, type Seed } from '../random.ts';

/** A point of the square from −1 to 1 with its class. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  /** The label that a network is given. */
  readonly label: 0 | 1;
  /** True if that label is wrong. */
  readonly flipped: boolean;
}

type Spot = readonly [x: number, y: number];

/** Candidates for each point, of which the one farthest from all earlier points is chosen. */
const CANDIDATES = 6;

/** The next point of an evenly scattered set in the square from −1 to 1 (best-candidate sampling, Mitchell 1991). */
export function bestCandidate(spots: readonly Spot[], next: RandomStream): Spot {
  let best: Spot = [0, 0];
  let most = -1;
  for (let i = 0; i < CANDIDATES; i += 1) {
    const [x, y] = [2 * next() - 1, 2 * next() - 1];
    let nearest = Number.POSITIVE_INFINITY;
    for (const [px, py] of spots) {
      const distance = (px - x) * (px - x) + (py - y) * (py - y);
      if (distance < nearest) nearest = distance;
    }
    if (nearest > most) [best, most] = [[x, y], nearest];
  }
  return best;
}

/**
 * Draws `blocks` times `count` points, scattered evenly over the square from −1 to 1, with label noise: in every block
 * the same number of labels, the rounded share, is wrong; which ones is random. Fewer blocks give a prefix of the same
 * points.
 *
 * @param classAt the class of a spot without noise
 * @param flipped share of wrong labels, 0 … 1
 * @param label keys the streams, so that sets of other labels are independent
 */
export function labelledPoints(
  classAt: (x: number, y: number) => 0 | 1,
  count: number,
  flipped: number,
  seed: Seed,
  label: string,
  blocks = 1,
): readonly LabelledPoint[] {
  const wrong = Math.round(flipped * count);
  const spots: Spot[] = [];
  return Array.from({ length: blocks }, (_, block) => {
    const next = random(seed, label, block);
    const from = spots.length;
    while (spots.length < from + count) spots.push(bestCandidate(spots, next));
    const flips = new Set<number>();
    while (flips.size < wrong) flips.add(Math.floor(next() * count));
    return spots.slice(from).map(([x, y], i): LabelledPoint => {
      const is = classAt(x, y);
      return { x, y, label: flips.has(i) ? (is === 1 ? 0 : 1) : is, flipped: flips.has(i) };
    });
  }).flat();
}

/** Points as samples for a network with two inputs. */
export const pointSet = (points: readonly LabelledPoint[]): DataSet => ({
  count: points.length,
  inputs: Float64Array.from(points.flatMap(({ x, y }) => [x, y])),
  targets: Float64Array.from(points, ({ label }) => label),
});
