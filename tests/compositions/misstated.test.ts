import { describe, expect, it } from 'vitest';
import { backpropagation } from '../../compositions/backpropagation/index.ts';
import { learningRateTrio } from '../../compositions/learning-rate-trio/index.ts';
import { linearRegression } from '../../compositions/linear-regression/index.ts';
import { optimizerRace } from '../../compositions/optimizer-race/index.ts';
import { misstated } from '../helpers/misstated.ts';

const races = {
  races: [
    {
      surface: 'ravine',
      start: [1, 1],
      steps: 20,
      optimizers: [
        { kind: 'sgd', learningRate: 0.5 },
        { kind: 'adam', learningRate: 0.1 },
        { kind: 'adam', learningRate: 0.1 },
        { kind: 'radam', learningRate: 0.01 },
      ],
    },
  ],
};

describe.each([
  ['races', misstated(optimizerRace as never, {})],
  ['other races', misstated(optimizerRace as never, races, new Set(['captionOut second']))],
  [
    'one optimizer',
    misstated(optimizerRace as never, {
      races: [{ ...races.races[0], optimizers: [{ kind: 'sgd', learningRate: 0.03 }] }],
    }),
  ],
  ['descents', misstated(learningRateTrio as never, {})],
  ['other descents', misstated(learningRateTrio as never, { learningRates: [0.001, 0.3, 1.2], steps: 3 })],
  ['a line', misstated(linearRegression as never, {})],
  ['a line after three steps', misstated(linearRegression as never, { rate: 0.6, steps: 3 })],
  [
    'other mistakes',
    misstated(linearRegression as never, {
      lab: ['sum', 'sign-w'],
      batch: { rate: 1e-6 },
      predict: 1e6,
    }),
  ],
  ['backpropagation', misstated(backpropagation as never, {})],
  [
    'another library',
    misstated(backpropagation as never, { semantics: 'keras', sample: { y: 1 }, rate: 10 }),
  ],
  ['three layers', misstated(backpropagation as never, { semantics: 'scikit-learn', depth: 3 })],
])('claims about %s', (_, cases) => {
  it('hold as captions put them, and for no other numbers, answers or names', () => {
    expect(cases.length).toBeGreaterThan(2);
    expect(cases.filter(({ right, wrong }) => !right || wrong)).toEqual([]);
  });
});
