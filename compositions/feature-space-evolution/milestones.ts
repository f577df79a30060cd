import { maxIndex, minIndex, sum } from 'd3-array';
import { membersOf } from '../../src/sim/classification.ts';
import { remember } from '../../src/sim/remember.ts';
import { CLASSES, type FeatureTrace, type Position } from './simulation.ts';

/** A class counts as learned from this accuracy on. */
export const LEARNED = 0.9;
/** If more of the points than this are nearest to their own class's centroid, the classes are separated. */
const APART = 0.75;
/** … and if fewer than this are, they are mixed; a class is called a cluster if at least this many of its points are. */
export const MIXED = 0.5;

/** Statistics of the points at one epoch. @param members the points of each class */
function figures(
  points: readonly Position[],
  members: readonly (readonly number[])[],
  predictions: readonly number[],
) {
  const centres = members.map((own): Position | null => {
    const middle = (axis: 0 | 1): number => sum(own, (i) => points[i]?.[axis]) / own.length;
    return own.length === 0 ? null : [middle(0), middle(1)];
  });
  const nearest = (i: number): number => {
    const [x = 0, y = 0] = points[i] ?? [];
    return minIndex(centres, (centre) => {
      const [dx, dy] = [x - (centre?.[0] ?? Number.NaN), y - (centre?.[1] ?? Number.NaN)];
      return dx * dx + dy * dy;
    });
  };
  const near = members.map((own, digit) => own.filter((i) => nearest(i) === digit).length);
  return {
    /** The centroid of each class; `null` for a class without points. */
    centres,
    /** Fraction of the points nearest to their own class's centroid, overall and for each class. */
    apart: sum(near) / points.length,
    apartByClass: near.map((count, digit) => count / Math.max(1, members[digit]?.length ?? 0)),
    /** Number of correctly classified points of each class. */
    right: members.map((own, digit) => own.filter((i) => predictions[i] === digit).length),
  };
}

/** Milestones read from a trace. */
export const milestonesOf = remember(({ labels, positions, predictions }: FeatureTrace) => {
  const members = membersOf(labels, CLASSES);
  const epochs = positions.map((points, k) => figures(points, members, predictions[k] ?? []));
  const sizes = members.map((own) => own.length);
  const shares = epochs.map(({ right }) => right.map((n, digit) => n / Math.max(1, sizes[digit] ?? 0)));
  const epoch = shares.findIndex((now, k) => k > 0 && now.some((share) => share >= LEARNED));
  const digit = maxIndex(shares[epoch] ?? []);
  return {
    /** Number of points in each class. */
    sizes,
    epochs,
    /** Whether the classes are one cloud before training, and clusters after it. */
    mixed: (epochs[0]?.apart ?? 0) < MIXED,
    apart: (epochs.at(-1)?.apart ?? 0) > APART,
    /** The first class learned after the start (among ties, the most accurate), and when; `null` if none is. */
    first: epoch < 0 ? null : { digit, epoch, share: shares[epoch]?.[digit] ?? 0 },
  };
});
