import { DIGIT_CLASSES } from '../../src/sim/data/digits.ts';
import { imageAt, type LabelledImages } from '../../src/sim/data/images.ts';
import { fitPca, projectPca } from '../../src/sim/projections/pca.ts';
import { starCoordinates, starVarianceShare } from '../../src/sim/projections/star.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Run, Status, Trace } from '../../src/sim/trace.ts';
import type { Inputs, Watch } from '../film.ts';
import { dataOf } from './data.ts';
import { accuracyOf, type HardClass, hardestClass, mostUndecided, settled } from './facts.ts';
import type { FeatureSpaceParams } from './params.ts';
import { type EpochState, trainDigits } from './training.ts';

export const CLASSES = DIGIT_CLASSES;

/** A place in the plane, y upwards. */
export type Position = readonly [x: number, y: number];

/** A small grey picture, row by row, 0 to 255. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
}

export interface TrainingRun extends Run {
  readonly series: {
    /** Mean cross-entropy over the images to learn from, after k epochs. */
    readonly trainLoss: readonly number[];
    /** Share of the test images that are classified right, after k epochs. */
    readonly accuracy: readonly number[];
  };
}

export interface FeatureFacts {
  /** The share of the variance, at the epoch the view was fitted to, that the plane shows. */
  readonly varianceExplained: number;
  /** The same for each axis of the plane; `null` for star coordinates, whose two axes are not apart. */
  readonly varianceRatios: readonly number[] | null;
  /** The epoch that the plane was fitted to; for star coordinates the last one, at which the variance is measured. */
  readonly fittedEpoch: number;
  /** The test image whose prediction changed most often. */
  readonly traced: number;
  /** How often it changed. */
  readonly tracedChanges: number;
  /** Units of the layer that is shown; ten probabilities for star coordinates. */
  readonly dimensions: number;
  readonly trainImages: number;
  readonly testImages: number;
  /** The class with the least accuracy at the end, and what it is mostly taken for. */
  readonly hardest: HardClass;
}

export interface FeatureTrace extends Trace<FeatureSpaceParams, TrainingRun, FeatureFacts> {
  /** The true class of each test image. */
  readonly labels: readonly number[];
  /** Where each test image stands: epochs + 1 × points × 2. */
  readonly positions: readonly (readonly Position[])[];
  /** What each is taken for: epochs + 1 × points. */
  readonly predictions: readonly (readonly number[])[];
  /** How sure the network is that the traced image is of each class: epochs + 1 × 10. */
  readonly tracedProbabilities: readonly (readonly number[])[];
  /** A few test images of each class. */
  readonly examples: readonly (readonly Picture[])[];
  /** The traced one, and the numbers that the network makes of it at the epoch the view was fitted to. */
  readonly picture: Picture;
  readonly code: readonly number[];
}

/** What `lossreel trace` prints with `--full` only. */
export const BULK = [
  'labels',
  'positions',
  'predictions',
  'tracedProbabilities',
  'examples',
  'picture',
  'code',
] as const;

const EXAMPLES = 10;

const pictureAt = (images: LabelledImages, index: number): Picture => ({
  width: images.width,
  height: images.height,
  pixels: Array.from(imageAt(images, index)),
});

/** The index of the largest number; the first of them where several are as large. */
const likeliest = (probabilities: readonly number[]): number =>
  probabilities.reduce((best, p, k) => (p > (probabilities[best] ?? 0) ? k : best), 0);

interface View {
  readonly of: (state: EpochState) => readonly Position[];
  /** What is seen from that side, at the epoch it was fitted to. */
  readonly codes: readonly (readonly number[])[];
  readonly facts: Pick<FeatureFacts, 'varianceExplained' | 'varianceRatios' | 'fittedEpoch' | 'dimensions'>;
}

/** The side from which all epochs are seen: fitted once. */
function viewOf({ projection, epochs }: FeatureSpaceParams, states: readonly EpochState[]): View {
  const fittedEpoch = Math.min(projection.epoch ?? epochs, states.length - 1);
  const fitted = states[fittedEpoch];
  if (fitted === undefined) throw new RangeError(`no state of epoch ${fittedEpoch}`);
  if (projection.kind === 'star') {
    return {
      of: ({ probabilities }) => probabilities.map(starCoordinates),
      codes: fitted.probabilities,
      facts: {
        varianceExplained: starVarianceShare(fitted.probabilities),
        varianceRatios: null,
        fittedEpoch,
        dimensions: CLASSES,
      },
    };
  }
  const pca = fitPca(fitted.hidden, 2);
  const [first = 0, second = 0] = pca.explainedVarianceRatio;
  return {
    of: ({ hidden }) =>
      hidden.map((sample): Position => {
        const [x = 0, y = 0] = projectPca(pca, sample);
        return [x, y];
      }),
    codes: fitted.hidden,
    facts: {
      varianceExplained: first + second,
      varianceRatios: [first, second],
      fittedEpoch,
      dimensions: pca.mean.length,
    },
  };
}

interface Simulated {
  readonly trace: FeatureTrace;
  readonly states: readonly EpochState[];
}

function simulate(params: FeatureSpaceParams, seed: Seed, inputs: Inputs, watch: Watch): Simulated {
  const { train, test } = dataOf(params, seed, inputs);
  const { states, overflowed } = trainDigits(train, test, CLASSES, params, seed, watch);
  const view = viewOf(params, states);
  const labels = Array.from(test.labels);
  const predictions = states.map(({ probabilities }) => probabilities.map(likeliest));
  const accuracy = predictions.map((predicted) => accuracyOf(predicted, labels));
  const trainLoss = states.map((state) => state.trainLoss);
  const traced = mostUndecided(predictions, labels);
  const status: Status = overflowed ? 'diverged' : settled(accuracy) ? 'converged' : 'completed';
  const trace: FeatureTrace = {
    film: 'feature-space-evolution',
    params,
    seed,
    runs: [{ id: 'training', label: 'training', status, losses: trainLoss, series: { trainLoss, accuracy } }],
    facts: {
      ...view.facts,
      traced: traced.index,
      tracedChanges: traced.changes,
      trainImages: train.count,
      testImages: test.count,
      hardest: hardestClass(predictions.at(-1) ?? [], labels, CLASSES),
    },
    labels,
    positions: states.map(view.of),
    predictions,
    tracedProbabilities: states.map(({ probabilities }) => probabilities[traced.index] ?? []),
    examples: Array.from({ length: CLASSES }, (_, digit) =>
      labels
        .flatMap((label, i) => (label === digit ? [i] : []))
        .slice(0, EXAMPLES)
        .map((index) => pictureAt(test, index)),
    ),
    picture: pictureAt(test, traced.index),
    code: view.codes[traced.index] ?? [],
  };
  return { trace, states };
}

/**
 * A network learns ten classes; every epoch's representation of the test images is kept, seen from one side that is
 * fitted once. The seed decides initial weights, the order of the images, and which images there are.
 *
 * @throws InputError when a file that the params name is malformed
 */
export function simulateFeatureSpace(
  params: FeatureSpaceParams,
  seed: Seed,
  inputs: Inputs = {},
  watch: Watch = () => {},
): FeatureTrace {
  return simulate(params, seed, inputs, watch).trace;
}

/** The trace with the probabilities of every test image: too many to carry along while a film is drawn. */
export interface FullTrace extends FeatureTrace {
  /** How sure the network is of each class: epochs + 1 × points × 10. */
  readonly probabilities: readonly (readonly (readonly number[])[])[];
}

/** The same simulation, with everything it saw. */
export function simulateFully(
  params: FeatureSpaceParams,
  seed: Seed,
  inputs: Inputs = {},
  watch: Watch = () => {},
): FullTrace {
  const { trace, states } = simulate(params, seed, inputs, watch);
  return { ...trace, probabilities: states.map(({ probabilities }) => probabilities) };
}
