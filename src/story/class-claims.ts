import { mean, variance } from 'd3-array';
import { remember } from '../sim/remember.ts';

/**
 * What claims about a classifier ask of its training, worked out anew: claims must not trust what chose the captions. Not to be
 * used by what chooses them, see src/sim/class-milestones.ts for that.
 */

type Steps<T> = readonly (readonly T[])[];

/** Of each sample its class, and after each step the class that it is taken for, its place in a plane, and its depth. */
interface Classified {
  readonly labels: readonly number[];
  readonly predictions: Steps<number>;
  readonly positions: Steps<readonly [x: number, y: number]>;
  readonly depths: Steps<number> | null;
}

/** How each class is scored after each step: at the origin, then along x, y and depth. */
interface Scored extends Classified {
  readonly scores: readonly Steps<number>[] | null;
}

/** How often samples of a class (first index) are called each class (second index). */
type Confusion = readonly (readonly number[])[];

/** The confusions after each step, of ten classes. */
export const confusionsOf = remember(({ labels, predictions }: Classified): readonly Confusion[] =>
  predictions.map((predicted) => {
    const counts = Array.from({ length: 10 }, () => Array<number>(10).fill(0));
    predicted.forEach((guess, i) => {
      const row = counts[labels[i] ?? 0];
      if (row !== undefined) row[guess] = (row[guess] ?? 0) + 1;
    });
    return counts;
  }),
);

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The share of all samples that are called by their class. */
export const rightShare = (counts: Confusion): number =>
  total(counts.map((row, own) => row[own] ?? 0)) / total(counts.map(total));

/** Recall and precision of a class: of its samples, how many are called it; of those called it, how many are. */
function recallAndPrecision(counts: Confusion, own: number): readonly [number, number] {
  const right = counts[own]?.[own] ?? 0;
  const [members, called] = [total(counts[own] ?? []), total(counts.map((row) => row[own] ?? 0))];
  return [members > 0 ? right / members : 0, called > 0 ? right / called : 0];
}

/** The classes of which nine tenths are found, and nine tenths of the calls are right. */
export const learnedIn = (counts: Confusion): readonly number[] =>
  counts.flatMap((_, own) => (recallAndPrecision(counts, own).every((share) => share >= 0.9) ? [own] : []));

/** The middle of each class that has points, after a step. */
function middlesOf({ labels, positions, depths }: Classified, step: number) {
  return [...new Set(labels)].map((own) => {
    const mine = (_: unknown, i: number): boolean => labels[i] === own;
    const points = (positions[step] ?? []).filter(mine);
    const [x, y] = [mean(points, ([x]) => x) ?? 0, mean(points, ([, y]) => y) ?? 0];
    return { own, count: points.length, x, y, z: mean((depths?.[step] ?? []).filter(mine)) ?? 0 };
  });
}

const square = (value: number): number => value * value;

/** The share of the points that are nearer to the middle of the others of their class than to another's, after each step. */
export const sortedShares = remember((given: Classified) =>
  given.positions.map((points, step) => {
    const all = middlesOf(given, step);
    const right = points.filter(([x, y], i) => {
      const distances = all.map(({ own, count, x: atX, y: atY }) => {
        // The middle of the others: without this point.
        const others = (at: number, mine: number): number =>
          own === given.labels[i] ? (count * at - mine) / (count - 1) : at;
        const distance = square(others(atX, x) - x) + square(others(atY, y) - y);
        return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
      });
      return all[distances.indexOf(Math.min(...distances))]?.own === given.labels[i];
    });
    return right.length / points.length;
  }),
);

/** The classes that score highest somewhere in a ball around a point after the last step: looked for on a grid. */
export function answersAround(given: Scored, index: number, radius: number): ReadonlySet<number> {
  const [x = 0, y = 0] = given.positions.at(-1)?.[index] ?? [];
  const z = given.depths?.at(-1)?.[index] ?? 0;
  const scores = given.scores?.at(-1) ?? [];
  const places = Array.from({ length: 25 }, (_, k) => (radius * (k - 12)) / 12);
  const found = new Set<number>();
  for (const dx of places)
    for (const dy of places)
      for (const dz of places) {
        if (square(dx) + square(dy) + square(dz) > square(radius)) continue;
        const all = scores.map(
          ([at = 0, a = 0, b = 0, c = 0]) => at + a * (x + dx) + b * (y + dy) + c * (z + dz),
        );
        found.add(all.indexOf(Math.max(...all)));
      }
  return found;
}

/** How far a point goes in a step, on average over the last half of the steps. */
export function usualStepOf({ positions, depths }: Classified, index: number): number {
  const spots = positions.map((step, k) => [...(step[index] ?? [0, 0]), depths?.[k]?.[index] ?? 0]);
  const lengths = spots
    .slice(1)
    .map((spot, k) => Math.sqrt(total(spot.map((at, axis) => square(at - (spots[k]?.[axis] ?? 0))))));
  return mean(lengths.slice(Math.floor(lengths.length / 2))) ?? 0;
}

/** Variances along both axes of the plane and in depth after a step, in units that can be squared. */
export function spreadsAt({ positions, depths }: Classified, step: number): readonly number[] {
  const points = positions[step] ?? [];
  const unit = Math.max(...points.flat().map(Math.abs), 1e-300);
  const along = (values: readonly number[]): number => variance(values, (value) => value / unit) ?? 0;
  return [points.map(([x]) => x), points.map(([, y]) => y), depths?.[step] ?? []].map(along);
}

/** How often the answer for each sample changes. */
export const changeCounts = remember(({ labels, predictions }: Classified) =>
  labels.map((_, i) => predictions.filter((now, k) => k > 0 && now[i] !== predictions[k - 1]?.[i]).length),
);
