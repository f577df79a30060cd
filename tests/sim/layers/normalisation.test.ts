import { describe, expect, it } from 'vitest';
import type { LayerSemantics } from '../../../src/sim/frameworks/framework.ts';
import { offering } from '../../../src/sim/frameworks/offers.ts';
import { batchNorm, batchNormStep, freshStatistics } from '../../../src/sim/network/batch-norm.ts';
import { layerNorm, NORM_OFFERS, normSchema, rmsNorm } from '../../../src/sim/network/normalisation.ts';
import { agrees, layersOracle } from '../../helpers/layer-oracles.ts';

const oracle = layersOracle();
const LIBRARY: Readonly<Record<string, LayerSemantics>> = {
  torch: 'pytorch',
  keras: 'keras',
  flax: 'flax-nnx',
  tfjs: 'tfjs',
};
/** Keras normalises in single precision whatever floatx is, TensorFlow.js computes in nothing else. */
const toleranceOf = (semantics: LayerSemantics): number =>
  semantics === 'keras' || semantics === 'tfjs' ? 2e-6 : 1e-12;

const near = (
  got: readonly (readonly number[])[],
  want: readonly (readonly number[])[],
  tolerance: number,
) => {
  want.forEach((row, r) => {
    row.forEach((value, i) => {
      const ours = got[r]?.[i] ?? Number.NaN;
      expect(agrees(ours, value, tolerance), `${ours} is not ${value} at ${r}, ${i}`).toBe(true);
    });
  });
};

const norms = Object.entries(oracle.layernorm).flatMap(([framework, entries]) =>
  entries.map((entry) => ({ ...entry, semantics: LIBRARY[framework] ?? 'pytorch' })),
);

describe('layer norm and RMS norm', () => {
  it.each(norms)('are those of $api, γ $gamma', ({ api, kind, eps, gamma, beta, semantics, y }) => {
    const affine = gamma === null ? {} : { gamma, beta: beta ?? undefined };
    // Those that name no ε have to come out with the library's default.
    const given = /eps(ilon)?\W|ops\./.test(api) && !/None/.test(api) ? { epsilon: eps } : {};
    const norm = kind === 'rms' ? rmsNorm : layerNorm;
    near(
      oracle.inputs.ln_x.map((row) => norm({ semantics, ...given }, row, affine)),
      y,
      toleranceOf(semantics),
    );
  });

  it.each(['flax', 'flax use_fast_variance=False', 'keras', 'tfjs'])(
    'lose in single precision the digits that %s loses, far from 0',
    (name) => {
      const rows = oracle.layernorm_float32_offset[name];
      if (rows === undefined || typeof rows === 'string') throw new Error(`the oracle has no ${name}`);
      const semantics = LIBRARY[name.split(' ')[0] ?? ''] ?? 'pytorch';
      const given = /False/.test(name) ? { fastVariance: false } : {};
      for (const [offset, want] of Object.entries(rows)) {
        const values = [1, 2, 3, 4].map((x) => x + Number(offset));
        near([layerNorm({ semantics, ...given }, values, {}, 'float32')], [want], 3e-7);
      }
    },
  );

  it('are not lost in double precision', () => {
    const [low = 0] = layerNorm({ semantics: 'flax-nnx' }, [10001, 10002, 10003, 10004]);
    expect(low).toBeCloseTo(-1.34164, 5);
  });
});

const batches = Object.entries(oracle.batchnorm).flatMap(([framework, entries]) =>
  entries.map((entry) => ({ ...entry, semantics: LIBRARY[framework] ?? 'pytorch' })),
);

describe('batch norm', () => {
  it.each(batches)('of $semantics, γ $gamma: two steps, running statistics, and evaluation', (entry) => {
    const { semantics, gamma, beta, eps, momentum } = entry;
    expect(normSchema.parse({ kind: 'batch-norm', semantics })).toMatchObject({ epsilon: eps, momentum });
    const affine = gamma === null ? {} : { gamma, beta: beta ?? undefined };
    const tolerance = toleranceOf(semantics);
    let running = freshStatistics(1);
    oracle.inputs.bn_batches.forEach((batch, k) => {
      const step = batchNormStep({ semantics }, batch, running, affine);
      near(step.outputs, entry.train[k] ?? [], tolerance);
      running = step.running;
      near(
        [running.mean, running.variance],
        [entry.running_mean[k] ?? [], entry.running_var[k] ?? []],
        tolerance,
      );
    });
    near(batchNorm({ semantics }, oracle.inputs.bn_eval, running, affine), entry.eval, tolerance);
  });

  it('keeps features apart, and the given statistics as they are', () => {
    const start = Object.freeze(freshStatistics(2));
    const both = batchNormStep(
      {},
      [
        [1, 5],
        [2, 5],
        [3, 8],
      ],
      start,
    );
    const alone = batchNormStep({}, [[5], [5], [8]], freshStatistics(1));
    expect(both.running.variance[1]).toBe(alone.running.variance[0]);
    expect(both.outputs.map((row) => row[1])).toEqual(alone.outputs.map((row) => row[0]));
    expect(start).toEqual(freshStatistics(2));
  });

  it('of one sample is refused by PyTorch alone', () => {
    expect(() => batchNormStep({}, [[1]], freshStatistics(1))).toThrow(
      'PyTorch trains batch norm on two samples or more, not on 1',
    );
    expect(batchNormStep({ semantics: 'keras' }, [[1]], freshStatistics(1)).outputs).toEqual([[0]]);
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { kind: 'rms-norm', semantics: 'tfjs' },
      'TensorFlow.js has no RMS norm, PyTorch, Keras, Flax NNX and Flax Linen have: say "semantics": "pytorch" or "keras" or "flax-nnx" or "flax-linen"',
    ],
    [
      { kind: 'layer-norm', semantics: 'pytorch', fastVariance: true },
      "PyTorch's layer norm has no fastVariance; it has epsilon",
    ],
    [{ kind: 'layer-norm', momentum: 0.5 }, "PyTorch's layer norm has no momentum; it has epsilon"],
  ])('%j', (params, message) => {
    expect(normSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
  });

  it('and whatever a library offers comes back from the schema as it went in', () => {
    for (const [kind, offer] of Object.entries(NORM_OFFERS)) {
      for (const semantics of offering(offer)) {
        const filled = normSchema.parse({ kind: kind as 'layer-norm', semantics });
        expect(normSchema.parse(filled)).toEqual(filled);
      }
    }
  });
});
