import { describe, expect, it } from 'vitest';
import type { Precision } from '../../../src/sim/frameworks/framework.ts';
import { initialNetwork } from '../../../src/sim/network/initial-weights.ts';
import { architecture, layersOf } from '../../../src/sim/network/network.ts';
import { lossGradient } from '../../../src/sim/network/propagate.ts';
import { beginTraining, type TrainingOptions, trainEpoch } from '../../../src/sim/network/train.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';
import {
  type ClippingParams,
  clipGradients,
  clippingIn,
  clippingSchema,
} from '../../../src/sim/optimizers/gradient-clipping.ts';
import { agrees } from '../../helpers/layer-oracles.ts';
import { moreOracle } from '../../helpers/more-oracles.ts';
import { clippedGradients, trainingOracle } from '../../helpers/training-oracles.ts';

const { clipping } = trainingOracle();
const limit = clipping.max_norm;
const least = clipping.value;

/** Our params for what the oracle ran, by its names. */
const RUNS: Readonly<Record<string, Readonly<Record<string, ClippingParams>>>> = {
  torch: {
    'clip_grad_norm_ norm2': { kind: 'global-norm', limit },
    'clip_grad_norm_ norm1': { kind: 'global-norm', limit, normType: 'absolute' },
    'clip_grad_norm_ norm_inf': { kind: 'global-norm', limit, normType: 'largest' },
    clip_grad_value_: { kind: 'value', limit: least },
  },
  keras: {
    clipnorm: { kind: 'norm', semantics: 'keras', limit },
    global_clipnorm: { kind: 'global-norm', semantics: 'keras', limit },
    clipvalue: { kind: 'value', semantics: 'keras', limit: least },
  },
  optax: {
    clip_by_global_norm: { kind: 'global-norm', semantics: 'optax', limit },
    clip: { kind: 'value', semantics: 'optax', limit: least },
    clip_by_block_rms: { kind: 'block-rms', semantics: 'optax', limit },
  },
  tfjs: {
    'clipByValue (by hand; no optimizer has clipping)': { kind: 'value', semantics: 'tfjs', limit: least },
  },
};

const cases = Object.entries(clipping.cases).flatMap(([name, { gradients, ...libraries }]) =>
  Object.entries(libraries).flatMap(([key, runs]) =>
    Object.entries(runs as Record<string, unknown>).flatMap(([run, want]) => {
      const params = RUNS[key.split('_')[0] ?? '']?.[run.replace(/ f\d\d$/, '')];
      if (params === undefined) return [];
      const precision: Precision = /float32|f32/.test(`${key} ${run}`) ? 'float32' : 'float64';
      return { name: `${key} ${run}: ${name}`, gradients, params, precision, want: clippedGradients(want) };
    }),
  ),
);

describe('gradients are clipped as by the library', () => {
  it.each(cases)('$name', ({ gradients, params, precision, want }) => {
    const tolerance = precision === 'float32' || params.semantics === 'tfjs' ? 2e-7 : 1e-15;
    const given = gradients.map((list) => list.flat().map(Number));
    const { gradients: got, norm } = clipGradients(clippingSchema.parse(params), given, precision);
    want.grads.forEach((list, v) => {
      list.forEach((value, i) => {
        const ours = got[v]?.[i] ?? Number.NaN;
        expect(agrees(ours, value, tolerance), `${ours} is not ${value} in ${v}, ${i}`).toBe(true);
      });
    });
    if (want.returned !== undefined) expect(agrees(norm, want.returned, tolerance)).toBe(true);
  });

  it('every run of the oracle but adaptive clipping, which is not offered, and an error by choice', () => {
    expect(cases.length).toBe(Object.keys(clipping.cases).length * (2 * 4 + 2 * 3 + 2 * 3 + 1));
    expect(() =>
      clipGradients({ kind: 'global-norm', limit, refuseNonFinite: true }, [[Number.NaN]]),
    ).toThrow('the norm of the gradients is NaN, so they cannot be clipped');
  });
});

describe('training with clipped gradients', () => {
  const network = initialNetwork(architecture([2, 5, 1], 'tanh', 'keras'), '1');
  const data = {
    count: 6,
    inputs: Float64Array.from({ length: 12 }, (_, i) => (i % 5) - 2),
    targets: Float64Array.from({ length: 6 }, (_, i) => 7 * (i % 3)),
  };
  const options: TrainingOptions = {
    loss: 'mean-squared-error',
    rule: { kind: 'sgd', learningRate: 1 },
    batch: 6,
    seed: '1',
  };
  const workspace = workspaceFor(network, 6);
  const step = (clip?: ClippingParams) => {
    const state = trainEpoch(
      beginTraining(network),
      data,
      clip === undefined ? options : { ...options, clipping: clip },
      workspace,
    );
    return { ...state, moved: state.network.parameters.map((x, i) => (network.parameters[i] ?? 0) - x) };
  };
  const norm = (values: ArrayLike<number>): number =>
    Math.sqrt(Array.from(values).reduce((sum, x) => sum + x * x, 0));
  const variables = layersOf(network).flatMap(({ weightsAt, biasesAt, end }) => [
    [weightsAt, biasesAt] as const,
    [biasesAt, end] as const,
  ]);

  it('reports the norm before clipping, and moves by the clipped gradient', () => {
    workspace.input.set(data.inputs);
    lossGradient(network.parameters, workspace, 6, 'mean-squared-error', data.targets);
    const whole = norm(workspace.gradient);
    expect(whole).toBeGreaterThan(1);
    const { moved, gradientNorms } = step({ kind: 'global-norm', limit: 0.5 });
    expect(gradientNorms?.[0]).toBeCloseTo(whole, 10);
    expect(norm(moved)).toBeCloseTo(0.5, 12);
    const torch = step({ kind: 'global-norm', semantics: 'pytorch', limit: 0.5 });
    expect(norm(torch.moved)).toBeCloseTo((0.5 * whole) / (whole + 1e-6), 12);
    expect(step().gradientNorms).toBeUndefined();
  });

  it('follows the library of the network, Optax for Flax; scikit-learn has none', () => {
    const clip = { kind: 'global-norm', limit: 1 } as const;
    expect(clippingIn('flax-linen', clip)).toEqual({ ...clip, semantics: 'optax' });
    expect(clippingIn('tfjs', { ...clip, semantics: 'keras' })).toEqual({ ...clip, semantics: 'keras' });
    expect(clippingIn(undefined, clip)).toEqual(clip);
    expect(() => clippingIn('scikit-learn', clip)).toThrow('scikit-learn does not clip gradients');
  });

  it('clips each of the variables by itself in Keras', () => {
    const { moved } = step({ kind: 'norm', limit: 0.1 });
    const lengths = variables.map(([from, to]) => norm(moved.subarray(from, to)));
    for (const length of lengths) expect(length).toBeCloseTo(0.1, 10);
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { kind: 'norm', limit: 1 },
      'PyTorch has no clipping by each variable\'s norm, Keras has: say "semantics": "keras"',
    ],
    [
      { kind: 'global-norm', semantics: 'tfjs', limit: 1 },
      'TensorFlow.js has no clipping by the norm of all variables, PyTorch, Keras and Optax have: say "semantics": "pytorch" or "keras" or "optax"',
    ],
    [{ kind: 'value' }, "PyTorch's clipping of values has no default for limit: say what it is"],
    [
      { kind: 'global-norm', semantics: 'keras', limit: 1, normType: 'largest' },
      "Keras's clipping by the norm of all variables has no normType; it has limit",
    ],
  ] as const)('%j', (params, message) => {
    expect(clippingSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => clipGradients(params, [[1]])).toThrow(message);
  });
});

describe('adaptive clipping', () => {
  /** Gradients as Optax stores them, inputs before units, with each unit's values one after another. */
  const byUnit = (values: readonly number[], shape: readonly number[]): readonly number[] => {
    const units = shape.length < 2 ? 1 : (shape.at(-1) ?? 1);
    const width = values.length / units;
    return values.map((_, i) => values[(i % width) * units + Math.floor(i / width)] ?? Number.NaN);
  };
  it.each(moreOracle().adaptive)('$name', ({ clipping: share, eps, shapes, params, gradients, clipped }) => {
    const variables = params.map((values, v) => {
      const shape = shapes[v] ?? [];
      // What is no longer than one in all other directions is a vector to Optax.
      const isVector = shape.filter((length) => length > 1).length < 2;
      return { values: byUnit(values, shape), units: isVector ? 1 : (shape.at(-1) ?? 1) };
    });
    const { gradients: got } = clipGradients(
      clippingSchema.parse({ kind: 'adaptive', semantics: 'optax', limit: share, epsilon: eps }),
      gradients.map((values, v) => byUnit(values, shapes[v] ?? [])),
      'float64',
      variables,
    );
    got.forEach((values, v) => {
      const want = byUnit(clipped[v] ?? [], shapes[v] ?? []);
      expect(values.length).toBe(want.length);
      values.forEach((value, i) => {
        expect(agrees(value, want[i] ?? 0, 1e-14)).toBe(true);
      });
    });
  });

  it('needs the parameters, and of the same number', () => {
    const params: ClippingParams = { kind: 'adaptive', semantics: 'optax', limit: 0.1 };
    expect(() => clipGradients(params, [[1]])).toThrow('adaptive clipping needs the parameters too');
    expect(() => clipGradients(params, [[1, 2, 3]], 'float64', [{ values: [1, 2, 3], units: 2 }])).toThrow(
      '3 gradients of 3 parameters in 2 units',
    );
  });

  it('in a training, goes unit by unit', () => {
    const network = initialNetwork(architecture([2, 3, 1], 'tanh', 'flax-nnx'), '1');
    const data = {
      count: 4,
      inputs: Float64Array.of(1, 2, -1, 0.5, 3, -2, 0, 1),
      targets: Float64Array.of(9, -9, 9, -9),
    };
    const options = {
      loss: 'mean-squared-error',
      rule: { kind: 'sgd', learningRate: 1 },
      batch: 4,
      seed: '1',
    } as unknown as TrainingOptions;
    const trained = (clipping?: ClippingParams) =>
      trainEpoch(
        beginTraining(network),
        data,
        { ...options, ...(clipping ? { clipping } : {}) },
        workspaceFor(network, 4),
      ).network.parameters;
    const moved = (parameters: Float64Array) =>
      parameters.map((value, i) => value - (network.parameters[i] ?? 0));
    const limit = 0.02;
    const [free, held] = [moved(trained()), moved(trained({ kind: 'adaptive', limit }))];
    const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
    for (const { weightsAt, inputs, units } of layersOf(network)) {
      for (let u = 0; u < units; u += 1) {
        const of = (values: Float64Array) =>
          norm(values.subarray(weightsAt + u * inputs, weightsAt + (u + 1) * inputs));
        const most = limit * Math.max(of(network.parameters), 1e-3);
        expect(of(held)).toBeCloseTo(Math.min(of(free), most), 10);
      }
    }
  });
});
