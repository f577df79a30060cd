import type { Inputs, ProgressReporter } from '../../src/film/film.ts';
import { filedImages } from '../../src/film/image-files.ts';
import { drawDigits } from '../../src/sim/data/digits.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Trace } from '../../src/sim/trace.ts';
import {
  CLASSES,
  type ClassifierTraining,
  type TrainingRun,
  trainClassifier,
} from '../../src/sim/trainings/classifier.ts';
import type { FeatureSpaceParams } from './params.ts';

export type FeatureTrace = ClassifierTraining &
  Trace<FeatureSpaceParams, TrainingRun, ClassifierTraining['facts']>;

/** The data set: drawn digits, or the files named in the params. */
const dataOf = ({ data }: FeatureSpaceParams, seed: Seed, inputs: Inputs) =>
  filedImages(data, CLASSES, seed, inputs) ?? {
    train: drawDigits(data.train, data, seed, 'digits to learn from'),
    test: drawDigits(data.test, data, seed, 'digits to be tested on'),
  };

/** {@link simulate}, with the class probabilities of every test image: too many to carry along while drawing a film. */
export const simulateFully = (
  params: FeatureSpaceParams,
  seed: Seed,
  inputs: Inputs = {},
  report?: ProgressReporter,
) => ({
  film: 'feature-space-evolution',
  params,
  seed,
  ...trainClassifier(params, dataOf(params, seed, inputs), seed, report),
});

/**
 * A network learns ten classes, see {@link trainClassifier}; the seed determines the images too, if they are drawn.
 *
 * @throws InputError if a file named in the params is malformed
 */
export function simulate(...given: Parameters<typeof simulateFully>): FeatureTrace {
  const { probabilities, ...trace } = simulateFully(...given);
  return trace;
}
