import { max, mean, min } from 'd3-array';
import type { Picture } from '../data/images.ts';
import { answersWithin, type Parted, scoreAt, worstParted } from '../readout.ts';
import { remember } from '../remember.ts';
import type { ClassifierTraining } from './classifier.ts';

/** What there is to see in the training of a classifier, besides what it records. */

/** A test picture with its number and class. */
export interface Specimen {
  readonly index: number;
  readonly own: number;
  readonly picture: Picture;
}

/** The first test picture of each class that has any. */
const firstOfEach = remember(({ labels, examples }: ClassifierTraining) =>
  examples.flatMap(([picture], own): readonly Specimen[] =>
    picture === undefined ? [] : [{ index: labels.indexOf(own), own, picture }],
  ),
);

/** A picture of each class to be read aloud: the first, but of the hardest class one that stays wrong, if any does. */
export const readAloud = remember((training: ClassifierTraining): readonly Specimen[] => {
  const { strays, facts } = training;
  const [stray] = strays;
  return firstOfEach(training).map((one) =>
    stray !== undefined && one.own === facts.hardest.class ? { ...one, ...stray } : one,
  );
});

/** Where a test picture is in the view after a step; without depth, in its plane. */
export function placeAfter({ positions, depths }: ClassifierTraining, index: number, step: number) {
  const [x, y] = positions.at(step)?.[index] ?? [0, 0];
  return [x, y, depths?.at(step)?.[index] ?? 0] as const;
}

/**
 * A picture to show how it becomes a few numbers, with those: of the first of each class the one whose numbers are farthest from
 * zero, all of them; the traced one where only its numbers are known.
 */
export const encodedOf = remember(
  (training: ClassifierTraining): Specimen & { readonly code: readonly number[] } => {
    const { units, facts, labels, picture, code } = training;
    const traced = { index: facts.traced, own: labels[facts.traced] ?? 0, picture, code };
    if (units === null) return traced;
    const encoded = firstOfEach(training).map((one) => {
      const place = placeAfter(training, one.index, facts.fittedEpoch);
      return { ...one, code: units.map((unit) => scoreAt(unit, place)) };
    });
    const least = (one: { readonly code: readonly number[] }) => min(one.code, Math.abs) ?? 0;
    return encoded.find((one) => least(one) === max(encoded, least)) ?? traced;
  },
);

/** The hardest class and the one that it is parted from worst in the end; `null` where the view has not all axes, or nothing was learned. */
export const hardestPair = remember((training: ClassifierTraining): Parted | null => {
  const { scores, labels, facts, runs } = training;
  if (scores === null || runs[0]?.status === 'diverged') return null;
  const places = labels.map((_, i) => placeAfter(training, i, -1));
  return worstParted(scores.at(-1) ?? [], places, labels, facts.hardest.class);
});

const sq = (x: number): number => x * x;

/** How many classes have their cells within a usual step of the traced picture in the end: as long as its last ones on average. */
export function cellsNearTraced(training: ClassifierTraining): number {
  const { facts, positions, scores } = training;
  const places = positions.map((_, step) => placeAfter(training, facts.traced, step));
  const lengths = places.slice(1).map(([x, y, z], k) => {
    const [fromX, fromY, fromZ] = places[k] ?? [x, y, z];
    return Math.sqrt(sq(x - fromX) + sq(y - fromY) + sq(z - fromZ));
  });
  const usual = mean(lengths.slice(Math.floor(lengths.length / 2))) ?? 0;
  return answersWithin(scores?.at(-1) ?? [], places.at(-1) ?? [0, 0, 0], usual).size;
}
