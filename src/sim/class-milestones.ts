import { max, sum } from 'd3-array';
import { marksByClass, membersOf } from './classification.ts';
import { clustersOf } from './clusters.ts';
import { remember } from './remember.ts';

/** A class counts as learned once this share of its samples is called it, and this share of what is called it is. */
export const LEARNED = 0.9;
/** If more of the points than this are nearest to their own class's centroid, the classes are separated. */
const APART = 0.75;
/** … and if fewer than this are, they are mixed; a class is called a cluster if at least this many of its points are. */
export const MIXED = 0.5;

/** A classifier on its way: of each sample its class, and after each step its prediction and its place in a plane. */
export interface Classified {
  readonly labels: readonly number[];
  readonly predictions: readonly (readonly number[])[];
  readonly positions: readonly (readonly (readonly [x: number, y: number])[])[];
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

/** Ten classes, as many as there are colours for. */
const CLASSES = 10;

/** What happens to the classes while a classifier learns, step by step, and when each of them is learned. */
export const classMilestones = remember(({ labels, positions, predictions }: Classified) => {
  const members = membersOf(labels, CLASSES);
  const epochs = positions.map((points, k) => {
    const { centres, near } = clustersOf(points, members);
    const marks = marksByClass(predictions[k] ?? [], labels, CLASSES);
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
  });
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
  const first: FirstLearned = {
    epoch,
    digit,
    classes: together.length,
    found: epochs[epoch]?.found[digit] ?? 0,
    trusted: epochs[epoch]?.trusted[digit] ?? 0,
  };
  return {
    /** Number of points in each class. */
    sizes: members.map((own) => own.length),
    epochs,
    learned,
    /** Whether the classes are one cloud before training, and clusters after it. */
    mixed: (epochs[0]?.apart ?? 0) < MIXED,
    apart: (epochs.at(-1)?.apart ?? 0) > APART,
    /** `null` if none is learned, or one is without training. */
    first: epoch > 0 && epoch < epochs.length ? first : null,
  };
});
