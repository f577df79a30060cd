import { cosPi, exp } from '../maths.ts';
import { normal } from '../normal.ts';
import type { Observations } from '../objectives/least-squares.ts';
import { type RandomStream, random, type Seed } from '../random.ts';

/** Functions on 0 … 1 to learn from noisy samples. */
export type TruthName = (typeof TRUTH_NAMES)[number];
/** The names of all of them. */
export const TRUTH_NAMES = ['wave', 'bell', 'step', 'cubic'] as const;

/**
 * The functions: wave sin 2πx + 0.4x; bell, Runge's 1 / (1 + 25t²); step, the logistic 1 / (1 + e⁻¹⁰ᵗ);
 * cubic 1.5t³ − t, with t = 2x − 1. The bell is even about the middle, cubic and step are odd about their middle value.
 */
export const TRUTHS: Readonly<Record<TruthName, (x: number) => number>> = {
  wave: (x) => cosPi(2 * x - 0.5) + 0.4 * x,
  bell: (x) => 1 / (1 + 25 * (2 * x - 1) * (2 * x - 1)),
  step: (x) => 1 / (1 + exp(-10 * (2 * x - 1))),
  cubic: (x) => (1.5 * (2 * x - 1) * (2 * x - 1) - 1) * (2 * x - 1),
};

/**
 * A sample of a function with noise: one x in each of `count` equal parts of 0 … 1, uniform within it, and y = f(x) + σ ε with ε
 * normal.
 *
 * @param sigma ≥ 0; @param next uniform in [0, 1)
 */
export function noisySample(
  truth: TruthName,
  count: number,
  sigma: number,
  next: RandomStream,
): Observations {
  const f = TRUTHS[truth];
  const noise = normal(next);
  const x = Array.from({ length: count }, (_, i) => (i + next()) / count);
  return { x, y: x.map((at) => f(at) + sigma * noise()) };
}

/** The n-th of many independent training sets by the seed, of `count` samples; a larger one of the same n holds the smaller. */
export function trainingSet(
  { truth, noise, points }: { readonly truth: TruthName; readonly noise: number; readonly points: number },
  seed: Seed,
  n: number,
  times = 1,
): Observations {
  const sets = Array.from({ length: times }, (_, again) =>
    noisySample(truth, points, noise, random(seed, `training set ${again}`, n)),
  );
  return { x: sets.flatMap(({ x }) => x), y: sets.flatMap(({ y }) => y) };
}
