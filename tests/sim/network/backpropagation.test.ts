import { describe, expect, it } from 'vitest';
import { sigmoid } from '../../../src/sim/network/activations.ts';
import { backpropagate } from '../../../src/sim/network/backpropagation.ts';
import { drawMasks } from '../../../src/sim/network/dropout.ts';
import { FLOW_LIMIT, flowOf, flowRatio } from '../../../src/sim/network/gradient-flow.ts';
import { initialNetwork } from '../../../src/sim/network/initial-weights.ts';
import { softmax } from '../../../src/sim/network/losses.ts';
import type { Network } from '../../../src/sim/network/network.ts';
import { lossGradient } from '../../../src/sim/network/propagate.ts';
import { beginTraining, type DataSet, lossOf, trainEpoch } from '../../../src/sim/network/train.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';
import { normal } from '../../../src/sim/normal.ts';
import { random } from '../../../src/sim/random.ts';
import { flat, gradientFlowOracle, networkOf, networkOracle } from '../../helpers/network-oracles.ts';
import { within } from '../../helpers/oracles.ts';

const LOSS = { ce: 'softmax-cross-entropy', bce: 'binary-cross-entropy' } as const;
type Rows = readonly (readonly number[])[];

/** Asks each number for being within a tolerance, and that there are as many. */
const agreeing =
  (tolerance: { readonly abs: number; readonly rel: number }) =>
  (name: string, got: readonly number[], want: readonly number[]): void => {
    expect(got.length, name).toBe(want.length);
    want.forEach((value, i) => {
      expect(within(got[i] ?? Number.NaN, value, tolerance), `${name} ${i}: ${got[i]} is not ${value}`).toBe(
        true,
      );
    });
  };

const oracle = networkOracle();
const probabilities = (outputs: Rows): Rows =>
  outputs.map((row) => {
    if (row.length === 1) return row.map(sigmoid);
    const shares = Float64Array.from(row);
    softmax(shares);
    return Array.from(shares);
  });

describe.each(oracle.cases)(
  'a pass of a $hidden_activation network under $loss_kind, as PyTorch has it',
  (test) => {
    const agree = agreeing(oracle.header.tolerance);
    const initial = oracle.initial_weights[test.hidden_activation];
    if (initial === undefined) throw new Error('no such weights');
    const layers = [...initial.hidden, test.loss_kind === 'ce' ? initial.output_ce : initial.output_bce];
    const network = networkOf(layers, test.hidden_activation);
    const data: DataSet = {
      count: oracle.data.X.length,
      inputs: Float64Array.from(oracle.data.X.flat()),
      targets: Float64Array.from(test.loss_kind === 'ce' ? oracle.data.y_ce : oracle.data.y_bce),
    };
    const loss = LOSS[test.loss_kind];
    const pass = backpropagate(network, data, loss);

    it('forward: sums, values, outputs, probabilities, losses', () => {
      const hidden = [test, ...oracle.cases]
        .filter((one) => one.hidden_activation === test.hidden_activation)
        .flatMap(({ forward }) => (typeof forward.layers === 'string' ? [] : [forward.layers]))[0];
      expect(hidden).toHaveLength(2);
      hidden?.forEach(({ z, a }, l) => {
        agree('z', pass.layers[l]?.sums.flat() ?? [], z.flat());
        agree('a', pass.layers[l]?.values.flat() ?? [], a.flat());
      });
      const outputs = pass.layers.at(-1)?.values ?? [];
      agree('logits', outputs.flat(), test.forward.logits.flat());
      agree('probabilities', probabilities(outputs).flat(), test.forward.probabilities.flat());
      agree('losses', pass.sampleLosses, test.forward.per_sample_loss);
      agree('loss', [pass.loss], [test.forward.loss]);
    });

    it('back: gradients of weights and biases, of the inputs, and their lengths', () => {
      agree(
        'gradients',
        pass.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]),
        Array.from(flat(test.gradients)),
      );
      agree('inputs', pass.inputs.flat(), test.d_loss_d_input.flat());
      agree(
        'norms',
        pass.layers.flatMap(({ norms }) => [norms.weights, norms.biases]),
        test.grad_norm_per_layer.flatMap(({ W, b }) => [W, b]),
      );
    });

    it('the length of the whole gradient along a training, step by step', () => {
      const run = test.training.find(({ optimizer, hyper }) => optimizer === 'sgd' && !hyper.wd);
      if (run === undefined) throw new Error('no plain descent');
      const workspace = workspaceFor(network, data.count);
      const rule = { kind: 'sgd', learningRate: run.hyper.lr } as const;
      let state = beginTraining(network);
      const lengths = run.grad_norm_curve.map(() => {
        const { layers: passes } = backpropagate(state.network, data, loss);
        state = trainEpoch(state, data, { loss, rule, batch: data.count, seed: '1' }, workspace);
        return Math.hypot(...passes.flatMap(({ norms }) => [norms.weights, norms.biases]));
      });
      agree('lengths', lengths, run.grad_norm_curve);
    });
  },
);

const flow = gradientFlowOracle();
describe.each(flow.nets)('through ten layers: $label', (net) => {
  const agree = agreeing(flow.header.tolerance);
  const { layers, loss } = backpropagate(
    networkOf(net.weights, net.hidden_activation),
    {
      count: flow.data.X.length,
      inputs: Float64Array.from(flow.data.X.flat()),
      targets: Float64Array.from(flow.data.y),
    },
    LOSS.ce,
  );

  it('lengths of gradients and signals, and what units are worth, are those of autograd', () => {
    agree('loss', [loss], [net.loss]);
    agree('logits', layers.at(-1)?.values.flat() ?? [], net.logits.flat());
    agree(
      'W',
      layers.map(({ norms }) => norms.weights),
      net.grad_norm_W,
    );
    agree(
      'b',
      layers.map(({ norms }) => norms.biases),
      net.grad_norm_b,
    );
    agree(
      'δ',
      layers.map(({ norms }) => norms.deltas),
      net.delta_norm,
    );
    agree(
      'activity',
      layers.map(({ activity }) => activity),
      net.activation_rms,
    );
    const [first, last] = [layers[0]?.norms.weights ?? 0, layers.at(-1)?.norms.weights ?? 1];
    agree('ratio', [first / last], [net.ratio_first_over_last_W]);
  });

  it('it is flagged as its label says', () => {
    const told = net.label.includes('vanish')
      ? 'vanishing'
      : net.label.includes('explod')
        ? 'exploding'
        : 'steady';
    expect(flowOf(flowRatio(layers))).toBe(told);
  });
});

describe('a signal', () => {
  it('vanishes below a tenth, explodes above ten times, and is steady at both', () => {
    const ratios = [0, 0.0999, 1 / FLOW_LIMIT, 1, 10, 10.001, Number.POSITIVE_INFINITY, Number.NaN];
    expect(ratios.map((ratio) => flowOf(ratio))).toEqual([
      'vanishing',
      'vanishing',
      'steady',
      'steady',
      'steady',
      'exploding',
      'exploding',
      'exploding',
    ]);
  });

  it('that is nowhere is as long at the first layer as at the last', () => {
    const none = { norms: { weights: 0, biases: 0, deltas: 0 } };
    expect(flowRatio([none, none])).toBe(1);
  });
});

describe('residual connections', () => {
  const shape = {
    sizes: [3, 5, 5, 5, 4, 4, 2],
    activations: ['tanh', 'sigmoid', 'relu', 'gelu', 'tanh'],
    residual: true,
  } as const;
  const network = initialNetwork(shape, 'residual');
  const next = normal(random('1', 'residual input'));
  const data: DataSet = {
    count: 7,
    inputs: Float64Array.from({ length: 21 }, next),
    targets: Float64Array.from({ length: 14 }, next),
  };

  it('add the input of each hidden layer that is as wide as the one before', () => {
    const { layers } = backpropagate(network, data, 'mean-squared-error');
    const without = (l: number): number =>
      (layers[l]?.values[2]?.[1] ?? 0) - (layers[l - 1]?.values[2]?.[1] ?? 0);
    expect(without(1)).toBeCloseTo(sigmoid(layers[1]?.sums[2]?.[1] ?? 0), 12);
    expect(without(2)).toBeCloseTo(Math.max(0, layers[2]?.sums[2]?.[1] ?? 0), 12);
    // From 5 units to 4 nothing can be added, and the outputs are linear.
    expect(layers[3]?.values[2]?.[1]).not.toBeCloseTo(without(3), 6);
    expect(layers[5]?.values).toEqual(layers[5]?.sums);
  });

  it.each([false, true])('gradients are those of central differences, dropout %s', (masked) => {
    const workspace = workspaceFor(network, data.count);
    workspace.input.set(data.inputs);
    drawMasks(workspace, data.count, 0.3, '1', 1);
    const at = (parameters: Float64Array): number =>
      lossGradient(parameters, workspace, data.count, 'mean-squared-error', data.targets, masked);
    at(network.parameters);
    const gradient = workspace.gradient.slice();
    gradient.forEach((slope, i) => {
      const [up, down] = [network.parameters.slice(), network.parameters.slice()];
      up[i] = (up[i] ?? 0) + 1e-6;
      down[i] = (down[i] ?? 0) - 1e-6;
      expect(Math.abs((at(up) - at(down)) / 2e-6 - slope)).toBeLessThan(1e-8 + 1e-6 * Math.abs(slope));
    });
  });

  it('the recorded parts multiply and add up to the gradient, and ∂L/∂x is that of differences', () => {
    const { layers, inputs } = backpropagate(network, data, 'mean-squared-error');
    for (const { upstream, slopes, deltas } of layers) {
      deltas.forEach((row, r) => {
        row.forEach((delta, j) => {
          expect(delta).toBeCloseTo((upstream[r]?.[j] ?? 0) * (slopes[r]?.[j] ?? 0), 14);
        });
      });
    }
    const workspace = workspaceFor(network, data.count);
    const lossAt = (moved: Float64Array): number =>
      lossOf(network as Network, { ...data, inputs: moved }, 'mean-squared-error', workspace);
    inputs.flat().forEach((slope, i) => {
      const [up, down] = [data.inputs.slice(), data.inputs.slice()];
      up[i] = (up[i] ?? 0) + 1e-6;
      down[i] = (down[i] ?? 0) - 1e-6;
      expect((lossAt(up) - lossAt(down)) / 2e-6).toBeCloseTo(slope, 7);
    });
  });
});
