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
