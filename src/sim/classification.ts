/** Statistics of a classifier's predictions. */

/** The fraction of predictions that are correct. */
export const accuracyOf = (predicted: readonly number[], labels: readonly number[]): number =>
  predicted.filter((guess, i) => guess === labels[i]).length / predicted.length;

/** How often samples of a class are predicted as each class: a row of the confusion matrix. */
export function confusionRow(
  predicted: readonly number[],
  labels: readonly number[],
  label: number,
  classes: number,
): readonly number[] {
  const counts = Array<number>(classes).fill(0);
  predicted.forEach((guess, i) => {
    if (labels[i] === label) counts[guess] = (counts[guess] ?? 0) + 1;
  });
  return counts;
}

/** The indices of the samples of each class. */
export const membersOf = (labels: readonly number[], classes: number): readonly (readonly number[])[] =>
  Array.from({ length: classes }, (_, label) => labels.flatMap((own, i) => (own === label ? [i] : [])));

/** Predictions over a training: steps × samples. */
export type Predictions = readonly (readonly number[])[];

/** The steps, from 1 on, after which a sample's prediction differs from the one before. */
export const changesOf = (predictions: Predictions, sample: number): readonly number[] =>
  predictions.flatMap((predicted, k) =>
    k > 0 && predicted[sample] !== predictions[k - 1]?.[sample] ? [k] : [],
  );

/** The sample whose prediction changed most often. Among ties, the first that ends up correct, else the first. */
export function mostUndecided(predictions: Predictions, labels: readonly number[]) {
  const counts = labels.map((_, i) => changesOf(predictions, i).length);
  const changes = Math.max(0, ...counts);
  const right = counts.findIndex((count, i) => count === changes && predictions.at(-1)?.[i] === labels[i]);
  return { index: right >= 0 ? right : counts.indexOf(changes), changes };
}

/** How a classifier does on one class. */
export interface ClassMarks {
  readonly class: number;
  /** Samples of the class, and how many of them are classified correctly. */
  readonly samples: number;
  readonly right: number;
  /** The share of its samples that are called it (recall), and of what is called it that is (precision); 0 of none. */
  readonly recall: number;
  readonly precision: number;
  /** How many of its samples are taken for each other class; 0 for the class itself. */
  readonly errors: readonly number[];
}

/** How a classifier does on each class. */
export const marksByClass = (
  predicted: readonly number[],
  labels: readonly number[],
  classes: number,
): readonly ClassMarks[] => {
  const called = membersOf(predicted, classes);
  return membersOf(labels, classes).map((own, label): ClassMarks => {
    const counts = confusionRow(predicted, labels, label, classes);
    const right = counts[label] ?? 0;
    return {
      class: label,
      samples: own.length,
      right,
      recall: right / Math.max(1, own.length),
      precision: right / Math.max(1, called[label]?.length ?? 0),
      errors: counts.with(label, 0),
    };
  });
};

/** The class with the lowest recall among those with samples; the first of several. @throws RangeError without samples */
export function hardestClass(marks: readonly ClassMarks[]): ClassMarks {
  const [first, ...rest] = marks.filter(({ samples }) => samples > 0);
  if (first === undefined) throw new RangeError('no class has a sample');
  return rest.reduce((worst, one) => (one.recall < worst.recall ? one : worst), first);
}
