import { describe, expect, it } from 'vitest';
import type { LayerSemantics } from '../../../src/sim/frameworks/framework.ts';
import { offering } from '../../../src/sim/frameworks/offers.ts';
import type { LossSemantics } from '../../../src/sim/network/loss-offers.ts';
import { LOSS_OFFERS } from '../../../src/sim/network/loss-offers.ts';
import {
  createLoss,
  LOSS_KINDS,
  type LossInput,
  type LossParams,
  lossSchema,
} from '../../../src/sim/network/loss-registry.ts';
import { lossAndGradient, type PlainLoss } from '../../../src/sim/network/losses.ts';
import type { Network } from '../../../src/sim/network/network.ts';
import { beginTraining, type DataSet, lossOf, trainEpoch } from '../../../src/sim/network/train.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';
import { agrees } from '../../helpers/layer-oracles.ts';
import { numbersAt, trainingOracle } from '../../helpers/training-oracles.ts';

const { losses: oracle, log_loss_of_zero: probes } = trainingOracle();
const { ce, probs, bce, reg } = oracle.inputs;

/** Measured in single precision, and so is Keras' binary cross-entropy and regression whatever floatx is. */
const SINGLE = 1e-6;
const near = (got: readonly number[], want: readonly number[], tolerance: number): void => {
  expect(got.length).toBe(want.length);
  want.forEach((value, i) => {
    expect(agrees(got[i] ?? Number.NaN, value, tolerance), `${got[i]} is not ${value} at ${i}`).toBe(true);
  });
};

const rowsOf = (rows: readonly (readonly number[])[]): Pick<LossInput, 'outputs' | 'units'> => ({
  outputs: rows.flat(),
  units: rows[0]?.length ?? 0,
});
const classes: LossInput = { ...rowsOf(ce.logits), targets: ce.target };
const oneHot = ce.logits.flatMap((row, r) => row.map((_, k) => (k === ce.target[r] ? 1 : 0)));
const value = (params: LossParams, input: LossInput): number[] => [
  createLoss(lossSchema.parse(params)).value(input),
];
const each = (params: LossParams, input: LossInput): readonly number[] => createLoss(params).each(input);

const SOFTMAX = 'softmax-cross-entropy';
const MEASURED = [
  ['pytorch', 'torch_float64', 1e-12],
  ['keras', 'keras_float64', 1e-12],
  ['flax-nnx', 'optax_float64', 1e-12],
  ['flax-linen', 'optax_float64', 1e-12],
  ['tfjs', 'tfjs_float32', SINGLE],
] as const;

describe.each(MEASURED)('softmax cross-entropy of %s', (semantics, name, tolerance) => {
  it.each(ce.smoothing)('with a smoothing of %d', (smoothing) => {
    const at = (key: string) => numbersAt(oracle[name], `cross_entropy smoothing ${smoothing}`, key);
    const params = { kind: SOFTMAX, semantics, smoothing } as const;
    near(each(params, classes), at('each'), tolerance);
    near(value(params, classes), at('mean'), tolerance);
    near(
      value({ ...params, targets: 'probabilities' }, { ...classes, targets: oneHot }),
      at('mean'),
      tolerance,
    );
  });
});

describe('class weights', () => {
  it.each(ce.smoothing)('by library, with a smoothing of %d', (smoothing) => {
    const under = `cross_entropy smoothing ${smoothing}`;
    const of = (semantics: LossSemantics, more: Partial<LossParams> = {}): LossParams => ({
      kind: SOFTMAX,
      semantics,
      smoothing,
      classWeights: ce.class_weights,
      ...more,
    });
    const torch = (key: string) => numbersAt(oracle.torch_float64, under, key);
    near(each(of('pytorch'), classes), torch('weighted_each'), 1e-12);
    near(value(of('pytorch'), classes), torch('weighted_mean'), 1e-12);
    near(value(of('pytorch', { reduction: 'sum' }), classes), torch('weighted_sum'), 1e-12);
    near(
      value(of('pytorch', { targets: 'probabilities' }), { ...classes, targets: oneHot }),
      torch('weighted_mean_target_as_probabilities'),
      1e-12,
    );
    const keras = (key: string) => numbersAt(oracle.keras_float64, under, key);
    near(each(of('keras'), classes), keras('weighted_each'), 1e-12);
    near(value(of('keras'), classes), keras('weighted_mean'), 1e-12);
    near(value(of('keras', { reduction: 'sum' }), classes), keras('weighted_sum'), 1e-12);
    near(
      value(of('keras', { reduction: 'weighted-mean' }), classes),
      keras('weighted_mean_with_sample_weight'),
      1e-12,
    );
    const tfjs = (key: string) => numbersAt(oracle.tfjs_float32, under, key);
    near(value(of('tfjs'), classes), tfjs('weighted'), SINGLE);
    near(value(of('tfjs', { reduction: 'weighted-mean' }), classes), tfjs('weighted_MEAN'), SINGLE);
    near(value(of('tfjs', { reduction: 'sum' }), classes), tfjs('weighted_SUM'), SINGLE);
    // The same as weights of the samples.
    const weights = ce.target.map((label) => ce.class_weights[label] ?? 0);
    const plain = { kind: SOFTMAX, semantics: 'keras', smoothing } as const;
    near(value(plain, { ...classes, weights }), keras('weighted_mean'), 1e-12);
  });

  it('of samples that PyTorch ignores count for nothing; with all ignored the mean is 0/0', () => {
    const kind = SOFTMAX;
    const ignored = (...rows: readonly number[]): LossInput => ({
      ...classes,
      targets: ce.target.map((label, r) => (rows.includes(r) ? -100 : label)),
    });
    const at = (key: string) => numbersAt(oracle.torch_float64, key);
    near(value({ kind }, ignored(2)), at('cross_entropy last ignored'), 1e-12);
    near(
      value({ kind, classWeights: ce.class_weights }, ignored(2)),
      at('cross_entropy last ignored, weighted'),
      1e-12,
    );
    near(value({ kind }, ignored(0, 1, 2)), at('cross_entropy all ignored'), 0);
  });

  it('of samples, one of them 0: TensorFlow.js leaves that one out of the number, Keras does not', () => {
    const weights = [1, 1, 0];
    const first = 0.44018969856119533 + 1.8191007283923124;
    near(value({ kind: SOFTMAX, semantics: 'tfjs' }, { ...classes, weights }), [first / 2], SINGLE);
    near(value({ kind: SOFTMAX, semantics: 'keras' }, { ...classes, weights }), [first / 3], 1e-12);
    near(
      value({ kind: SOFTMAX, semantics: 'tfjs', classWeights: [1, 1, 0, 1] }, classes),
      [first / 3],
      SINGLE,
    );
  });
});

describe('cross-entropy of probabilities', () => {
  it.each(Object.entries(probs.cases))('%s', (name, [rows, target]) => {
    const kind = 'cross-entropy-of-probabilities';
    const input = { ...rowsOf(rows), targets: target };
    near(value({ kind }, input), numbersAt(oracle.torch_float64, `probs ${name}`, 'nll_of_log'), 1e-12);
    const keras = numbersAt(oracle.keras_float64, `probs ${name}`, 'categorical');
    near(each({ kind, semantics: 'keras' }, input), keras, 1e-12);
    near(
      each({ kind, semantics: 'keras', precision: 'float32' }, input),
      numbersAt(oracle.keras_float32, `probs ${name}`, 'categorical'),
      SINGLE,
    );
    near(
      each({ kind, semantics: 'tfjs' }, input),
      numbersAt(oracle.tfjs_float32, `probs ${name}`, 'metrics.categoricalCrossentropy'),
      SINGLE,
    );
    // By mistake given to a loss that wants logits: the same everywhere.
    near(
      value({ kind: SOFTMAX }, input),
      numbersAt(oracle.torch_float64, `probs ${name}`, 'cross_entropy_fed_with_probabilities'),
      1e-12,
    );
  });

  it('sure and right is 1e-7 in Keras, to the last digits, and 1.19e-7 in single precision', () => {
    const sure = { outputs: [1, 0, 0, 0], units: 4, targets: [0] };
    const kind = 'cross-entropy-of-probabilities';
    expect(value({ kind, semantics: 'keras' }, sure)[0]).toBeCloseTo(1.0000000494736474e-7, 16);
    expect(value({ kind, semantics: 'tfjs' }, sure)[0]).toBeCloseTo(1.192093e-7, 12);
  });

  it.each<[LossParams, readonly number[], units: number, target: number, probe: string]>([
    [
      { kind: 'cross-entropy-of-probabilities', semantics: 'scikit-learn' },
      [1, 0, 0, 0],
      4,
      1,
      'sklearn log_loss four classes, p=[1,0,0,0], target 1',
    ],
    [
      { kind: 'cross-entropy-of-probabilities', semantics: 'scikit-learn' },
      [0.2, 0.2, 0.1],
      3,
      0,
      'sklearn log_loss rows that do not sum to 1 [.2,.2,.1]',
    ],
    [
      { kind: 'binary-cross-entropy-of-probabilities', semantics: 'xgboost' },
      [1],
      1,
      0,
      'xgboost logloss, p=1 target 0',
    ],
    [
      { kind: 'binary-cross-entropy-of-probabilities', semantics: 'xgboost' },
      [0],
      1,
      1,
      'xgboost logloss, p=0 target 1',
    ],
    [
      { kind: 'binary-cross-entropy-of-probabilities', semantics: 'lightgbm' },
      [1],
      1,
      0,
      'lightgbm binary_logloss, p=1, half the targets 0 (so twice it)',
    ],
  ])('%j of %j', (params, outputs, units, target, probe) => {
    near(value(params, { outputs, units, targets: [target] }), numbersAt(probes, probe), 1e-7);
  });

  it('of scikit-learn refuses what is above 1, and divides by the weights’ sum', () => {
    const kind = 'cross-entropy-of-probabilities';
    expect(() =>
      value({ kind, semantics: 'scikit-learn' }, { outputs: [2, 1, 0.5, 0.5], units: 4, targets: [1] }),
    ).toThrow("scikit-learn's log_loss refuses probabilities above 1: 2");
    const single = { kind, semantics: 'scikit-learn', precision: 'float32' } as const;
    expect(value(single, { outputs: [1, 0], units: 2, targets: [1] })[0]).toBeCloseTo(15.942385, 5);
    const binary = { kind: 'binary-cross-entropy-of-probabilities', semantics: 'scikit-learn' } as const;
    const input = { outputs: [0.5, 0.9], units: 1, targets: [1, 0], weights: [1, 3] };
    near(value(binary, input), [(Math.log(2) + 3 * Math.log(10)) / 4], 1e-12);
    near(
      value(binary, input),
      numbersAt(probes, 'sklearn log_loss with sample_weight [1, 3] p=.5,.9'),
      1e-12,
    );
  });
});

describe('the log loss of TensorFlow.js', () => {
  it.each(Object.entries(probs.cases))('%s', (name, [rows, target]) => {
    const targets = rows.flatMap((row, r) => row.map((_, k) => (k === target[r] ? 1 : 0)));
    const want = numbersAt(oracle.tfjs_float32, `probs ${name}`, 'losses.logLoss');
    const got = rows
      .flat()
      .flatMap((p, i) =>
        value(
          { kind: 'log-loss', semantics: 'tfjs' },
          { outputs: [p], units: 1, targets: [targets[i] ?? 0] },
        ),
      );
    near(got, want, SINGLE);
  });
});

describe('binary cross-entropy', () => {
  const input: LossInput = { outputs: bce.logits, units: 1, targets: bce.target };
  const kind = 'binary-cross-entropy';
  it('of logits, with weights of samples and of the positive class', () => {
    const torch = (key: string) => numbersAt(oracle.torch_float64, 'bce_with_logits', key);
    near(each({ kind }, input), torch('each'), 1e-12);
    near(value({ kind }, input), torch('mean'), 1e-12);
    near(value({ kind, positiveWeight: bce.pos_weight }, input), torch('pos_weight'), 1e-12);
    near(value({ kind }, { ...input, weights: bce.weights }), torch('weighted'), 1e-12);
    const optax = numbersAt(oracle.optax_float64, 'sigmoid_binary_cross_entropy', 'each');
    near(each({ kind, semantics: 'flax-nnx' }, input), optax, 1e-12);
  });

  it.each(bce.smoothing)('of logits, with a smoothing of %d', (smoothing) => {
    const under = `bce_with_logits smoothing ${smoothing}`;
    const weighted = { ...input, weights: bce.weights };
    const keras = { kind, semantics: 'keras', smoothing } as const;
    near(each(keras, input), numbersAt(oracle.keras_float64, under, 'each'), SINGLE);
    near(value(keras, weighted), numbersAt(oracle.keras_float64, under, 'weighted'), SINGLE);
    const tfjs = { kind, semantics: 'tfjs', smoothing } as const;
    near(value(tfjs, input), numbersAt(oracle.tfjs_float32, under, 'mean'), SINGLE);
    near(value(tfjs, weighted), numbersAt(oracle.tfjs_float32, under, 'weighted'), SINGLE);
    near(
      value({ ...tfjs, reduction: 'weighted-mean' }, weighted),
      numbersAt(oracle.tfjs_float32, under, 'weighted_MEAN'),
      SINGLE,
    );
  });

  it('of probabilities, each held away from 0 and 1 in its own way', () => {
    const of: LossInput = { outputs: bce.probs, units: 1, targets: bce.ptarget };
    const own = (params: Omit<LossParams, 'kind'>) =>
      each({ kind: 'binary-cross-entropy-of-probabilities', ...params }, of);
    const want = (name: 'torch_float64' | 'keras_float64' | 'keras_float32' | 'tfjs_float32') =>
      numbersAt(oracle[name], 'bce of probabilities', 'each');
    near(own({ semantics: 'pytorch' }), want('torch_float64'), 1e-7);
    near(own({ semantics: 'keras' }), want('keras_float64'), SINGLE);
    near(own({ semantics: 'keras', precision: 'float32' }), want('keras_float32'), SINGLE);
    near(own({ semantics: 'tfjs' }), want('tfjs_float32'), SINGLE);
    expect(own({ semantics: 'tfjs' })[1]).toBeCloseTo(1.00000015e-7, 14);
    expect(own({ semantics: 'keras', precision: 'float32' })[1]).toBeCloseTo(1.1920929e-7, 13);
  });
});

describe('losses of errors', () => {
  const input: LossInput = { ...rowsOf(reg.pred), targets: reg.target.flat() };
  const weighted = { ...input, weights: reg.weights };
  it.each<[LossParams, LossInput, number[], tolerance: number]>([
    [{ kind: 'mean-squared-error' }, input, [2.59], 1e-12],
    [{ kind: 'mean-absolute-error' }, input, [1.2], 1e-12],
    [{ kind: 'huber' }, input, [0.8575], 1e-12],
    [{ kind: 'smooth-l1' }, input, [0.8575], 1e-12],
    [{ kind: 'mean-squared-error' }, weighted, [1.8957142857142857], 1e-12],
    [{ kind: 'mean-squared-error', semantics: 'keras' }, weighted, [2.2116666634877524], SINGLE],
    [{ kind: 'mean-squared-error', semantics: 'tfjs' }, weighted, [2.2116668], SINGLE],
    [
      { kind: 'mean-squared-error', semantics: 'tfjs', reduction: 'weighted-mean' },
      weighted,
      [1.8957144],
      SINGLE,
    ],
    [{ kind: 'log-cosh', semantics: 'keras' }, input, [0.771625687678655], SINGLE],
    [{ kind: 'half-squared-error', semantics: 'flax-nnx' }, input, [1.295], 1e-12],
    [{ kind: 'half-squared-error', semantics: 'scikit-learn' }, input, [1.295], 1e-12],
    [{ kind: 'huber', semantics: 'flax-linen' }, input, [0.8575], 1e-12],
    [{ kind: 'huber', semantics: 'tfjs' }, input, [0.8575], 1e-12],
    [{ kind: 'mean-squared-error', reduction: 'sum' }, input, [2.59 * 6], 1e-12],
    [{ kind: 'mean-squared-error', semantics: 'keras', reduction: 'sum' }, input, [2.59 * 3], 1e-12],
  ])('%j: %#', (params, of, want, tolerance) => near(value(params, of), want, tolerance));

  it('smooth L1 is Huber loss by β, and so the same for β = 1 alone', () => {
    const of = (params: LossParams): number => value(params, input)[0] ?? 0;
    expect(of({ kind: 'smooth-l1', beta: 0.4 })).toBeCloseTo(of({ kind: 'huber', delta: 0.4 }) / 0.4, 12);
  });
});

const EVERY = LOSS_KINDS.flatMap((kind) =>
  offering(LOSS_OFFERS[kind]).map((semantics): LossParams => ({ kind, semantics })),
);

describe('every loss of every library', () => {
  it.each(EVERY)('$kind of $semantics has the slopes of finite differences', (params) => {
    const settings = LOSS_OFFERS[params.kind].in as Record<string, Record<string, unknown> | undefined>;
    const has = (name: string): boolean => name in (settings[params.semantics ?? ''] ?? {});
    const full: LossParams = {
      ...params,
      ...(has('smoothing') ? { smoothing: 0.2 } : {}),
      ...(has('classWeights') ? { classWeights: /binary/.test(params.kind) ? [0.5, 2] : [0.5, 2, 1] } : {}),
      ...(has('positiveWeight') ? { positiveWeight: 3 } : {}),
    };
    const loss = createLoss(full);
    const units = /binary/.test(params.kind) ? 1 : 3;
    const outputs = Float64Array.from(
      units === 1 ? [0.2, 0.7, 0.4] : [0.2, 0.5, 0.1, 0.3, 0.3, 0.4, 0.8, 0.1, 0.2],
    );
    const perSample = loss.targets(units);
    const targets = perSample === 3 ? [0, 1, 0.25, 1, 0.4, 0, 0, 0, 1] : units === 1 ? [1, 0, 1] : [1, 0, 2];
    const gradient = new Float64Array(outputs.length);
    loss.value({ outputs, units, targets }, gradient);
    // Single precision cannot be differentiated by differences as small.
    const step = params.semantics === 'tfjs' && /probabilities|log-loss/.test(params.kind) ? 1e-3 : 1e-6;
    gradient.forEach((slope, i) => {
      const [up, down] = [outputs.slice(), outputs.slice()];
      up[i] = (up[i] ?? 0) + step;
      down[i] = (down[i] ?? 0) - step;
      const at = (one: Float64Array): number => loss.value({ outputs: one, units, targets });
      expect(Math.abs((at(up) - at(down)) / (2 * step) - slope)).toBeLessThan(step === 1e-3 ? 5e-4 : 1e-8);
    });
  });

  it.each(EVERY)('$kind of $semantics comes back from the schema as it went in', (params) => {
    const filled = lossSchema.parse(params);
    expect(lossSchema.parse(filled)).toEqual(filled);
  });

  it.each<PlainLoss>(['mean-squared-error', SOFTMAX, 'binary-cross-entropy'])(
    '%s by name alone is that of PyTorch, whose gradient may take the place of the outputs',
    (kind) => {
      const units = kind === 'binary-cross-entropy' ? 1 : 2;
      const outputs = Float64Array.from([0.3, -1.2, 2.2, 0.7]);
      const targets = kind === 'mean-squared-error' ? [1, 0, 2, -1] : [1, 0, 1, 0];
      const both = [kind, { kind }].map((one) => {
        const gradient = outputs.slice();
        return {
          value: lossAndGradient(one as PlainLoss, gradient, 4 / units, units, targets, gradient),
          gradient,
        };
      });
      near([both[1]?.value ?? 0], [both[0]?.value ?? 1], 1e-14);
      near([...(both[1]?.gradient ?? [])], [...(both[0]?.gradient ?? [])], 1e-14);
    },
  );
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { kind: 'half-squared-error' },
      'PyTorch has no half the squared error (l2_loss), Flax NNX, Flax Linen and scikit-learn have: say "semantics": "flax-nnx" or "flax-linen" or "scikit-learn"',
    ],
    [
      { kind: 'binary-cross-entropy', smoothing: 0.1 },
      "PyTorch's binary cross-entropy of logits has no smoothing; it has positiveWeight and reduction",
    ],
    [
      { kind: SOFTMAX, reduction: 'weighted-mean' },
      "PyTorch has no mean by the weights' sum to choose, Keras and TensorFlow.js have",
    ],
  ] as const)('%j', (params, message) => {
    expect(lossSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => createLoss(params)).toThrow(message);
  });

  it('and so are classes that do not exist, and weights that are not of all classes', () => {
    expect(() => value({ kind: SOFTMAX }, { ...classes, targets: [0, 4, 1] })).toThrow(
      'sample 1 is of class 4, but there are 4, from 0 on',
    );
    expect(() => value({ kind: SOFTMAX, classWeights: [1, 2, 3] }, classes)).toThrow(
      '4 classes need as many weights, not 3',
    );
    const binary = { kind: 'binary-cross-entropy', semantics: 'keras', classWeights: [1, 2, 3] } as const;
    expect(() => value(binary, { outputs: [1], units: 1, targets: [1] })).toThrow(
      '2 classes need as many weights',
    );
  });

  it('weights of samples too', () => {
    expect(() => value({ kind: SOFTMAX }, { ...classes, weights: [1, 1, 1] })).toThrow(
      "PyTorch's softmax cross-entropy takes no weights of samples",
    );
    expect(() =>
      value({ kind: 'huber', semantics: 'flax-nnx' }, { ...classes, targets: oneHot, weights: [1, 1, 1] }),
    ).toThrow("Flax NNX's Huber loss takes no weights of samples");
  });
});

describe('a network that is trained on a loss as data', () => {
  const data: DataSet = {
    count: 3,
    inputs: Float64Array.from(ce.logits.flat()),
    targets: Float64Array.from(ce.target),
  };
  const shape = { sizes: [4, 4], activations: [] } as const;
  // The identity: its outputs are the logits.
  const parameters = Float64Array.from({ length: 20 }, (_, i) => (i < 16 && i % 5 === 0 ? 1 : 0));
  const classWeights = [1, 2, 0.5, 3];
  const loss = { kind: SOFTMAX, classWeights, smoothing: 0.1 } as const;

  it('follows the library of the network, unless it names its own', () => {
    const of = (semantics: LayerSemantics | undefined, own?: LayerSemantics): number => {
      const network: Network = { ...shape, parameters, ...(semantics === undefined ? {} : { semantics }) };
      return lossOf(
        network,
        data,
        own === undefined ? loss : { ...loss, semantics: own },
        workspaceFor(network, 3),
      );
    };
    near([of(undefined), of('pytorch'), of('keras', 'pytorch')], Array(3).fill(1.4410114759920223), 1e-12);
    near([of('keras'), of('pytorch', 'keras')], Array(2).fill(2.0566943700133464), 1e-12);
    expect(() => of('flax-nnx')).toThrow("Flax NNX's softmax cross-entropy has no classWeights");
  });

  it('moves by its gradient', () => {
    const network: Network = { ...shape, parameters, semantics: 'keras' };
    const workspace = workspaceFor(network, 3);
    const rule = { kind: 'sgd', learningRate: 0.01 } as const;
    const state = trainEpoch(beginTraining(network), data, { loss, rule, batch: 3, seed: '1' }, workspace);
    near(
      state.batches.map((batch) => batch.loss),
      [2.0566943700133464],
      1e-12,
    );
    expect(lossOf(state.network, data, loss, workspace)).toBeLessThan(2.0566);
  });
});
