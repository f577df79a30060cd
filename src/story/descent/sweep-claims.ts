import type { DescentTrace } from '../../sim/descents.ts';
import { doubleWellGradient, doubleWellValue } from '../../sim/objectives/double-well.ts';
import { rateSweep } from '../../sim/rate-sweep.ts';
import { remember } from '../../sim/remember.ts';
import type { Claims } from '../claims.ts';
import { leaps, minimaOf } from './claims.ts';

/** Updates for which the run at a rate is carried on to see whether it flies off. */
const AFTERWARDS = 1000;

/** The states at the rates of a sweep, worked out once more. */
const swept = remember((trace: DescentTrace) =>
  rateSweep(trace).map(({ rate }) => {
    const xs = [trace.params.start];
    for (let k = 0; k < trace.params.steps && Math.abs(xs.at(-1) ?? 0) < 1e6; k += 1) {
      const x = xs.at(-1) ?? 0;
      xs.push(x - rate * doubleWellGradient(trace.params.objective, x));
    }
    let end = xs.at(-1) ?? 0;
    for (let k = 0; k < AFTERWARDS && Math.abs(end) < 1e6; k += 1)
      end -= rate * doubleWellGradient(trace.params.objective, end);
    return { rate, xs, flies: Math.abs(end) >= 1e6 };
  }),
);

/** Whether a state is not much further out, or not much higher, than the start. */
function isNear({ params: { objective, start }, facts: { leastLoss } }: DescentTrace, x: number): boolean {
  const height = (at: number): number => doubleWellValue(objective, at) - leastLoss;
  return Math.abs(x) <= 2 * Math.max(1, Math.abs(start)) || height(x) <= 100 * Math.max(height(start), 1e-9);
}

/** Those between the ones at rest and 2 / L″ are nearer to the minimum than two steps before. */
function comesSlowly(trace: DescentTrace, from: number, threshold: number): boolean {
  const [minimum = 0] = minimaOf(trace);
  const { a } = trace.params.objective;
  const slow = swept(trace).filter(({ rate }) => rate > from && rate < threshold);
  const off = (xs: readonly number[], back: number): number => Math.abs((xs.at(back) ?? 0) - minimum);
  return (
    Math.abs(threshold - 2 / (4 * a * (3 * minimum * minimum - 1))) < 1e-9 * threshold &&
    slow.length > 0 &&
    slow.every(({ xs }) => off(xs, -1) < off(xs, -3))
  );
}

/** What makes each caption true that is said of all rates at once. */
export const SWEEP_CLAIMS = {
  captionSweep: ({ trials, steps }, { trace }) =>
    trials === rateSweep(trace).length && steps === trace.params.steps,
  // Each of them on its own, and none outside of them.
  captionArrives: ({ from, to, steps, slow }, { trace }) =>
    steps === trace.params.steps &&
    (slow === null || comesSlowly(trace, Number(to), Number(slow))) &&
    swept(trace).every(({ rate, xs }) => {
      const [before = 0, x = 0] = xs.slice(-2);
      const height = (at: number): number =>
        doubleWellValue(trace.params.objective, at) - trace.facts.leastLoss;
      const aims = trace.facts.equalMinima ? minimaOf(trace) : trace.facts.globalMinimum;
      const way = Math.min(...aims.map((aim) => Math.abs(trace.params.start - aim)));
      const there =
        Math.abs(x - before) <= Math.max(way, 1e-9) / 1000 &&
        height(x) <= Math.max(height(trace.params.start), 1e-9) / 100;
      return there === (rate >= Number(from) && rate <= Number(to));
    }),
  captionBelow: ({ from }, { trace }) =>
    swept(trace).every(({ rate, xs }) => rate >= Number(from) || leaps(trace, xs).length === 0),
  // Each of them stays, and its last states are not at rest.
  captionBounces: ({ from, to }, { trace }) => {
    const [minimum = 0] = minimaOf(trace);
    const { a } = trace.params.objective;
    const limit = 2 / (4 * a * (3 * minimum * minimum - 1));
    const between = swept(trace).filter(({ rate }) => rate > limit && rate < Number(to));
    const restless = between.every(({ xs }) => {
      const [before = 0, x = 0] = xs.slice(-2);
      return Math.abs(x - before) > 1e-3 && isNear(trace, x);
    });
    return Math.abs(Number(from) - limit) < 1e-9 * limit && between.length > 2 && restless;
  },
  captionGone: ({ back, gone, side }, { trace }) => {
    const [minimum = 0, other] = minimaOf(trace);
    const all = swept(trace);
    const below = all.filter(({ rate }) => gone === null || rate < Number(gone));
    // All of these fly off, and the next one below them has not gone far by the last step.
    const allFly =
      gone === null ||
      (below.length < all.length &&
        all.slice(below.length).every(({ flies }) => flies) &&
        isNear(trace, below.at(-1)?.xs.at(-1) ?? trace.params.start));
    if (back === null || other === undefined) return allFly && back === null;
    const fallen = all.filter(
      ({ rate, xs, flies }) =>
        rate >= Number(back) &&
        Math.abs((xs.at(-1) ?? 0) - other) < Math.abs((xs.at(-1) ?? 0) - minimum) &&
        !flies,
    );
    return allFly && fallen.length > 0 && (side === 'left') === other < minimum;
  },
} satisfies Claims<DescentTrace>;
