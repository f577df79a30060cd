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

/** The trials at rates between two. */
const between = (trace: DescentTrace, from: number, to: number) =>
  swept(trace).filter(({ rate }) => rate > from && rate < to);

/** Whether a rate is 2 / L″ at the global minimum. */
const isLimit = (trace: DescentTrace, rate: number): boolean => {
  const [minimum = 0] = minimaOf(trace);
  const limit = 2 / (4 * trace.params.objective.a * (3 * minimum * minimum - 1));
  return Math.abs(rate - limit) < 1e-9 * limit;
};

/** After how many steps a run that goes on for long is where it was; infinity for never within 32. */
function periodOf({ params: { objective } }: DescentTrace, xs: readonly number[], rate: number): number {
  const all = [xs.at(-1) ?? 0];
  for (let k = 0; k < 6000; k += 1) {
    const x = all.at(-1) ?? 0;
    all.push(x - rate * doubleWellGradient(objective, x));
  }
  const last = all.slice(-100);
  for (let period = 1; period <= 32; period += 1)
    if (last.slice(period).every((x, k) => Math.abs(x - (last[k] ?? 0)) < 1e-4)) return period;
  return Number.POSITIVE_INFINITY;
}

/** What makes each caption true that is said of all rates at once. */
export const SWEEP_CLAIMS = {
  captionSweep: 'definition',
  // Each of them is there or nearer to it than two steps before, below 2 / L″ if so; and none outside of them is there.
  captionArrives: ({ from, to, limit }, { trace }) =>
    limit === isLimit(trace, Number(to)) &&
    swept(trace).every(({ rate, xs }) => {
      const [ago = 0, before = 0, x = 0] = xs.slice(-3);
      const height = (at: number): number =>
        doubleWellValue(trace.params.objective, at) - trace.facts.leastLoss;
      const aims = trace.facts.equalMinima ? minimaOf(trace) : trace.facts.globalMinimum;
      const way = Math.min(...aims.map((aim) => Math.abs(trace.params.start - aim)));
      const there =
        Math.abs(x - before) <= Math.max(way, 1e-9) / 1000 &&
        height(x) <= Math.max(height(trace.params.start), 1e-9) / 100;
      const [minimum = 0] = minimaOf(trace);
      const comes = isLimit(trace, Number(to)) && Math.abs(x - minimum) < Math.abs(ago - minimum);
      return rate >= Number(from) && rate <= Number(to) ? there || comes : !there;
    }),
  captionBelow: ({ from }, { trace }) =>
    swept(trace).every(({ rate, xs }) => rate >= Number(from) || leaps(trace, xs).length === 0),
  // Each of them stays, and its last states are not at rest.
  captionBounces: ({ from, to }, { trace }) => {
    const all = between(trace, Number(from), Number(to));
    const restless = all.every(({ xs }) => {
      const [before = 0, x = 0] = xs.slice(-2);
      return Math.abs(x - before) > 1e-3 && isNear(trace, x);
    });
    return isLimit(trace, Number(from)) && all.length > 2 && restless;
  },
  // Below, whoever is carried on has a period that is a power of two, and never a shorter one at a higher rate.
  captionForks: ({ from, to }, { trace }) => {
    const periods = between(trace, Number(from), Number(to)).map(({ xs, rate }) => periodOf(trace, xs, rate));
    return (
      isLimit(trace, Number(from)) &&
      Math.max(0, ...periods) >= 4 &&
      periods.every((period, i) => [2, 4, 8, 16, 32].includes(period) && period >= (periods[i - 1] ?? 0)) &&
      periodOf(trace, [trace.params.start], Number(to)) === Number.POSITIVE_INFINITY
    );
  },
  captionChaos: ({ from, to }, { trace }) => {
    const all = between(trace, Number(from), Number(to));
    const none = all.filter(({ xs, rate }) => periodOf(trace, xs, rate) === Number.POSITIVE_INFINITY);
    const [end] = [all.at(-1)?.rate ?? 0];
    return (
      none.length > 0.7 * all.length &&
      periodOf(trace, [trace.params.start], Number(from)) === Number.POSITIVE_INFINITY &&
      all.every(({ xs }) => isNear(trace, xs.at(-1) ?? 0)) &&
      swept(trace).find(({ rate }) => rate > end)?.rate !== undefined &&
      Number(to) <= (swept(trace).find(({ rate }) => rate > end)?.rate ?? 0)
    );
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
