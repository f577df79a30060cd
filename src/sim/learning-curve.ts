import { minIndex } from 'd3-array';

/** The course of a training, read from its two learning curves: training and validation loss after each epoch. */
export interface Course {
  /** The epoch of the minimum validation loss. */
  readonly bestEpoch: number;
  readonly bestValidationLoss: number;
  readonly finalTrainLoss: number;
  readonly finalValidationLoss: number;
  /** The generalization gap, validation loss minus training loss, at the best epoch and at the end. */
  readonly gapAtBest: number;
  readonly finalGap: number;
}

/** A relative change of the loss below this is ignored. */
const SAME = 0.02;

type Losses = readonly number[];

/** The course of a training, or of the means over several. @param train after 0, 1, 2, … epochs; @param validation alike */
export function courseOf(train: Losses, validation: Losses): Course {
  const bestEpoch = minIndex(validation);
  const gapAt = (k: number): number => (validation.at(k) ?? Number.NaN) - (train.at(k) ?? Number.NaN);
  return {
    bestEpoch,
    bestValidationLoss: validation[bestEpoch] ?? Number.NaN,
    finalTrainLoss: train.at(-1) ?? Number.NaN,
    finalValidationLoss: validation.at(-1) ?? Number.NaN,
    gapAtBest: gapAt(bestEpoch),
    finalGap: gapAt(-1),
  };
}

/** True if training past the best epoch has made the validation loss higher. */
export const worsens = ({ bestValidationLoss, finalValidationLoss }: Course): boolean =>
  finalValidationLoss > bestValidationLoss * (1 + SAME);

/** True if it has done so while the training loss has fallen. */
export const overfits = (course: Course): boolean =>
  worsens(course) && course.finalTrainLoss < course.bestValidationLoss - course.gapAtBest;

/** Number of final steps that must agree, and the tolerance of their accuracy. */
const [REST_STEPS, REST_RANGE] = [10, 0.02];

/** True if an accuracy has reached a plateau: over the last ten steps it stays within two hundredths. */
export function plateaus(accuracy: readonly number[]): boolean {
  const end = accuracy.slice(-REST_STEPS);
  return accuracy.length > REST_STEPS && Math.max(...end) - Math.min(...end) <= REST_RANGE;
}
