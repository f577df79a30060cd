import { min, sum } from 'd3-array';

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

/** The two classes that are parted worst, `null` for fewer than two. @param labels the class of each place */
export function worstParted(
  scores: readonly Score[],
  spots: readonly Spot[],
  labels: readonly number[],
): Parted | null {
  const members = scores.map((_, own) => spots.filter((__, i) => labels[i] === own));
  const ahead = (own: number, other: number): number =>
    sum(members[own] ?? [], (spot) =>
      Number(scoreAt(scores[own] ?? [], spot) >= scoreAt(scores[other] ?? [], spot)),
    );
  const sizeOf = (own: number): number => members[own]?.length ?? 0;
  const pairs = scores.flatMap((_, a) =>
    scores.flatMap((__, b): readonly Parted[] =>
      a < b && sizeOf(a) > 0 && sizeOf(b) > 0
        ? [{ pair: [a, b], right: ahead(a, b) + ahead(b, a), of: sizeOf(a) + sizeOf(b) }]
        : [],
    ),
  );
  const least = min(pairs, ({ right, of }) => right / of);
  return pairs.find(({ right, of }) => right / of === least) ?? null;
}
