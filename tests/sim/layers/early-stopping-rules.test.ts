import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { earlyStop } from '../../../src/sim/early-stopping.ts';
import {
  judgeStopping,
  STOPPING_OFFERS,
  type StoppingKind,
  type StoppingParams,
  stoppingSchema,
} from '../../../src/sim/early-stopping-rules.ts';
import { offering } from '../../../src/sim/frameworks/offers.ts';
import { trainingOracle } from '../../helpers/training-oracles.ts';

const { early_stopping: rows, sequences } = trainingOracle();

/** What the oracle calls its runs, and our params for them. */
const RUNS: Readonly<Record<string, StoppingParams>> = {
  keras: { kind: 'patience', semantics: 'keras' },
  'keras restore_best_weights=True': { kind: 'patience', semantics: 'keras', restoreBest: true },
  tfjs: { kind: 'patience', semantics: 'tfjs' },
  'lightning check_finite=True': { kind: 'patience', semantics: 'lightning' },
  'lightning check_finite=False': { kind: 'patience', semantics: 'lightning', checkFinite: false },
  'transformers load_best_model_at_end': { kind: 'patience', semantics: 'transformers', restoreBest: true },
  xgboost: { kind: 'patience', semantics: 'xgboost' },
  lightgbm: { kind: 'patience', semantics: 'lightgbm' },
  'catboost use_best_model=True': { kind: 'patience', semantics: 'catboost' },
  'catboost use_best_model=False': { kind: 'patience', semantics: 'catboost', restoreBest: false },
  'sklearn MLP': { kind: 'mlp', semantics: 'scikit-learn' },
  'sklearn MLP early_stopping (score = -loss)': { kind: 'mlp', semantics: 'scikit-learn', restoreBest: true },
  'sklearn HistGradientBoosting': { kind: 'hist-gradient-boosting', semantics: 'scikit-learn' },
  'sklearn GradientBoosting': { kind: 'gradient-boosting', semantics: 'scikit-learn' },
  'sklearn SGD (rule from its source, by hand)': { kind: 'sgd', semantics: 'scikit-learn' },
};

const epoch = z.number().nullish();
const outcome = z.union([
  z.string(),
  z.object({
    stops_after_epoch: epoch,
    stops_after_stage: epoch,
    rounds_trained: z.number().optional(),
    trees_in_model: z.number().optional(),
    weights_of_epoch: z.number().optional(),
  }),
]);

const cases = rows.flatMap(({ sequence, settings, ...runs }) =>
  Object.entries(runs).map(([name, run]) => {
    const { patience, min_delta: minDelta } = settings;
    const own = RUNS[name];
    if (own === undefined) throw new Error(`no params for ${name}`);
    return {
      name: `${name}, ${sequence}, ${JSON.stringify(settings)}`,
      params: { ...own, patience, ...(minDelta === undefined ? {} : { minDelta }) } as StoppingParams,
      losses: sequences[sequence] ?? [],
      want: outcome.parse(run),
    };
  }),
);

describe('early stopping stops where the library stops, and keeps what it keeps', () => {
  it.each(cases)('$name', ({ params, losses, want }) => {
    if (typeof want === 'string') {
      const message = /no min_delta/.test(want)
        ? "CatBoost's early stopping by patience has no minDelta; it has patience and restoreBest"
        : 'CatBoost ends with an error when its metric is NaN, as after round 2';
      expect(() => judgeStopping(params, losses)).toThrow(message);
      return;
    }
    const { stop, kept } = judgeStopping(stoppingSchema.parse(params), losses);
    const { rounds_trained: rounds, trees_in_model: trees, weights_of_epoch: weights } = want;
    if (rounds !== undefined) expect(stop ?? losses.length - 1).toBe(rounds - 1);
    else expect(stop).toBe(want.stops_after_epoch ?? want.stops_after_stage ?? undefined);
    if (trees !== undefined) expect(kept).toBe(trees - 1);
    if (weights !== undefined) expect(kept).toBe(weights);
  });

  it('every way that a library offers has been measured', () => {
    const measured = new Set(Object.values(RUNS).map(({ kind, semantics }) => `${kind} ${semantics}`));
    const offered = Object.entries(STOPPING_OFFERS).flatMap(([kind, offer]) =>
      offering(offer).map((library) => `${kind} ${library}`),
    );
    expect(offered.filter((name) => !measured.has(name))).toEqual([]);
  });

  it('the first loss, if it is NaN, is the best in Keras, and then nothing is better', () => {
    const losses = [Number.NaN, 3, 2, 1, 0.5];
    const keras = { kind: 'patience', semantics: 'keras', patience: 2, restoreBest: true } as const;
    expect(judgeStopping(keras, losses)).toEqual({ stop: 2, kept: 0 });
    const tfjs = { kind: 'patience', semantics: 'tfjs', patience: 1 } as const;
    expect(judgeStopping(tfjs, losses)).toEqual({ stop: 0, kept: 0 });
  });

  it('compares with the threshold on one side or the other, which decides the last digit', () => {
    // In doubles 0.3 + 0.1 is 0.4, but 0.4 − 0.1 is more than 0.3.
    const losses = [0.4, 0.3, 0.3, 0.3];
    const stop = (semantics: 'keras' | 'xgboost' | 'lightgbm') =>
      judgeStopping({ kind: 'patience', semantics, patience: 2, minDelta: 0.1 }, losses).stop;
    expect([stop('keras'), stop('xgboost'), stop('lightgbm')]).toEqual([2, 3, 3]);
    expect(judgeStopping({ kind: 'patience', semantics: 'xgboost', patience: 0 }, losses).stop).toBe(0);
  });

  it('is never at epoch 0 in Keras, and at once in Lightning if the loss is infinite', () => {
    const losses = [1, 2, 3];
    expect(judgeStopping({ kind: 'patience', semantics: 'keras' }, losses).stop).toBe(1);
    const lightning = { kind: 'patience', semantics: 'lightning' } as const;
    expect(judgeStopping(lightning, [Number.POSITIVE_INFINITY, 1]).stop).toBe(0);
  });

  it('a patience alone is that of Keras which restores the best', () => {
    for (const losses of Object.values(sequences)) {
      for (const patience of [0, 1, 2, 3]) {
        const keras = { kind: 'patience', semantics: 'keras', patience, restoreBest: true } as const;
        expect(earlyStop(losses, patience)).toEqual(earlyStop(losses, keras));
      }
    }
    const plain = { kind: 'patience', semantics: 'keras', patience: 2 } as const;
    expect(earlyStop(sequences.question ?? [], plain)).toEqual({ epoch: 3, kept: 3, early: true });
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { kind: 'patience', semantics: 'tfjs', restoreBest: true },
      "TensorFlow.js's early stopping by patience has no restoreBest; it has patience and minDelta",
    ],
    [
      { kind: 'patience', semantics: 'xgboost' },
      "XGBoost's early stopping by patience has no default for patience: say what it is",
    ],
    [
      { kind: 'mlp', semantics: 'keras' },
      'Keras has no early stopping of its networks, scikit-learn has: say "semantics": "scikit-learn"',
    ],
  ] as const)('%j', (params, message) => {
    expect(stoppingSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => judgeStopping(params, [1])).toThrow(message);
  });

  it('PyTorch has no early stopping of its own, so that a library has to be said', () => {
    expect(stoppingSchema.safeParse({ kind: 'patience' as StoppingKind }).error?.issues[0]?.message).toMatch(
      /^PyTorch has no early stopping by patience, Keras, TensorFlow\.js, Lightning, Transformers, XGBoost, LightGBM and CatBoost have/,
    );
  });
});
