import { expect, it } from 'vitest';
import { accuracyOf, confusionRow, membersOf } from '../../src/sim/classification.ts';

const labels = [0, 1, 1, 2, 1];
const predicted = [0, 1, 2, 2, 0];

it('computes the accuracy and rows of the confusion matrix', () => {
  expect(accuracyOf(predicted, labels)).toBe(3 / 5);
  expect(confusionRow(predicted, labels, 1, 3)).toEqual([1, 1, 1]);
  expect(confusionRow(predicted, labels, 2, 3)).toEqual([0, 0, 1]);
});

it('lists the samples of each class, even an empty one', () => {
  expect(membersOf(labels, 4)).toEqual([[0], [1, 2, 4], [3], []]);
});
