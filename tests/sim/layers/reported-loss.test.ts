import { describe, expect, it } from 'vitest';
import { createLoss } from '../../../src/sim/network/loss-registry.ts';
import type { Network } from '../../../src/sim/network/network.ts';
import { lossGradient } from '../../../src/sim/network/propagate.ts';
import { beginTraining, lossOf, trainEpoch } from '../../../src/sim/network/train.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';
import { type BatchLoss, reportedLoss, trainerLog } from '../../../src/sim/reported-loss.ts';
import { numbersAt, trainingOracle } from '../../helpers/training-oracles.ts';

const oracle = trainingOracle();
const { reported_losses: reported } = oracle;
const at = (...path: readonly string[]): number => numbersAt(reported, ...path)[0] ?? Number.NaN;

// The oracle's data: x_i = [i/10, 1 − i/5], y_i = i/3 but y_9 = 5; one linear unit with weights 1 and −2 and no bias.
const COUNT = 10;
const inputs = Float64Array.from({ length: 2 * COUNT }, (_, i) => {
  const row = Math.floor(i / 2);
  return i % 2 === 0 ? row / 10 : 1 - row / 5;
});
const targets = Float64Array.from({ length: COUNT }, (_, i) => (i === 9 ? 5 : i / 3));
const BATCHES = [
  [0, 4],
  [4, 8],
  [8, 10],
] as const;
const network: Network = { sizes: [2, 1], activations: [], parameters: Float64Array.of(1, -2, 0) };
const workspace = workspaceFor(network, COUNT);

/** The batches of an epoch without shuffling, with the norms of their gradients by the weights. */
function epoch(rate = 0, loss: 'mean-squared-error' | 'half' = 'mean-squared-error') {
  const parameters = network.parameters.slice();
  const kind = loss === 'half' ? ({ kind: 'half-squared-error', semantics: 'scikit-learn' } as const) : loss;
  const batches = BATCHES.map(([from, to]) => {
    workspace.input.set(inputs.subarray(2 * from, 2 * to));
    const value = lossGradient(parameters, workspace, to - from, kind, targets.subarray(from, to));
    const [a = 0, b = 0] = workspace.gradient;
    parameters[0] = (parameters[0] ?? 0) - rate * a;
    parameters[1] = (parameters[1] ?? 0) - rate * b;
    return { rows: to - from, loss: value, gradientNorm: Math.hypot(a, b) };
  });
  return { batches, parameters };
}

const { batches } = epoch();
const regularised = batches.map(
  (batch): BatchLoss => ({ ...batch, penalty: at('keras', 'true', 'l2_term') }),
);

describe('the reported loss of an epoch', () => {
  it.each([
    ['keras', 'training', batches, at('keras', 'keras regularizer=False', 'history', 'loss')],
    ['keras', 'training', regularised, at('keras', 'keras regularizer=True', 'history', 'loss')],
    ['keras', 'validation', regularised, at('keras', 'keras regularizer=True', 'history', 'val_loss')],
    ['tfjs', 'training', regularised, at('tfjs', 'regularizer=true', 'history', 'loss')],
    ['tfjs', 'validation', regularised, at('tfjs', 'regularizer=true', 'history', 'val_loss')],
    ['lightning', 'training', batches, at('lightning', 'reported', 'loss')],
    ['lightning', 'validation', batches, at('lightning', 'reported', 'val')],
    ['transformers', 'training', batches, 2.550925890604655],
    ['transformers', 'validation', batches, 2.3916663646698],
    ['pytorch', 'training', batches, at('keras', 'true', 'mean_of_batch_means')],
  ] as const)('of %s in %s', (library, when, of, want) => {
    // Single precision, in which all of these were computed.
    expect(Math.abs(reportedLoss(library, when, of) - want)).toBeLessThan(1e-6);
  });

  it('of scikit-learn counts half the squared error, and the whole penalty with every batch', () => {
    const name = 'alpha=1.0';
    const half = epoch(0, 'half').batches;
    const penalty = at('sklearn', name, 'w2') / 2;
    // Its run had weights of its own; of its loss without penalty and ours the same term is added.
    const added =
      reportedLoss(
        'scikit-learn',
        'training',
        half.map((batch) => ({ ...batch, penalty })),
      ) - reportedLoss('scikit-learn', 'training', half);
    expect(added).toBeCloseTo(at('sklearn', name, 'loss') - at('sklearn', name, 'half_mean_of_samples'), 12);
    expect(reportedLoss('scikit-learn', 'training', half)).toBeCloseTo(2.3916666666 / 2, 8);
    expect(() => reportedLoss('scikit-learn', 'validation', half)).toThrow(
      'scikit-learn reports no validation loss, but scores',
    );
  });

  it('of Keras is a mean during the epoch, its validation loss one after it', () => {
    const key = 'keras rate 0.1 (train = during the epoch, val on the same data = after it)';
    const moved = epoch(0.1);
    expect(reportedLoss('keras', 'training', moved.batches)).toBeCloseTo(at('keras', key, 'loss'), 6);
    const after = { ...network, parameters: moved.parameters };
    const data = { count: COUNT, inputs, targets };
    expect(lossOf(after, data, 'mean-squared-error', workspace)).toBeCloseTo(at('keras', key, 'val_loss'), 6);
  });

  it('of Keras with weights of samples is divided by the samples', () => {
    const weights = numbersAt(reported, 'keras', 'keras sample_weight', 'weights');
    const loss = createLoss({ kind: 'mean-squared-error', semantics: 'keras' });
    const weighted = BATCHES.map(([from, to]): BatchLoss => {
      const outputs = Array.from(inputs.subarray(2 * from, 2 * to)).reduce<number[]>(
        (all, x, i) => {
          const last = Math.floor(i / 2);
          return all.with(last, (all[last] ?? 0) + (i % 2 === 0 ? x : -2 * x));
        },
        Array<number>(to - from).fill(0),
      );
      const input = {
        outputs,
        units: 1,
        targets: targets.subarray(from, to),
        weights: weights.slice(from, to),
      };
      return { rows: to - from, loss: loss.value(input) };
    });
    expect(reportedLoss('keras', 'training', weighted)).toBeCloseTo(
      at('keras', 'keras sample_weight', 'history', 'loss'),
      6,
    );
  });

  it('can be made of the batches that a training keeps', () => {
    const options = {
      loss: 'mean-squared-error',
      rule: { kind: 'sgd', learningRate: 0 },
      batch: 4,
      seed: '1',
    } as const;
    const state = trainEpoch(beginTraining(network), { count: COUNT, inputs, targets }, options, workspace);
    expect(state.batches.map(({ rows }) => rows)).toEqual([4, 4, 2]);
    expect(reportedLoss('keras', 'training', state.batches)).toBeCloseTo(
      at('keras', 'true', 'mean_of_samples'),
      6,
    );
  });
});

describe('the log of a Trainer', () => {
  const [log, window, norms] = [
    'transformers',
    'grad_norm with max_grad_norm=0.5, each step',
    'true gradient norms of the three batches',
  ] as const;
  it('has the norm before clipping, of the last step of the window alone, beside the mean loss of all', () => {
    const each = trainerLog(batches).lines.map(({ gradientNorm }) => gradientNorm);
    for (const [i, want] of numbersAt(reported, log, window).entries()) expect(each[i]).toBeCloseTo(want, 6);
    const [line] = trainerLog(batches, { every: 3 }).lines;
    expect(line?.step).toBe(3);
    expect(line?.loss).toBeCloseTo(2.550925890604655, 6);
    expect(line?.gradientNorm).toBeCloseTo(numbersAt(reported, log, norms)[2] ?? 0, 6);
  });

  it('of accumulated batches has two more means of the same epoch', () => {
    const { lines, trainLoss } = trainerLog(batches, { accumulation: 2 });
    expect(lines.map(({ step }) => step)).toEqual([1, 2]);
    expect(lines[0]?.loss).toBeCloseTo(2.152777671813965, 6);
    expect(lines[1]?.loss).toBeCloseTo(3.347222328186035, 6);
    expect(trainLoss).toBeCloseTo(2.75, 6);
  });
});
