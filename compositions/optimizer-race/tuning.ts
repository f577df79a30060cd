import { exp, lerp, ln } from '../../src/sim/maths.ts';
import type { Place2, Surface } from '../../src/sim/objectives/surface.ts';
import { createOptimizer, type OptimizerParams } from '../../src/sim/optimizers/registry.ts';
import { RESOLUTION } from './loss.ts';

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
interface Course {
  readonly surface: Surface;
  readonly start: Place2;
  readonly steps: number;
}

const hasMomentum = ({ kind }: OptimizerParams): boolean => kind === 'momentum' || kind === 'nesterov';

/** Rates on a logarithmic scale, rounded to the three digits that are printed. */
const ratesOf = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) =>
    Number(exp(lerp(ln(SEARCH.lowest), ln(SEARCH.highest), i / (count - 1))).toPrecision(3)),
  );

/** How far along the logarithmic scale of the search a rate is, 0 to 1. */
export const shareOf = (rate: number): number =>
  ln(rate / SEARCH.lowest) / ln(SEARCH.highest / SEARCH.lowest);

/** Runs one trial. It does not count, and stops, as soon as it is higher than the start. */
function tried({ surface, start, steps }: Course, params: OptimizerParams): Outcome {
  const optimizer = createOptimizer(params);
  const highest = surface.value(start);
  let point: readonly number[] = start;
  let state = optimizer.init(start);
  let [excess, arrived] = [highest - surface.leastLoss, 0];
  for (let step = 1; step <= steps; step += 1) {
    ({ point, state } = optimizer.update(point, surface.gradient(point), state));
    const loss = surface.value(point);
    if (!(loss <= highest)) return { optimizer: params, excess: null, arrived: steps };
    excess = Math.max(loss - surface.leastLoss, 0);
    if (excess >= RESOLUTION) arrived = step;
  }
  return { optimizer: params, excess, arrived };
}

/** True if a trial is better than another: lower at the end, or as low as can be told and there earlier. */
function better(a: Outcome, b: Outcome): boolean {
  if (a.excess === null || b.excess === null) return b.excess === null && a.excess !== null;
  const [first, second] = [a.excess, b.excess].map((excess) => (excess < RESOLUTION ? 0 : excess));
  return first === second ? a.arrived < b.arrived : (first ?? 0) < (second ?? 0);
}

/**
 * Tunes an optimizer: of {@link SEARCH}'s trials over the race's own steps from its own start, the one that ends lowest
 * and never climbs above the start; of equals the lowest rate. If none counts, the lowest rate.
 *
 * @param course where the race is held
 * @param given the optimizer; its rate and momentum are replaced, all else is kept
 */
export function tuned(course: Course, given: OptimizerParams): Search {
  const momenta: readonly (number | null)[] = hasMomentum(given) ? SEARCH.momenta : [null];
  const trials = ratesOf(SEARCH.trials / momenta.length).map((learningRate) => {
    const outcomes = momenta.map((momentum) =>
      tried(course, {
        ...given,
        learningRate,
        ...(momentum === null ? {} : { momentum }),
      } as OptimizerParams),
    );
    return outcomes.reduce((best, outcome) => (better(outcome, best) ? outcome : best));
  });
  const { optimizer: best } = trials.reduce((lowest, trial) => (better(trial, lowest) ? trial : lowest));
  return { trials: trials.map(({ optimizer, excess }) => ({ optimizer, excess })), best };
}
