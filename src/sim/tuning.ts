import { exp, lerp, ln } from './maths.ts';
import type { Place2, Surface } from './objectives/surface.ts';
import { createOptimizer, type OptimizerParams } from './optimizers/registry.ts';

/** Losses closer to the minimum than this are all alike: below it, rounding would decide. */
export const RESOLUTION = 1e-9;

/**
 * The search that tunes every optimizer alike: so many trials, with rates evenly spaced on a logarithmic scale. An
 * optimizer with momentum spends its trials on fewer rates, each with every one of these momenta.
 */
export const SEARCH = {
  trials: 200,
  lowest: 1e-4,
  highest: 10,
  momenta: [0.5, 0.7, 0.8, 0.9],
} as const;

/** One rate of a search: how far above the minimum its trial ended, with the best momentum; `null` if it climbed too high. */
export interface Trial {
  readonly optimizer: OptimizerParams;
  readonly excess: number | null;
}

/** What one optimizer's search found. */
export interface Search {
  /** By rate, from low to high. */
  readonly trials: readonly Trial[];
  readonly best: OptimizerParams;
}

interface Outcome extends Trial {
  /** The first state from which on nothing was left to tell losses apart by. */
  readonly arrived: number;
}

/** Where a search is held, and for how many steps. */
export interface Course {
  readonly surface: Surface;
  readonly start: Place2;
  readonly steps: number;
}

/** The rates beside one on the scale of an optimizer's search, with the rate itself in the middle. */
export function neighbours(params: OptimizerParams): readonly OptimizerParams[] {
  const apart = exp(ln(SEARCH.highest / SEARCH.lowest) / (SEARCH.trials / momentaOf(params) - 1));
  const { learningRate } = params;
  return [learningRate / apart, learningRate, learningRate * apart].map((rate) => ({
    ...params,
    learningRate: rate,
  }));
}

/** How many momenta a search tries with each rate. */
const momentaOf = ({ kind }: OptimizerParams): number =>
  kind === 'momentum' || kind === 'nesterov' ? SEARCH.momenta.length : 1;

/** The rate at a fraction of the logarithmic scale of the search. */
export const rateAt = (share: number): number => exp(lerp(ln(SEARCH.lowest), ln(SEARCH.highest), share));

/** How far along that scale a rate is, 0 to 1. */
export const shareOf = (rate: number): number =>
  ln(rate / SEARCH.lowest) / ln(SEARCH.highest / SEARCH.lowest);

/** Runs one trial. It does not count, and stops, as soon as it is higher than the start. */
function tried({ surface, start, steps }: Course, params: OptimizerParams): Outcome {
  const optimizer = createOptimizer(params);
  const highest = surface.value(start);
  let point: readonly number[] = start;
  let state = optimizer.init(start);
  let [excess, arrived] = [highest - surface.leastLoss, steps];
  for (let step = 1; step <= steps; step += 1) {
    ({ point, state } = optimizer.update(point, surface.gradient(point), state));
    const loss = surface.value(point);
    if (!(loss <= highest)) return { optimizer: params, excess: null, arrived: steps };
    excess = Math.max(loss - surface.leastLoss, 0);
    arrived = excess < RESOLUTION ? Math.min(arrived, step) : steps;
  }
  return { optimizer: params, excess, arrived };
}

/** The height by which trials are compared. */
const heightOf = ({ excess }: Trial): number =>
  excess === null ? Number.POSITIVE_INFINITY : excess < RESOLUTION ? 0 : excess;

/** The best of some trials: the one that ended lowest, or as low as can be told and there earlier; of equals the first. */
const bestOf = (trials: readonly Outcome[]): Outcome =>
  trials.reduce((best, trial) => {
    const [height, lowest] = [heightOf(trial), heightOf(best)];
    return height < lowest || (height === lowest && trial.arrived < best.arrived) ? trial : best;
  });

/**
 * Tunes an optimizer: of {@link SEARCH}'s trials, each over the same steps from the same start, the one that ends lowest
 * and never climbs above the start; of equals the lowest rate. If none counts, the lowest rate.
 *
 * @param course where it is to do well
 * @param given the optimizer; its rate and momentum are replaced, all else is kept
 */
export function tuned(course: Course, given: OptimizerParams): Search {
  const momenta = momentaOf(given);
  const rates = SEARCH.trials / momenta;
  const trials = Array.from({ length: rates }, (_, i) => {
    // Rounded to the three digits that are printed.
    const learningRate = Number(rateAt(i / (rates - 1)).toPrecision(3));
    const alike = { ...given, learningRate };
    const settings = momenta === 1 ? [alike] : SEARCH.momenta.map((momentum) => ({ ...alike, momentum }));
    return bestOf(settings.map((params) => tried(course, params)));
  });
  return {
    trials: trials.map(({ optimizer, excess }) => ({ optimizer, excess })),
    best: bestOf(trials).optimizer,
  };
}
