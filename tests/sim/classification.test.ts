import { expect, it } from 'vitest';
import {
  accuracyOf,
  changesOf,
  confusionRow,
  hardestClass,
  marksByClass,
  membersOf,
  mostUndecided,
} from '../../src/sim/classification.ts';
import { plateaus } from '../../src/sim/learning-curve.ts';

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

it('marks each class by recall, precision and what it is taken for', () => {
  const [zero, one, two, none] = marksByClass(predicted, labels, 4);
  expect(zero).toMatchObject({ samples: 1, right: 1, recall: 1, precision: 1 / 2, errors: [0, 0, 0, 0] });
  expect(one).toMatchObject({ samples: 3, right: 1, recall: 1 / 3, precision: 1, errors: [1, 0, 1, 0] });
  expect(two).toMatchObject({ recall: 1, precision: 1 / 2 });
  expect(none).toMatchObject({ samples: 0, recall: 0, precision: 0 });
});

it('finds the hardest class among those with samples, the first of several', () => {
  expect(hardestClass(marksByClass(predicted, labels, 4)).class).toBe(1);
  expect(hardestClass(marksByClass([1, 0, 2], [0, 1, 2], 3)).class).toBe(0);
  expect(() => hardestClass([])).toThrow(RangeError);
});

it('finds the sample whose prediction changes most often; of several, one that ends up right', () => {
  const history = [
    [0, 0, 0],
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
  ];
  expect(changesOf(history, 0)).toEqual([1, 2, 3]);
  expect(changesOf(history, 1)).toEqual([1, 3]);
  expect(mostUndecided(history, [0, 0, 0])).toEqual({ index: 0, changes: 3 });
  expect(
    mostUndecided(
      [
        [0, 0],
        [1, 1],
      ],
      [0, 1],
    ),
  ).toEqual({ index: 1, changes: 1 });
});

it('tells whether an accuracy has reached a plateau', () => {
  const flat = [0.2, 0.5, ...Array<number>(10).fill(0.9)];
  expect(plateaus(flat)).toBe(true);
  expect(plateaus([...flat, 0.93])).toBe(false);
  expect(plateaus(Array<number>(10).fill(0.9))).toBe(false);
});
