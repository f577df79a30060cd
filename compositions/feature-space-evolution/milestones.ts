import { remember } from '../../src/sim/remember.ts';
import { CLASSES, type FeatureTrace, type Position } from './simulation.ts';

/** From this share on a class counts as learned. */
export const LEARNED = 0.9;
/** When more of the points than this lie nearest to their own class's centre, the classes are apart. */
const APART = 0.75;
/** … and when fewer than this do, they are mixed; of one class this many must, to be called a cluster. */
export const MIXED = 0.5;

/** What can be said of the points of one epoch. */
export interface EpochFigures {
  /** The mean place of each class; `null` for a class without points. */
  readonly centres: readonly (Position | null)[];
  /** Share of the points that lie nearest to the centre of their own class. */
  readonly apart: number;
  /** The same for each class. */
  readonly apartByClass: readonly number[];
  /** How many of each class are classified right. */
  readonly right: readonly number[];
}

export interface Milestones {
  /** How many points each class has. */
  readonly sizes: readonly number[];
  readonly epochs: readonly EpochFigures[];
  /** True when the classes are one cloud before training, and when they are clusters after it. */
  readonly mixed: boolean;
  readonly apart: boolean;
  /** The first class to be learned, and when; `null` when none is. */
  readonly first: { readonly digit: number; readonly epoch: number } | null;
}

function figures(
  points: readonly Position[],
  labels: readonly number[],
  predictions: readonly number[],
): EpochFigures {
  const sums = Array.from({ length: CLASSES }, () => ({ x: 0, y: 0, n: 0 }));
  points.forEach(([x, y], i) => {
    const sum = sums[labels[i] ?? 0];
    if (sum !== undefined) Object.assign(sum, { x: sum.x + x, y: sum.y + y, n: sum.n + 1 });
  });
  const centres = sums.map(({ x, y, n }): Position | null => (n === 0 ? null : [x / n, y / n]));
  const own = Array<number>(CLASSES).fill(0);
  const right = Array<number>(CLASSES).fill(0);
  points.forEach(([x, y], i) => {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
    centres.forEach((centre, k) => {
      if (centre === null) return;
      const [dx, dy] = [x - centre[0], y - centre[1]];
      if (dx * dx + dy * dy < least) [nearest, least] = [k, dx * dx + dy * dy];
    });
    const label = labels[i] ?? 0;
    if (predictions[i] === label) right[label] = (right[label] ?? 0) + 1;
    if (nearest === label) own[nearest] = (own[nearest] ?? 0) + 1;
  });
  return {
    centres,
    right,
    apart: own.reduce((all, count) => all + count, 0) / points.length,
    apartByClass: own.map((count, digit) => count / Math.max(1, sums[digit]?.n ?? 0)),
  };
}

/** The first epoch after the start at which a class is learned; among several the most complete, then the first. */
function firstLearned(epochs: readonly EpochFigures[], sizes: readonly number[]): Milestones['first'] {
  for (let epoch = 1; epoch < epochs.length; epoch += 1) {
    const shares = sizes.map((size, digit) => (epochs[epoch]?.right[digit] ?? 0) / Math.max(1, size));
    const best = Math.max(...shares);
    if (best >= LEARNED) return { digit: shares.indexOf(best), epoch };
  }
  return null;
}

/** What happened when, read from a trace. */
export const milestonesOf = remember((trace: FeatureTrace): Milestones => {
  const epochs = trace.positions.map((points, k) =>
    figures(points, trace.labels, trace.predictions[k] ?? []),
  );
  const sizes = Array.from(
    { length: CLASSES },
    (_, digit) => trace.labels.filter((label) => label === digit).length,
  );
  return {
    sizes,
    epochs,
    mixed: (epochs[0]?.apart ?? 0) < MIXED,
    apart: (epochs.at(-1)?.apart ?? 0) > APART,
    first: firstLearned(epochs, sizes),
  };
});
