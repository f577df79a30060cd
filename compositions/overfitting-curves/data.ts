import type { DataSet } from '../../src/sim/network/train.ts';
import { type RandomStream, random, type Seed } from '../../src/sim/random.ts';
import type { OverfittingParams } from './params.ts';

export type Truth = OverfittingParams['data']['truth'];

/** Points lie in the square from −1 to 1. */
export const SIDE = 1;
/** The disc's radius squared. */
const RADIUS_SQUARED = 0.6;
const WAVE_HEIGHT = 0.9;

/** Height of the wave: the Chebyshev polynomial T₃(x) = 4x³ − 3x, scaled. */
export const waveAt = (x: number): number => WAVE_HEIGHT * (4 * x * x * x - 3 * x);
export const RADIUS = Math.sqrt(RADIUS_SQUARED);

/** The noise-free class of a point: 1 inside the disc, or above the wave; else 0. */
const classAt = (truth: Truth, x: number, y: number): 0 | 1 =>
  (truth === 'disc' ? x * x + y * y < RADIUS_SQUARED : y > waveAt(x)) ? 1 : 0;

type Place = readonly [x: number, y: number];

/** A labelled point. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** The label given to the network. */
  readonly label: 0 | 1;
  /** True if that label is wrong. */
  readonly flipped: boolean;
}

/** Candidates for each point, of which the one farthest from all earlier points is chosen. */
const CANDIDATES = 6;

/** The next point of an evenly scattered set (best-candidate sampling, Mitchell 1991). */
function scatteredPlace(places: readonly Place[], next: RandomStream): Place {
  let best: Place = [0, 0];
  let most = -1;
  for (let i = 0; i < CANDIDATES; i += 1) {
    const [x, y] = [2 * next() - 1, 2 * next() - 1];
    let nearest = Number.POSITIVE_INFINITY;
    for (const [px, py] of places) {
      const distance = (px - x) * (px - x) + (py - y) * (py - y);
      if (distance < nearest) nearest = distance;
    }
    if (nearest > most) [best, most] = [[x, y], nearest];
  }
  return best;
}

/**
 * Draws `blocks` times `count` points, scattered evenly over the square. In every block the same number of labels, the
 * rounded share, is wrong; which ones is random. Fewer blocks give a prefix of the same points.
 *
 * @param label keys the streams, so that training and validation are independent
 */
export function drawPoints(
  truth: Truth,
  count: number,
  flipped: number,
  seed: Seed,
  label: string,
  blocks = 1,
): readonly Point[] {
  const wrong = Math.round(flipped * count);
  const places: Place[] = [];
  return Array.from({ length: blocks }, (_, block) => {
    const next = random(seed, label, block);
    const from = places.length;
    while (places.length < from + count) places.push(scatteredPlace(places, next));
    const flips = new Set<number>();
    while (flips.size < wrong) flips.add(Math.floor(next() * count));
    return places.slice(from).map(([x, y], i): Point => {
      const is = classAt(truth, x, y);
      return { x, y, label: flips.has(i) ? (is === 1 ? 0 : 1) : is, flipped: flips.has(i) };
    });
  }).flat();
}

/** Points as a data set for the network. */
export const dataSetOf = (points: readonly Point[]): DataSet => ({
  count: points.length,
  inputs: Float64Array.from(points.flatMap(({ x, y }) => [x, y])),
  targets: Float64Array.from(points, ({ label }) => label),
});
