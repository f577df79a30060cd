import { maxIndex, sum } from 'd3-array';
import {
  accuracyOf,
  type ClassMarks,
  hardestClass,
  marksByClass,
  membersOf,
  mostUndecided,
} from '../classification.ts';
import { DIGIT_CLASSES } from '../data/digits.ts';
import { type LabelledImages, type Picture, pictureAt } from '../data/images.ts';
import { plateaus } from '../learning-curve.ts';
import { initialNetwork } from '../network/initial-weights.ts';
import { architecture } from '../network/network.ts';
import { type ClassifierState, recordClassifier } from '../network/recorded-classifier.ts';
import { fixedView } from '../projections/fixed-view.ts';
import type { Seed } from '../random.ts';
import type { Run } from '../trace.ts';

export const CLASSES = DIGIT_CLASSES;

/** A network, how it is trained, and the plane in which its last hidden layer, or its answers, are seen. */
export interface ClassifierParams {
  readonly network: {
    readonly hidden: readonly number[];
    readonly learningRate: number;
    readonly batch: number;
    readonly weightDecay: number;
  };
  readonly epochs: number;
  /** Principal plane of the last hidden layer, or star coordinates of the probabilities; by default of the last epoch. */
  readonly projection: { readonly kind: 'pca' | 'star'; readonly epoch?: number | undefined };
}

/** One training. */
export interface TrainingRun extends Run {
  /** After k epochs: mean cross-entropy over the training images, fraction of the test images classified correctly. */
  readonly series: {
    readonly trainLoss: readonly number[];
    readonly accuracy: readonly number[];
    /** The fraction of that epoch's variance that the plane shows. */
    readonly planeShare: readonly number[];
  };
}

/** The class with the lowest accuracy. */
export interface HardClass {
  readonly class: number;
  /** Number of its test images, and how many of them are classified correctly. */
  readonly images: number;
  readonly right: number;
  /** The class most of its errors are classified as, `null` if there are none. */
  readonly takenFor: number | null;
  /** How many are classified as that, and the number of different classes among its errors. */
  readonly taken: number;
  readonly guesses: number;
}

/** What the training comes to. */
export interface ClassifierFacts {
  /** The fraction of the variance that the plane shows, at the epoch it was fitted to. */
  readonly varianceExplained: number;
  /** The same for each axis of the plane; `null` for star coordinates, whose variance does not split by axis. */
  readonly varianceRatios: readonly number[] | null;
  /** The epoch that the plane was fitted to; for star coordinates the last one, at which the variance is measured. */
  readonly fittedEpoch: number;
  /** The test image whose prediction changed most often. */
  readonly traced: number;
  /** Number of changes. */
  readonly tracedChanges: number;
  /** Number of units of the layer shown; ten, the probabilities, for star coordinates. */
  readonly dimensions: number;
  readonly trainImages: number;
  readonly testImages: number;
  /** The class with the lowest accuracy at the end, and what it is mostly classified as. */
  readonly hardest: HardClass;
}

/** A training, and where the test images are in one plane after each epoch. */
export interface ClassifierTraining {
  readonly runs: readonly TrainingRun[];
  readonly facts: ClassifierFacts;
  /** The true class of each test image. */
  readonly labels: readonly number[];
  /** Position of each test image: epochs + 1 × points × 2. */
  readonly positions: readonly (readonly (readonly [x: number, y: number])[])[];
  /**
   * Position of each along the third principal axis, towards the viewer: epochs + 1 × points. `null` where there is
   * none: two units, or star coordinates.
   */
  readonly depths: readonly (readonly number[])[] | null;
  /** Predicted class of each: epochs + 1 × points. */
  readonly predictions: readonly (readonly number[])[];
  /** Class probabilities for the traced image: epochs + 1 × 10. */
  readonly tracedProbabilities: readonly (readonly number[])[];
  /** A few test images of each class. */
  readonly examples: readonly (readonly Picture[])[];
  /** Test images of the hardest class that are classified wrongly in the end, and as what. */
  readonly strays: readonly { readonly index: number; readonly guess: number; readonly picture: Picture }[];
  /** The traced image, and its representation at the epoch the view was fitted to. */
  readonly picture: Picture;
  readonly code: readonly number[];
  /**
   * After each epoch, how the output layer scores each class at a place of the view: the score at its origin, then its change
   * along each axis. The class with the highest score there is the prediction. `null` where the view has not all axes: for more
   * than three units, or star coordinates.
   */
  readonly scores: readonly (readonly (readonly number[])[])[] | null;
  /** Each unit of the layer shown, in the same manner: its value at the origin of the view, then its change along each axis. `null` likewise. */
  readonly units: readonly (readonly number[])[] | null;
}

const EXAMPLES = 10;
const STRAYS = 4;

/**
 * Factor on the initial weights of the layer shown, so that the untrained cloud is not a mere dot compared with the
 * trained one. It changes where training starts, not what it can reach.
 */
const WIDENED = 1.5;

/** The network: tanh in every hidden layer but the last, which is linear, as the film shows its units as they are. */
function untrained(pixels: number, hidden: readonly number[], seed: Seed) {
  const all = architecture([pixels, ...hidden, CLASSES], 'tanh');
  const shape = { ...all, activations: all.activations.with(-1, 'identity') };
  return initialNetwork(shape, seed, (layer) => (layer === hidden.length - 1 ? WIDENED : 1));
}

/** Every epoch in one plane, fitted once: positions, and the representations they project at that epoch. */
function projected(
  { projection: { kind, epoch }, epochs }: ClassifierParams,
  states: readonly ClassifierState[],
) {
  const fittedEpoch = Math.min(epoch ?? epochs, states.length - 1);
  const seen = states.map(({ hidden, probabilities }) => (kind === 'star' ? probabilities : hidden));
  const codes = seen[fittedEpoch] ?? [];
  const { positions, depths, shares, ratios, seen: along } = fixedView(seen, fittedEpoch, kind);
  const dimensions = codes[0]?.length ?? 0;
  const whole = along === null || dimensions > 3 ? null : along;
  const unit = (own: number): readonly number[] => Array<number>(dimensions).fill(0).with(own, 1);
  return {
    positions,
    depths,
    planeShare: shares,
    codes,
    scores:
      whole && states.map(({ readout }) => readout.map((row) => whole(row.slice(0, -1), row.at(-1) ?? 0))),
    units: whole && [...Array(dimensions).keys()].map((own) => whole(unit(own), 0)),
    facts: {
      varianceExplained: ratios === null ? (shares[fittedEpoch] ?? 0) : sum(ratios),
      varianceRatios: ratios,
      fittedEpoch,
      dimensions,
    },
  };
}

function hardestOf({ class: own, samples, right, errors }: ClassMarks): HardClass {
  const taken = Math.max(...errors);
  return {
    class: own,
    images: samples,
    right,
    takenFor: taken > 0 ? errors.indexOf(taken) : null,
    taken,
    guesses: errors.filter((count) => count > 0).length,
  };
}

/** Pictures of the hardest class that are classified wrongly: two for each class that most of them are taken for. */
function straysOf(hardest: HardClass, labels: readonly number[], answers: readonly number[]) {
  const wrong = labels.flatMap((label, index) => {
    const guess = answers[index] ?? label;
    return label === hardest.class && guess !== label ? [{ index, guess }] : [];
  });
  const alike = (guess: number) => wrong.filter((one) => one.guess === guess);
  return [...new Set(wrong.map(({ guess }) => guess))]
    .sort((a, b) => alike(b).length - alike(a).length || a - b)
    .flatMap((guess) => alike(guess).slice(0, 2))
    .slice(0, STRAYS);
}

/**
 * A network learns ten classes of images; every epoch's representation of the test images is recorded, in one fixed projection.
 * The seed determines the initial weights and the data order.
 *
 * @param report called with the epochs done, and all
 * @returns also the class probabilities of every test image: epochs + 1 × points × 10
 */
export function trainClassifier(
  params: ClassifierParams,
  { train, test }: { readonly train: LabelledImages; readonly test: LabelledImages },
  seed: Seed,
  report: (done: number, total: number) => void = () => {},
): ClassifierTraining & { readonly probabilities: readonly (readonly (readonly number[])[])[] } {
  const { hidden, batch, learningRate, weightDecay } = params.network;
  const network = untrained(train.width * train.height, hidden, seed);
  const options = { rule: { kind: 'sgd', learningRate, weightDecay }, batch, seed } as const;
  const { states, overflowed } = recordClassifier(network, train, test, options, params.epochs, (epoch) =>
    report(epoch, params.epochs),
  );
  const { positions, depths, planeShare, codes, scores, units, facts } = projected(params, states);
  const labels = Array.from(test.labels);
  const probabilities = states.map((state) => state.probabilities);
  const predictions = probabilities.map((rows) => rows.map((row) => maxIndex(row)));
  const accuracy = predictions.map((predicted) => accuracyOf(predicted, labels));
  const trainLoss = states.map((state) => state.trainLoss);
  const { index: traced, changes: tracedChanges } = mostUndecided(predictions, labels);
  const status = overflowed ? 'diverged' : plateaus(accuracy) ? 'converged' : 'completed';
  const hardest = hardestOf(hardestClass(marksByClass(predictions.at(-1) ?? [], labels, CLASSES)));
  return {
    runs: [
      {
        id: 'training',
        label: 'training',
        status,
        losses: trainLoss,
        series: { trainLoss, accuracy, planeShare },
      },
    ],
    facts: {
      ...facts,
      traced,
      tracedChanges,
      trainImages: train.count,
      testImages: test.count,
      hardest,
    },
    labels,
    positions,
    depths,
    predictions,
    tracedProbabilities: probabilities.map((rows) => rows[traced] ?? []),
    examples: membersOf(labels, CLASSES).map((own) =>
      own.slice(0, EXAMPLES).map((index) => pictureAt(test, index)),
    ),
    strays: straysOf(hardest, labels, predictions.at(-1) ?? []).map((stray) => ({
      ...stray,
      picture: pictureAt(test, stray.index),
    })),
    picture: pictureAt(test, traced),
    code: codes[traced] ?? [],
    scores,
    units,
    probabilities,
  };
}
