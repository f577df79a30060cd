import { maxIndex, sum } from 'd3-array';
import type { Inputs, ProgressReporter } from '../../src/film/film.ts';
import {
  accuracyOf,
  hardestClass,
  marksByClass,
  membersOf,
  mostUndecided,
} from '../../src/sim/classification.ts';
import { DIGIT_CLASSES } from '../../src/sim/data/digits.ts';
import { imageAt, type LabelledImages } from '../../src/sim/data/images.ts';
import { plateaus } from '../../src/sim/learning-curve.ts';
import { fixedView } from '../../src/sim/projections/fixed-view.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import { dataOf } from './data.ts';
import type { FeatureSpaceParams } from './params.ts';
import { type EpochState, trainDigits } from './training.ts';

export const CLASSES = DIGIT_CLASSES;

/** A position in the plane, y upwards. */
export type Position = readonly [x: number, y: number];

/** A small greyscale picture, row by row, 0 to 255. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
}

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

export interface FeatureFacts {
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

export interface FeatureTrace extends Trace<FeatureSpaceParams, TrainingRun, FeatureFacts> {
  /** The true class of each test image. */
  readonly labels: readonly number[];
  /** Position of each test image: epochs + 1 × points × 2. */
  readonly positions: readonly (readonly Position[])[];
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
}

const EXAMPLES = 10;
const STRAYS = 5;

const pictureAt = (images: LabelledImages, index: number): Picture => ({
  width: images.width,
  height: images.height,
  pixels: Array.from(imageAt(images, index)),
});

/** Every epoch in one plane, fitted once: positions, and the representations they project at that epoch. */
function projected(
  { projection: { kind, epoch }, epochs }: FeatureSpaceParams,
  states: readonly EpochState[],
) {
  const fittedEpoch = Math.min(epoch ?? epochs, states.length - 1);
  const seen = states.map(({ hidden, probabilities }) => (kind === 'star' ? probabilities : hidden));
  const codes = seen[fittedEpoch] ?? [];
  const { positions, depths, shares, ratios } = fixedView(seen, fittedEpoch, kind);
  return {
    positions,
    depths,
    planeShare: shares,
    codes,
    facts: {
      varianceExplained: ratios === null ? (shares[fittedEpoch] ?? 0) : sum(ratios),
      varianceRatios: ratios,
      fittedEpoch,
      dimensions: codes[0]?.length ?? 0,
    },
  };
}

function hardestOf(predicted: readonly number[], labels: readonly number[]): HardClass {
  const { class: own, samples, right, errors } = hardestClass(marksByClass(predicted, labels, CLASSES));
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

/** The trace plus the probabilities for every test image: too many to carry along while drawing a film. */
export interface FullTrace extends FeatureTrace {
  /** Class probabilities: epochs + 1 × points × 10. */
  readonly probabilities: readonly (readonly (readonly number[])[])[];
}

/** {@link simulate}, with all the data. */
export function simulateFully(
  params: FeatureSpaceParams,
  seed: Seed,
  inputs: Inputs = {},
  report: ProgressReporter = () => {},
): FullTrace {
  const { train, test } = dataOf(params, seed, inputs);
  const { states, overflowed } = trainDigits(train, test, CLASSES, params, seed, report);
  const { positions, depths, planeShare, codes, facts } = projected(params, states);
  const labels = Array.from(test.labels);
  const probabilities = states.map((state) => state.probabilities);
  const predictions = probabilities.map((rows) => rows.map((row) => maxIndex(row)));
  const accuracy = predictions.map((predicted) => accuracyOf(predicted, labels));
  const trainLoss = states.map((state) => state.trainLoss);
  const { index: traced, changes: tracedChanges } = mostUndecided(predictions, labels);
  const status = overflowed ? 'diverged' : plateaus(accuracy) ? 'converged' : 'completed';
  const hardest = hardestOf(predictions.at(-1) ?? [], labels);
  return {
    film: 'feature-space-evolution',
    params,
    seed,
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
    strays: labels
      .flatMap((label, index) => {
        const guess = predictions.at(-1)?.[index] ?? label;
        return label === hardest.class && guess !== label ? [{ index, guess }] : [];
      })
      .slice(0, STRAYS)
      .map((stray) => ({ ...stray, picture: pictureAt(test, stray.index) })),
    picture: pictureAt(test, traced),
    code: codes[traced] ?? [],
    probabilities,
  };
}

/**
 * A network learns ten classes; every epoch's representation of the test images is recorded, in one fixed projection.
 * The seed determines the initial weights, the data order, and the images themselves.
 *
 * @throws InputError if a file named in the params is malformed
 */
export function simulate(...given: Parameters<typeof simulateFully>): FeatureTrace {
  const { probabilities, ...trace } = simulateFully(...given);
  return trace;
}
