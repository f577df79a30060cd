import { describe, expect, it } from 'vitest';
import { exp, integerPower } from '../../src/sim/maths.ts';
import { tanh } from '../../src/sim/network/activations.ts';
import { drawMasks } from '../../src/sim/network/dropout.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { lossAndGradient, type PlainLoss, softmax } from '../../src/sim/network/losses.ts';
import { architecture, layersOf, type Network } from '../../src/sim/network/network.ts';
import { shuffle } from '../../src/sim/network/order.ts';
import { lossGradient } from '../../src/sim/network/propagate.ts';
import {
  beginTraining,
  type DataSet,
  lossOf,
  type TrainingOptions,
  trainEpoch,
  valuesOf,
} from '../../src/sim/network/train.ts';
import type { UpdateRule } from '../../src/sim/network/update.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import { normal } from '../../src/sim/normal.ts';
import { random } from '../../src/sim/random.ts';
import { flat, gradientFlowOracle, networkOf, networkOracle } from '../helpers/network-oracles.ts';
import { within } from '../helpers/oracles.ts';

const LOSS = { ce: 'softmax-cross-entropy', bce: 'binary-cross-entropy' } as const;
const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

const oracle = networkOracle();
const { tolerance } = oracle.header;
const agree = (got: ArrayLike<number>, want: ArrayLike<number>): void => {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i += 1) {
    const [a, b] = [got[i] ?? Number.NaN, want[i] ?? 0];
    expect(within(a, b, tolerance), `${a} is not ${b} at ${i}`).toBe(true);
  }
};

function caseOf(test: (typeof oracle.cases)[number]) {
  const initial = oracle.initial_weights[test.hidden_activation];
  if (initial === undefined) throw new Error('no such weights');
  const layers = [...initial.hidden, test.loss_kind === 'ce' ? initial.output_ce : initial.output_bce];
  const data: DataSet = {
    count: oracle.data.X.length,
    inputs: Float64Array.from(oracle.data.X.flat()),
    targets: Float64Array.from(test.loss_kind === 'ce' ? oracle.data.y_ce : oracle.data.y_bce),
  };
  return { network: networkOf(layers, test.hidden_activation), data, loss: LOSS[test.loss_kind] };
}

describe.each(oracle.cases)('a $hidden_activation network under $loss_kind', (test) => {
  const { network, data, loss } = caseOf(test);
  const workspace = workspaceFor(network, data.count);

  it("gives PyTorch's outputs, loss and gradients", () => {
    agree(valuesOf(network, data.inputs, workspace), test.forward.logits.flat());
    workspace.input.set(data.inputs);
    const value = lossGradient(network.parameters, workspace, data.count, loss, data.targets);
    agree([value, lossOf(network, data, loss, workspace)], [test.forward.loss, test.forward.loss]);
    agree(workspace.gradient, flat(test.gradients));
  });

  it.each(test.training)('takes $optimizer steps $hyper as PyTorch does', (run) => {
    const rule: UpdateRule = {
      kind: run.optimizer,
      learningRate: run.hyper.lr,
      weightDecay: run.hyper.wd ?? 0,
      decayBiases: run.hyper.decay_biases ?? false,
    };
    let state = beginTraining(network);
    let compared = 0;
    run.loss_curve.forEach((want, step) => {
      agree([lossOf(state.network, data, loss, workspace)], [want]);
      const parameters = run.params_after[step];
      if (parameters !== undefined) {
        agree(state.network.parameters, flat(parameters));
        compared += 1;
      }
      state = trainEpoch(state, data, { loss, rule, batch: data.count, seed: '1' }, workspace);
    });
    expect(compared).toBe(Object.keys(run.params_after).length);
  });
});

describe('through ten layers', () => {
  const { header, data, nets } = gradientFlowOracle();
  it.each(nets)('gradients are those of autograd: $label', (net) => {
    const network = networkOf(net.weights, net.hidden_activation);
    const workspace = workspaceFor(network, data.X.length);
    workspace.input.set(data.X.flat());
    lossGradient(network.parameters, workspace, data.X.length, 'softmax-cross-entropy', data.y);
    layersOf(network).forEach(({ weightsAt, biasesAt, end }, l) => {
      const got = [
        norm(workspace.gradient.subarray(weightsAt, biasesAt)),
        norm(workspace.gradient.subarray(biasesAt, end)),
        norm(workspace.deltas[l] ?? new Float64Array()),
      ];
      [net.grad_norm_W[l], net.grad_norm_b[l], net.delta_norm[l]].forEach((want = Number.NaN, i) => {
        expect(within(got[i] ?? Number.NaN, want, header.tolerance), `layer ${l}: ${got[i]} ${want}`).toBe(
          true,
        );
      });
    });
  });
});

describe('gradients against central finite differences', () => {
  const targets: Readonly<Record<PlainLoss, { units: number; target: (i: number) => number }>> = {
    'mean-squared-error': { units: 2, target: (i) => i * 0.3 - 1 },
    'softmax-cross-entropy': { units: 4, target: (i) => i % 4 },
    'binary-cross-entropy': { units: 1, target: (i) => i % 2 },
  };
  const cases = (Object.keys(targets) as PlainLoss[]).flatMap((loss) =>
    [false, true].map((masked) => ({ loss, masked })),
  );
  it.each(cases)('$loss, dropout $masked', ({ loss, masked }) => {
    const { units, target } = targets[loss];
    const rows = 5;
    const shape = { sizes: [3, 7, 6, 5, units], activations: ['tanh', 'identity', 'relu'] } as const;
    const network = initialNetwork(shape, 'differences');
    const workspace = workspaceFor(network, rows);
    const next = normal(random('1', 'input'));
    workspace.input.set(Float64Array.from({ length: rows * 3 }, next));
    drawMasks(workspace, rows, 0.4, '1', 1);
    const wanted = Float64Array.from({ length: rows * units }, (_, i) => target(i));
    const at = (parameters: Float64Array): number =>
      lossGradient(parameters, workspace, rows, loss, wanted, masked);
    at(network.parameters);
    const gradient = workspace.gradient.slice();
    const step = 1e-6;
    gradient.forEach((slope, i) => {
      const [up, down] = [network.parameters.slice(), network.parameters.slice()];
      up[i] = (up[i] ?? 0) + step;
      down[i] = (down[i] ?? 0) - step;
      expect(Math.abs((at(up) - at(down)) / (2 * step) - slope)).toBeLessThan(1e-8 + 1e-6 * Math.abs(slope));
    });
    expect(norm(gradient)).toBeGreaterThan(0.01);
  });
});

describe('tanh', () => {
  it('is 1 − 2 / (e²ˣ + 1) to the last bits, odd, ±1 far out, and NaN for NaN', () => {
    for (let x = -25; x <= 25; x += 0.00731) {
      expect(Math.abs(tanh(x) - (1 - 2 / (exp(2 * x) + 1)))).toBeLessThan(1e-15);
      expect(tanh(-x)).toBeCloseTo(-tanh(x), 15);
    }
    expect([tanh(0), tanh(1e9), tanh(-1e9), tanh(Number.NaN)]).toEqual([0, 1, -1, Number.NaN]);
  });
});

describe('losses stay finite on extreme outputs', () => {
  it.each(oracle.stable_losses.softmax)('softmax of $logits', (want) => {
    const scores = Float64Array.from(want.logits);
    want.cross_entropy_if_class.forEach((value, label) => {
      agree([lossAndGradient(LOSS.ce, scores, 1, scores.length, [label], new Float64Array(8))], [value]);
    });
    softmax(scores);
    agree(scores, want.softmax);
  });

  it.each(oracle.stable_losses.bce_with_logits)('logit $logit for $target', ({ logit, target, loss }) => {
    agree([lossAndGradient(LOSS.bce, Float64Array.of(logit), 1, 1, [target], new Float64Array(1))], [loss]);
  });
});

describe('training', () => {
  const count = 23;
  const next = normal(random('data', 'data'));
  const data: DataSet = {
    count,
    inputs: Float64Array.from({ length: 2 * count }, next),
    targets: new Float64Array(count),
  };
  data.targets.forEach((_, i) => {
    data.targets[i] = (data.inputs[2 * i] ?? 0) - (data.inputs[2 * i + 1] ?? 0);
  });
  const network = initialNetwork(architecture([2, 8, 1], 'tanh'), '1');
  const workspace = workspaceFor(network, count);
  const options: TrainingOptions = {
    loss: 'mean-squared-error',
    rule: { kind: 'sgd', learningRate: 0.05, momentum: 0.9 },
    batch: 5,
    seed: '1',
  };
  const trained = (epochs: number, change: Partial<TrainingOptions> = {}): Network => {
    let state = beginTraining(network);
    for (let k = 0; k < epochs; k += 1) state = trainEpoch(state, data, { ...options, ...change }, workspace);
    return state.network;
  };

  it('does not modify the given state, and gives the same result again', () => {
    const start = network.parameters.slice();
    const state = trainEpoch(beginTraining(network), data, options, workspace);
    const kept = [state.network.parameters.slice(), state.memory.mean.slice()];
    const second = trainEpoch(state, data, options, workspace);
    expect([state.network.parameters, state.memory.mean]).toEqual(kept);
    expect(network.parameters).toEqual(start);
    expect(trainEpoch(state, data, options, workspace)).toEqual(second);
    expect(second).toMatchObject({ epoch: 2, updates: 10 });
  });

  it('lowers the loss, in another order with another seed', () => {
    const before = lossOf(network, data, options.loss, workspace);
    expect(lossOf(trained(40), data, options.loss, workspace)).toBeLessThan(0.1 * before);
    expect(trained(3, { seed: '2' }).parameters).not.toEqual(trained(3).parameters);
    const whole = { batch: count };
    agree(trained(3, { ...whole, seed: '2' }).parameters, trained(3, whole).parameters);
  });

  it('refuses a batch larger than its workspace', () => {
    expect(() => trainEpoch(beginTraining(network), data, options, workspaceFor(network, 4))).toThrow(
      /room for 4 samples, not for 5/,
    );
  });

  it('evaluates sets larger than its workspace, and hidden layers too', () => {
    const small = valuesOf(network, data.inputs, workspaceFor(network, 4));
    expect(small).toEqual(valuesOf(network, data.inputs, workspaceFor(network, 100)));
    expect(valuesOf(network, data.inputs, workspace, 0)).toHaveLength(8 * count);
  });

  it('remembers velocity: v ← μ v + g', () => {
    const rule = (momentum: number): UpdateRule => ({ kind: 'sgd', learningRate: 0.1, momentum });
    const whole = { batch: count, rule: rule(0.5) };
    const x = [0, 1, 2].map((k) => trained(k, whole).parameters);
    const plain = trainEpoch(
      { ...beginTraining(network), network: trained(1, whole) },
      data,
      { ...options, batch: count, rule: rule(0) },
      workspace,
    ).network.parameters;
    x[2]?.forEach((value, i) => {
      const [x0 = 0, x1 = 0, next = 0] = [x[0]?.[i], x[1]?.[i], plain[i]];
      expect(value).toBeCloseTo(next + 0.5 * (x1 - x0), 12);
    });
  });
});

describe('randomness', () => {
  it('normal numbers have the moments of the normal distribution', () => {
    const next = normal(random('1', 'moments'));
    const values = Array.from({ length: 40_000 }, next);
    const moment = (k: number): number =>
      values.reduce((sum, v) => sum + integerPower(v, k), 0) / values.length;
    [0, 1, 0, 3].forEach((want, k) => {
      expect(Math.abs(moment(k + 1) - want)).toBeLessThan(0.1);
    });
  });

  it('initial weights have the spread of He before relu and of Glorot before tanh', () => {
    const spread = (kind: 'relu' | 'tanh'): number => {
      const { parameters } = initialNetwork(architecture([300, 100, 1], kind), '1');
      return norm(parameters.subarray(0, 30_000)) / Math.sqrt(30_000);
    };
    expect(spread('relu')).toBeCloseTo(Math.sqrt(2 / 300), 2);
    expect(spread('tanh')).toBeCloseTo(Math.sqrt(2 / 400), 2);
  });

  it('the data order is a permutation, a different one each epoch', () => {
    const order = (epoch: number): Uint32Array => {
      const indices = new Uint32Array(50);
      shuffle(indices, random('1', 'order of the data', epoch));
      return indices;
    };
    expect([...order(3)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(order(3)).toEqual(order(3));
    expect(order(4)).not.toEqual(order(3));
  });

  it('dropout drops its share, scales up the rest, and draws new masks at each step', () => {
    const workspace = workspaceFor(architecture([1, 500, 1], 'tanh'), 20);
    const mask = (step: number): Float64Array => {
      drawMasks(workspace, 20, 0.3, '1', step);
      return (workspace.masks[0] ?? new Float64Array()).slice();
    };
    const first = mask(1);
    expect(new Set(first)).toEqual(new Set([0, 1 / (1 - 0.3)]));
    expect(first.filter((m) => m === 0).length / first.length).toBeCloseTo(0.3, 1);
    expect(mask(2)).not.toEqual(first);
    expect(mask(1)).toEqual(first);
  });
});
