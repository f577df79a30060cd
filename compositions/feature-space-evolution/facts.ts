import { max, maxIndex, min, sum } from 'd3-array';
import { confusionRow } from '../../src/sim/classification.ts';

/** Predictions over the training: epochs × samples. */
export type Predictions = readonly (readonly number[])[];

/** The epochs, from 1 on, at which a sample's prediction differs from the epoch before. */
export const changesOf = (predictions: Predictions, sample: number): readonly number[] =>
  predictions.flatMap((predicted, k) =>
    k > 0 && predicted[sample] !== predictions[k - 1]?.[sample] ? [k] : [],
  );

/** The sample whose prediction changed most often. Among ties, the first that ends up correct, else the first. */
export function mostUndecided(predictions: Predictions, labels: readonly number[]) {
  const counts = labels.map((_, i) => changesOf(predictions, i).length);
  const changes = max(counts) ?? 0;
  const right = counts.findIndex((count, i) => count === changes && predictions.at(-1)?.[i] === labels[i]);
  return { index: right >= 0 ? right : counts.indexOf(changes), changes };
}

/** The class with the worst accuracy. */
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

/** The class with the lowest accuracy; the first among ties. */
export function hardestClass(
  predicted: readonly number[],
  labels: readonly number[],
  classes: number,
): HardClass {
  const all = Array.from({ length: classes }, (_, digit): HardClass => {
    const counts = confusionRow(predicted, labels, digit, classes);
    const wrong = counts.with(digit, 0);
    const guess = maxIndex(wrong);
    const taken = wrong[guess] ?? 0;
    return {
      class: digit,
      images: sum(counts),
      right: counts[digit] ?? 0,
      takenFor: taken > 0 ? guess : null,
      taken,
      guesses: wrong.filter((count) => count > 0).length,
    };
  });
  const share = ({ right, images }: HardClass): number => right / images;
  return all
    .filter(({ images }) => images > 0)
    .reduce((worst, one) => (share(one) < share(worst) ? one : worst));
}

/** Number of final epochs that must agree, and the tolerance of their accuracy. */
const [REST_EPOCHS, REST_RANGE] = [10, 0.02];

/** True if the accuracy has plateaued: over the last ten epochs it stays within two hundredths. */
export function settled(accuracy: readonly number[]): boolean {
  const end = accuracy.slice(-REST_EPOCHS);
  return accuracy.length > REST_EPOCHS && (max(end) ?? 0) - (min(end) ?? 0) <= REST_RANGE;
}
