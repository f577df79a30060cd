/** What is read from the predictions of a training. */

/** The share of predictions that are right. */
export const accuracyOf = (predicted: readonly number[], labels: readonly number[]): number =>
  predicted.filter((guess, i) => guess === labels[i]).length / predicted.length;

/**
 * The sample whose prediction changed most often from one epoch to the next. Among several the first that ends right,
 * else the first.
 *
 * @param predictions epochs × samples
 */
export function mostUndecided(
  predictions: readonly (readonly number[])[],
  labels: readonly number[],
): { readonly index: number; readonly changes: number } {
  const changes = labels.map((_, i) =>
    predictions.reduce(
      (count, predicted, k) => (k > 0 && predicted[i] !== predictions[k - 1]?.[i] ? count + 1 : count),
      0,
    ),
  );
  const most = changes.reduce((a, b) => Math.max(a, b), 0);
  const right = (i: number): boolean => predictions.at(-1)?.[i] === labels[i];
  const index = changes.findIndex((count, i) => count === most && right(i));
  return { index: index >= 0 ? index : changes.indexOf(most), changes: most };
}

/** The class that is learned worst. */
export interface HardClass {
  readonly class: number;
  /** How many test images it has, and how many of them are classified right. */
  readonly images: number;
  readonly right: number;
  /** What most of its wrong ones are taken for, `null` when none is wrong. */
  readonly takenFor: number | null;
  /** How many are taken for that, and for how many different classes the wrong ones are taken. */
  readonly taken: number;
  readonly guesses: number;
}

/** How often images of a class are taken for each class. */
export function takenFor(
  predicted: readonly number[],
  labels: readonly number[],
  digit: number,
  classes: number,
): readonly number[] {
  const counts = Array<number>(classes).fill(0);
  labels.forEach((label, i) => {
    const guess = predicted[i];
    if (label === digit && guess !== undefined) counts[guess] = (counts[guess] ?? 0) + 1;
  });
  return counts;
}

/** The class with the least share of right predictions; the first of them where several have as few. */
export function hardestClass(
  predicted: readonly number[],
  labels: readonly number[],
  classes: number,
): HardClass {
  const all = Array.from({ length: classes }, (_, digit): HardClass => {
    const counts = takenFor(predicted, labels, digit, classes);
    const images = counts.reduce((sum, count) => sum + count, 0);
    const wrong = counts.map((count, guess) => (guess === digit ? 0 : count));
    const taken = Math.max(...wrong);
    return {
      class: digit,
      images,
      right: counts[digit] ?? 0,
      takenFor: taken > 0 ? wrong.indexOf(taken) : null,
      taken,
      guesses: wrong.filter((count) => count > 0).length,
    };
  }).filter(({ images }) => images > 0);
  const share = ({ right, images }: HardClass): number => right / images;
  return all.reduce((worst, one) => (share(one) < share(worst) ? one : worst));
}

/** Epochs at the end that must agree, and by how much their accuracy may differ. */
const [REST_EPOCHS, REST_RANGE] = [10, 0.02];

/** True when the accuracy has come to rest: over the last ten epochs it stays within two hundredths. */
export function settled(accuracy: readonly number[]): boolean {
  const end = accuracy.slice(-REST_EPOCHS);
  return accuracy.length > REST_EPOCHS && Math.max(...end) - Math.min(...end) <= REST_RANGE;
}
