import { max, sum } from 'd3-array';
import { marksByClass, membersOf } from '../../src/sim/classification.ts';
import { clustersOf } from '../../src/sim/clusters.ts';
import { remember } from '../../src/sim/remember.ts';
import { CLASSES, type FeatureTrace, type Position } from './simulation.ts';

/** A class counts as learned once this share of its images is called it, and this share of what is called it is. */
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
  labels: readonly number[],
) {
  const { centres, near } = clustersOf(points, members);
  const marks = marksByClass(predictions, labels, CLASSES);
  return {
    /** The centroid of each class; `null` for a class without points. */
    centres,
    /** Fraction of the points nearest to their own class's centroid, overall and for each class. */
    apart: sum(near) / points.length,
    apartByClass: near.map((count, digit) => count / Math.max(1, members[digit]?.length ?? 0)),
    /** Number of correctly classified points of each class. */
    right: marks.map(({ right }) => right),
    /** Of each class, the share of its points that are called it (recall), and of those called it that are (precision). */
    found: marks.map(({ recall }) => recall),
    trusted: marks.map(({ precision }) => precision),
  };
}

/** The first class that is learned after the start. */
export interface FirstLearned {
  readonly epoch: number;
  readonly digit: number;
  /** Classes that are learned at that very epoch, itself included. */
  readonly classes: number;
  readonly found: number;
  readonly trusted: number;
}

/** Milestones read from a trace. */
export const milestonesOf = remember(({ labels, positions, predictions }: FeatureTrace) => {
  const members = membersOf(labels, CLASSES);
  const epochs = positions.map((points, k) => figures(points, members, predictions[k] ?? [], labels));
  /** The first epoch at which each class is learned; `null` for never. */
  const learned = members.map((_, digit): number | null => {
    const epoch = epochs.findIndex(
      ({ found, trusted }) => Math.min(found[digit] ?? 0, trusted[digit] ?? 0) >= LEARNED,
    );
    return epoch < 0 ? null : epoch;
  });
  const epoch = Math.min(...learned.map((at) => at ?? Number.POSITIVE_INFINITY));
  const both = (digit: number): number =>
    (epochs[epoch]?.found[digit] ?? 0) + (epochs[epoch]?.trusted[digit] ?? 0);
  const together = learned.flatMap((at, digit) => (at === epoch ? [digit] : []));
  const digit = together.find((one) => both(one) === max(together, both)) ?? 0;
  return {
    /** Number of points in each class. */
    sizes: members.map((own) => own.length),
    epochs,
    learned,
    /** Whether the classes are one cloud before training, and clusters after it. */
    mixed: (epochs[0]?.apart ?? 0) < MIXED,
    apart: (epochs.at(-1)?.apart ?? 0) > APART,
    /** `null` if none is learned, or one is without training. */
    first:
      epoch > 0 && epoch < epochs.length
        ? ({
            epoch,
            digit,
            classes: together.length,
            found: epochs[epoch]?.found[digit] ?? 0,
            trusted: epochs[epoch]?.trusted[digit] ?? 0,
          } satisfies FirstLearned)
        : null,
  };
});
