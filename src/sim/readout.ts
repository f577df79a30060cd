import { maxIndex, min, sum } from 'd3-array';
import { directions } from './directions.ts';

/** The score of a class in a space: at the origin, then its change along each axis. */
export type Score = readonly number[];
type Spot = readonly [x: number, y: number, z: number];

export const scoreAt = ([at = 0, x = 0, y = 0, z = 0]: Score, spot: Spot): number =>
  at + x * spot[0] + y * spot[1] + z * spot[2];

/** Two classes, and how many of their points lie on their own side of the plane on which both score alike. */
export interface Parted {
  readonly pair: readonly [number, number];
  readonly right: number;
  readonly of: number;
}

/** Shares of a distance at which it is looked around. */
const SHELLS = [0, 0.25, 0.5, 0.75, 1] as const;
const AROUND = directions(200);

/** The classes that score highest at a spot or somewhere within a distance of it, looked for in many directions. */
export function answersWithin(
  scores: readonly Score[],
  [x, y, z]: Spot,
  distance: number,
): ReadonlySet<number> {
  const around = SHELLS.flatMap((share) =>
    AROUND.map(([dx, dy, dz]): Spot => {
      const far = share * distance;
      return [x + far * dx, y + far * dy, z + far * dz];
    }),
  );
  return new Set(around.map((spot) => maxIndex(scores, (score) => scoreAt(score, spot))));
}

/**
 * The class that one class is parted from worst, `null` where there is no other.
 *
 * @param own the one class, the first of the pair; @param labels the class of each place
 */
export function worstParted(
  scores: readonly Score[],
  spots: readonly Spot[],
  labels: readonly number[],
  own: number,
): Parted | null {
  const members = scores.map((_, each) => spots.filter((__, i) => labels[i] === each));
  const ahead = (one: number, other: number): number =>
    sum(members[one] ?? [], (spot) =>
      Number(scoreAt(scores[one] ?? [], spot) >= scoreAt(scores[other] ?? [], spot)),
    );
  const sizeOf = (each: number): number => members[each]?.length ?? 0;
  const pairs = scores.flatMap((_, other): readonly Parted[] =>
    other !== own && sizeOf(own) > 0 && sizeOf(other) > 0
      ? [
          {
            pair: [own, other],
            right: ahead(own, other) + ahead(other, own),
            of: sizeOf(own) + sizeOf(other),
          },
        ]
      : [],
  );
  const least = min(pairs, ({ right, of }) => right / of);
  return pairs.find(({ right, of }) => right / of === least) ?? null;
}
