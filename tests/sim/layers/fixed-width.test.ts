import { describe, expect, it } from 'vitest';
import {
  type InitializerParams,
  initializerDistribution,
  initializerSchema,
} from '../../../src/sim/network/initializers.ts';
import { deviationOf, drawWeights } from '../../../src/sim/network/weight-distributions.ts';
import { drawEmbedding } from '../../../src/sim/network/weight-rules.ts';
import { random } from '../../../src/sim/random.ts';
import { moreOracle } from '../../helpers/more-oracles.ts';

const { initializers, embedding } = moreOracle();
const [rows, columns] = [1000, 500];
const fans = { inputs: rows, outputs: columns };
/** Limits that are not symmetric about the mean, which we do not offer. */
const ours = initializers.filter(({ kind, settings }) => !(kind === 'truncated-normal' && 'low' in settings));

describe('initializers are distributed as the library draws them', () => {
  it.each(ours)('$framework $kind $settings', ({ framework, kind, settings, mean, std, min, max }) => {
    const semantics = framework === 'flax' ? 'flax-nnx' : framework;
    const params = initializerSchema.parse({ kind, semantics, ...settings } as InitializerParams);
    const of = initializerDistribution(params, fans);
    const deviation = deviationOf(of, rows, columns);
    const middle = of.kind === 'constant' ? of.value : of.kind === 'orthogonal' ? 0 : (of.mean ?? 0);
    // Five standard errors, of half a million values.
    const error = (5 * deviation) / Math.sqrt(rows * columns) + 1e-6;
    expect(Math.abs(mean - middle)).toBeLessThanOrEqual(error);
    expect(Math.abs(std - deviation)).toBeLessThanOrEqual(error);
    if (of.kind === 'uniform' || of.kind === 'truncated-normal') {
      for (const reach of [max - middle, middle - min]) {
        expect(reach).toBeLessThanOrEqual(of.bound * (1 + 1e-5));
        expect(reach).toBeGreaterThan(0.99 * of.bound);
      }
    }
  });

  it.each(ours.filter((_, i) => i % 4 === 0))(
    'and ours are drawn alike: $framework $kind $settings',
    (one) => {
      const semantics = one.framework === 'flax' ? 'flax-linen' : one.framework;
      const of = initializerDistribution(
        { kind: one.kind, semantics, ...one.settings } as InitializerParams,
        fans,
      );
      const drawn = drawWeights(of, 50, 40, random('1', 'weights'));
      const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
      const std = Math.sqrt(drawn.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / drawn.length);
      const wide = of.kind === 'orthogonal' ? deviationOf(of, 50, 40) : one.std;
      expect(Math.abs(mean - one.mean)).toBeLessThanOrEqual((5 * wide) / Math.sqrt(2000) + 1e-5);
      expect(Math.abs(std - wide)).toBeLessThanOrEqual((5 * wide) / Math.sqrt(2000) + 1e-5);
    },
  );
});

it.each<[params: unknown, message: string]>([
  [{ kind: 'uniform', low: 2, high: 1 }, 'low must not be above high: 2, 1'],
  [{ kind: 'constant' }, "PyTorch's constant initializer has no default for value: say what it is"],
  [
    { kind: 'variance-scaling' },
    'PyTorch has no variance scaling, Keras, Flax NNX, Flax Linen and TensorFlow.js have: say "semantics": "keras" or "flax-nnx" or "flax-linen" or "tfjs"',
  ],
])('%j is refused', (params, message) => {
  expect(initializerSchema.safeParse(params).error?.issues[0]?.message).toBe(message);
});

describe('an embedding', () => {
  const drawn = (padding?: number) =>
    drawEmbedding(
      'pytorch',
      { entries: 200, features: 50, ...(padding === undefined ? {} : { padding }) },
      random('1', 'rows'),
    );
  it('has a row of 0 for what pads, in PyTorch, and others as without it', () => {
    const [plain, padded] = [drawn(), drawn(3)];
    expect(Array.from(padded.subarray(150, 200))).toEqual(Array(50).fill(embedding['padding row']));
    expect(padded.filter((_, i) => i < 150 || i >= 200)).toEqual(plain.filter((_, i) => i < 150 || i >= 200));
    expect(
      drawn(-1)
        .subarray(9950)
        .every((x) => x === 0),
    ).toBe(true);
    const std = Math.sqrt(plain.reduce((sum, x) => sum + x * x, 0) / plain.length);
    expect(Math.abs(std - embedding.std)).toBeLessThan(0.04);
  });

  it('refuses it elsewhere, and one that there is not', () => {
    const of = { entries: 4, features: 2, padding: 0 };
    expect(() => drawEmbedding('keras', of, Math.random)).toThrow('Keras has no padding entry, PyTorch has');
    expect(() => drawEmbedding('pytorch', { ...of, padding: 4 }, Math.random)).toThrow(
      'padding must be an entry from -4 to 3, not 4',
    );
  });
});
