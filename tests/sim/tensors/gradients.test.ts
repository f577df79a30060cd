import { describe, expect, it } from 'vitest';
import { createActivation } from '../../../src/sim/network/activation-registry.ts';
import { layerNorm } from '../../../src/sim/network/normalisation.ts';
import { attend, causal } from '../../../src/sim/tensors/attention.ts';
import { convolved, paddedBy } from '../../../src/sim/tensors/convolution.ts';
import {
  added,
  affine,
  apply,
  columns,
  dense,
  multiplied,
  reshaped,
  rowsOf,
  total,
} from '../../../src/sim/tensors/linear.ts';
import { average, largest } from '../../../src/sim/tensors/pooling.ts';
import {
  type GruGates,
  gruStep,
  type LstmGates,
  lstmStep,
  rnnStep,
} from '../../../src/sim/tensors/recurrent.ts';
import { crossEntropy, normalisedRows } from '../../../src/sim/tensors/rows.ts';
import { backward, matrix, type Variable, variable } from '../../../src/sim/tensors/value.ts';
import { expectGradients, expectNumbers, someNumbers } from '../../helpers/tensors.ts';

const some = (shape: readonly number[], seed = 1): Variable =>
  variable(
    shape,
    someNumbers(
      shape.reduce((size, n) => size * n, 1),
      seed,
    ),
  );
/** A loss to which every number contributes differently. */
const weighed = (x: Variable): Variable =>
  total(multiplied(x, variable(x.shape, someNumbers(x.data.length, 9))));
const gate = (seed: number) => ({
  wx: some([3, 2], seed),
  wh: some([3, 3], seed + 1),
  bx: some([3], seed + 2),
  bh: some([3], seed + 3),
});

describe('the gradient, by finite differences,', () => {
  const [a, b] = [some([2, 3]), some([2, 3], 2)];
  const [x, w, bias] = [some([4, 3]), some([2, 3], 4), some([2], 5)];
  const [gamma, beta] = [some([3], 6), some([3], 7)];
  const images = some([2, 2, 4, 5], 8);
  const [filters, biases] = [some([3, 2, 2, 3], 10), some([3], 11)];
  const [q, k, v] = [some([6, 4], 12), some([8, 4], 13), some([8, 6], 14)];
  const [h, c, input] = [some([2, 3], 15), some([2, 3], 16), some([2, 2], 17)];
  const gru: GruGates = { r: gate(20), z: gate(24), n: gate(28) };
  const lstm: LstmGates = { i: gate(32), f: gate(36), g: gate(40), o: gate(44) };
  const weightsOf = (gates: object): readonly Variable[] =>
    Object.values(gates).flatMap((each) => Object.values(each) as Variable[]);

  it.each<readonly [string, readonly Variable[], () => Variable]>([
    ['of a sum and a product', [a, b], () => weighed(added(multiplied(a, b), affine(a, -2, 1)))],
    ['of an activation', [a], () => weighed(apply(a, createActivation({ kind: 'gelu' })))],
    ['of a dense layer', [x, w, bias], () => weighed(dense(x, w, bias))],
    ['of some columns', [x], () => weighed(columns(x, 1, 3))],
    ['of rows named twice', [x], () => weighed(rowsOf(x, [2, 0, 2]))],
    ['of another shape', [x], () => weighed(reshaped(x, [2, 6]))],
    ['of a layer norm', [x, gamma, beta], () => weighed(normalisedRows(x, gamma, beta, 1e-5))],
    ['of a cross-entropy that leaves out a row', [x], () => crossEntropy(x, [2, -1, 0, 1])],
    [
      'of a convolution',
      [images, filters, biases],
      () => weighed(convolved(images, filters, biases, 2, paddedBy(1))),
    ],
    ['of the largest of windows', [images], () => weighed(largest(images, { size: [2, 2] }))],
    [
      'of means of windows',
      [images],
      () => weighed(average(images, { size: [2, 3], stride: [1, 2], padding: paddedBy(1) }, false)),
    ],
    ['of attention', [q, k, v], () => weighed(attend(q, k, v, { heads: 2, sequences: 2 }).context)],
    [
      'of attention in order',
      [q, k, v],
      () => weighed(attend(q, k, v, { heads: 2, sequences: 2, mask: causal, bias: (i, j) => i - j }).context),
    ],
    [
      'of a query that sees nothing',
      [q, k, v],
      () => weighed(attend(q, k, v, { heads: 2, mask: (i) => i > 0, maskedRow: 'mean' }).context),
    ],
    [
      'of a recurrent cell',
      [input, h, ...weightsOf({ only: lstm.i })],
      () => weighed(rnnStep(lstm.i, input, h)),
    ],
    ['of a GRU', [input, h, ...weightsOf(gru)], () => weighed(gruStep(gru, input, h).h)],
    ['of TensorFlow.js’ GRU', [input, h, ...weightsOf(gru)], () => weighed(gruStep(gru, input, h, 'tfjs').h)],
    [
      'of an LSTM',
      [input, h, c, ...weightsOf(lstm)],
      () => {
        const step = lstmStep(lstm, input, h, c);
        return weighed(added(step.h, step.c));
      },
    ],
  ])('%s', (_, parameters, loss) => {
    expectGradients(parameters, loss);
  });

  it('adds up over all paths to a value, and is made anew by each call', () => {
    const loss = total(added(multiplied(a, a), a));
    backward(loss);
    backward(loss);
    expectNumbers(
      a.gradient,
      Array.from(a.data, (value) => 2 * value + 1),
    );
  });

  it('reaches a value through a thousand steps', () => {
    let y: Variable = a;
    for (let i = 0; i < 1000; i += 1) y = affine(y, 0.999);
    backward(total(y));
    expect(a.gradient[0]).toBeCloseTo(0.999 ** 1000, 12);
  });
});

it('a layer norm of rows is that of the library whose ε it has', () => {
  const x = some([3, 4]);
  const [gamma, beta] = [some([4], 2), some([4], 3)];
  const rows = normalisedRows(x, gamma, beta, 1e-3);
  for (const r of [0, 1, 2])
    expectNumbers(
      rows.data.subarray(4 * r, 4 * r + 4),
      layerNorm({ semantics: 'tfjs' }, [...x.data.subarray(4 * r, 4 * r + 4)], {
        gamma: [...gamma.data],
        beta: [...beta.data],
      }),
      1e-12,
    );
});

describe('refused are', () => {
  it.each<readonly [string, () => unknown, string]>([
    ['numbers that fill no shape', () => variable([2, 2], [1, 2, 3]), '3 numbers do not fill 2 × 2'],
    ['rows of different lengths', () => matrix([[1], [1, 2]]), 'different lengths'],
    ['a loss of two numbers', () => backward(some([2])), 'a loss is one number'],
    ['sums of different shapes', () => added(some([2, 3]), some([3, 2])), '2 × 3 and 3 × 2'],
    ['weights for other inputs', () => dense(some([2, 3]), some([4, 2])), '3 inputs'],
    ['a row that is not there', () => rowsOf(some([2, 3]), [2]), 'no row 2'],
    ['no columns', () => columns(some([2, 3]), 2, 2), '2 to 2 of 3'],
    ['a class that is not there', () => crossEntropy(some([1, 3]), [3]), 'among them 3'],
    ['rows that are all left out', () => crossEntropy(some([1, 3]), [-1]), 'every row is left out'],
    [
      'heads that do not divide the columns',
      () => attend(some([2, 3]), some([2, 3]), some([2, 3]), { heads: 2 }),
      '2 heads',
    ],
    [
      'a window larger than the image',
      () => largest(some([1, 1, 2, 2]), { size: [3, 3] }),
      'a window of 3 does not fit',
    ],
    [
      'filters for other channels',
      () => convolved(some([1, 1, 3, 3]), some([1, 2, 2, 2]), some([1])),
      '1 channels',
    ],
    ['a vector in place of a matrix', () => columns(some([3]), 0, 1), 'a matrix is needed'],
    ['another shape', () => reshaped(some([3]), [2, 2]), 'does not fill'],
    [
      'one parameter for three columns',
      () => normalisedRows(some([1, 3]), some([1]), some([1]), 0),
      '3 columns',
    ],
  ])('%s', (_, run, says) => {
    expect(run).toThrow(says);
  });
});
