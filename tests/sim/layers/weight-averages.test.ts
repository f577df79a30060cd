import { describe, expect, it } from 'vitest';
import { type AverageParams, averageSchema, weightAverage } from '../../../src/sim/weight-averages.ts';
import { agrees } from '../../helpers/layer-oracles.ts';
import { numbersAt, trainingOracle } from '../../helpers/training-oracles.ts';

/** The averages after each of some values, and the weights that are gone on with. */
function follow(params: AverageParams, values: readonly number[]) {
  const { init, update } = weightAverage(averageSchema.parse(params));
  let state = init(1);
  return values.map((value) => {
    const after = update(state, [value]);
    state = after.state;
    return [state.average[0] ?? Number.NaN, after.weights[0] ?? Number.NaN] as const;
  });
}

const { averages_of_weights: runs } = trainingOracle();

describe.each(runs)('averages of $values', (run) => {
  const { decay, values } = run;
  const of = (params: Omit<AverageParams, 'kind' | 'decay'>): AverageParams => ({
    kind: 'exponential',
    decay,
    ...params,
  });
  const lightning = (run.lightning as readonly unknown[])[0];
  it.each<[string, AverageParams, readonly number[], tolerance: number]>([
    [
      'PyTorch, plain',
      { kind: 'mean' },
      numbersAt(run.torch, 'AveragedModel default (plain mean)').slice(1),
      1e-12,
    ],
    ['PyTorch', of({}), numbersAt(run.torch, 'get_ema_multi_avg_fn').slice(1), 1e-12],
    [
      'Keras',
      of({ semantics: 'keras' }),
      numbersAt(run.keras, 'use_ema, ema_overwrite_frequency=None', 'average').slice(1),
      1e-12,
    ],
    [
      'Optax',
      of({ semantics: 'optax' }),
      numbersAt(run.optax, 'ema(debias=True) of the given values as updates'),
      1e-12,
    ],
    [
      'Optax, biased',
      of({ semantics: 'optax', debias: false }),
      numbersAt(run.optax, 'incremental_update(step_size=1-decay), start 0'),
      1e-12,
    ],
    ['TensorFlow.js', of({ semantics: 'tfjs' }), numbersAt(run.tfjs, 'movingAverage(zeroDebias=true)'), 2e-6],
    [
      'TensorFlow.js, biased',
      of({ semantics: 'tfjs', debias: false }),
      numbersAt(run.tfjs, 'movingAverage(zeroDebias=false), start 0'),
      2e-6,
    ],
    ['Lightning', of({ semantics: 'lightning' }), numbersAt(lightning, 'average'), 1e-12],
  ])('%s', (_, params, want, tolerance) => {
    const got = follow(params, values);
    expect(want.length).toBe(values.length);
    want.forEach((value, k) => {
      expect(agrees(got[k]?.[0] ?? Number.NaN, value, tolerance), `${got[k]?.[0]} is not ${value}`).toBe(
        true,
      );
      expect(got[k]?.[1]).toBe(values[k]);
    });
  });

  it('become the weights every second step in Keras, if so asked', () => {
    const at = (key: string) => numbersAt(run.keras, 'use_ema, ema_overwrite_frequency=2', key).slice(1);
    const got = follow(of({ semantics: 'keras', overwriteEvery: 2 }), values);
    at('variable').forEach((value, k) => {
      expect(got[k]?.[1]).toBeCloseTo(value, 12);
      expect(got[k]?.[0]).toBeCloseTo(at('average')[k] ?? Number.NaN, 12);
    });
    // After the training the model has the average.
    const last = numbersAt(run.keras, 'use_ema, ema_overwrite_frequency=2', 'variable_after_finalize')[0];
    expect(got.at(-1)?.[0]).toBeCloseTo(last ?? Number.NaN, 12);
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { kind: 'mean', semantics: 'keras' },
      'Keras has no plain mean of weights, PyTorch has: say "semantics": "pytorch"',
    ],
    [
      { kind: 'exponential', semantics: 'optax' },
      "Optax's moving average of weights has no default for decay: say what it is",
    ],
    [
      { kind: 'exponential', debias: true },
      "PyTorch's moving average of weights has no debias; it has decay",
    ],
  ] as const)('%j', (params, message) => {
    expect(averageSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => weightAverage(params)).toThrow(message);
  });
});
