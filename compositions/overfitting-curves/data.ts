import { type LabelledPoint, labelledPoints } from '../../src/sim/data/labelled-points.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { OverfittingParams } from './params.ts';

export type Truth = OverfittingParams['data']['truth'];

/** The disc's radius squared. */
const RADIUS_SQUARED = 0.6;
const WAVE_HEIGHT = 0.9;

/** Height of the wave: the Chebyshev polynomial T₃(x) = 4x³ − 3x, scaled. */
export const waveAt = (x: number): number => WAVE_HEIGHT * (4 * x * x * x - 3 * x);
export const RADIUS = Math.sqrt(RADIUS_SQUARED);

/** The noise-free class of a point: 1 inside the disc, or above the wave; else 0. */
const classAt: Readonly<Record<Truth, (x: number, y: number) => 0 | 1>> = {
  disc: (x, y) => (x * x + y * y < RADIUS_SQUARED ? 1 : 0),
  wave: (x, y) => (y > waveAt(x) ? 1 : 0),
};

/** Points of the film's square, see {@link labelledPoints}. */
export const drawPoints = (
  { truth, flipped }: OverfittingParams['data'],
  count: number,
  seed: Seed,
  label: string,
  blocks = 1,
): readonly LabelledPoint[] => labelledPoints(classAt[truth], count, flipped, seed, label, blocks);
