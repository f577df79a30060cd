import { describe, expect, it } from 'vitest';
import { LAYER_SEMANTICS, type LayerSemantics } from '../../../src/sim/frameworks/framework.ts';
import { dropOut, dropoutRule } from '../../../src/sim/network/dropout.ts';
import { initialNetwork } from '../../../src/sim/network/initial-weights.ts';
import { architecture } from '../../../src/sim/network/network.ts';
import { beginTraining, trainEpoch } from '../../../src/sim/network/train.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';

const OTHERS = LAYER_SEMANTICS.filter((one) => one !== 'scikit-learn');

// The values are those of `dropout` in the oracle of layers, and of the libraries' sources for infinite values.
describe('dropout', () => {
  it.each(OTHERS)('of %s scales what is kept by 1 / (1 − p)', (semantics) => {
    expect(dropoutRule(0.5, semantics)).toMatchObject({ dropped: 0.5, kept: 2 });
    expect(dropoutRule(0.9, semantics).kept).toBeCloseTo(10, 12);
    expect(dropoutRule(0, semantics)).toMatchObject({ dropped: 0, kept: 1 });
  });

  it.each<[LayerSemantics, rate: number, ones: readonly number[] | string]>([
    ['pytorch', 1, [0, 0]],
    ['keras', 1, [0, 0]],
    ['flax-nnx', 1, [0, 0]],
    ['flax-linen', 1, [0, 0]],
    ['tfjs', 1, [1, 1]],
    ['tfjs', 1.5, [1, 1]],
    ['tfjs', -0.5, [1, 1]],
    ['flax-nnx', 1.5, [0, 0]],
    ['flax-nnx', -0.25, [0.8, 0.8]],
    ['pytorch', 1.5, 'PyTorch takes a dropout rate from 0 to 1, not 1.5'],
    ['keras', 1.5, 'Keras takes a dropout rate from 0 to 1, not 1.5'],
    ['keras', -0.1, 'Keras takes a dropout rate from 0 to 1, not -0.1'],
    ['flax-nnx', Number.NaN, 'Flax NNX takes a dropout rate from 0 to 1, not NaN'],
    ['scikit-learn', 0.5, 'scikit-learn has no dropout'],
  ])('of %s at a rate of %d makes of ones %s', (semantics, rate, ones) => {
    const made = () => {
      const rule = dropoutRule(rate, semantics);
      expect([0, 1]).toContain(rule.dropped);
      return dropOut([1, 1], [rule.dropped < 1, rule.dropped < 1], rule);
    };
    if (typeof ones === 'string') expect(made).toThrow(ones);
    else expect(made()).toEqual(ones);
  });

  it('of an infinite value is NaN where it is multiplied by 0', () => {
    const dropped = OTHERS.map((semantics) =>
      dropOut([Number.POSITIVE_INFINITY], [false], dropoutRule(0.5, semantics)),
    );
    expect(dropped).toEqual([[Number.NaN], [0], [0], [0], [Number.NaN]]);
  });

  it('of a network has the edge cases of its library', () => {
    const trained = (semantics: LayerSemantics, dropout: number) => {
      const network = initialNetwork(architecture([1, 4, 1], 'tanh', semantics), '1');
      const data = { count: 2, inputs: Float64Array.of(1, -1), targets: Float64Array.of(1, 2) };
      const rule = { kind: 'sgd', learningRate: 0.1 } as const;
      const options = { loss: 'mean-squared-error', rule, batch: 2, seed: '1', dropout } as const;
      return trainEpoch(beginTraining(network), data, options, workspaceFor(network, 2)).network.parameters;
    };
    expect(trained('tfjs', 1)).toEqual(trained('tfjs', 0));
    // With every unit dropped only the bias of the output learns.
    const start = initialNetwork(architecture([1, 4, 1], 'tanh', 'keras'), '1').parameters;
    expect(trained('keras', 1).subarray(0, 12)).toEqual(start.subarray(0, 12));
    expect(trained('keras', 1)[12]).not.toBe(start[12]);
  });
});
