import { expect, it } from 'vitest';
import type { LayerSemantics } from '../../../src/sim/frameworks/framework.ts';
import { type MaximumKind, maximumSlopes } from '../../../src/sim/network/maximum.ts';
import { moreOracle } from '../../helpers/more-oracles.ts';

const { pooled, other } = moreOracle().ties;

/** What was run, by its name there. The last three values are those whose maximum is taken; pooling takes pairs. */
const RUNS: readonly [library: string, run: string, semantics: LayerSemantics, kind: MaximumKind][] = [
  ['torch', 'torch.max(x)', 'pytorch', 'all'],
  ['torch', 'torch.max(x, 0)', 'pytorch', 'axis'],
  ['keras', 'keras.ops.max', 'keras', 'all'],
  ['flax', 'jnp.max', 'flax-nnx', 'all'],
  ['tfjs', 'tf.max', 'tfjs', 'all'],
  ['torch', 'max_pool1d(2,2)', 'pytorch', 'pooling'],
  ['keras', 'MaxPooling1D(2)', 'keras', 'pooling'],
  ['flax', 'nnx.max_pool(2, 2)', 'flax-linen', 'pooling'],
  ['tfjs', 'maxPooling1d(2)', 'tfjs', 'pooling'],
];

it.each(RUNS)('of %s, %s', (library, run, semantics, kind) => {
  const { values, slopes } = pooled;
  const groups = kind === 'pooling' ? [values.slice(0, 2), values.slice(2, 4), values.slice(4)] : [values];
  const got = groups.flatMap((group) => maximumSlopes(semantics, kind, group));
  expect(got).toEqual(slopes[library]?.[run]);
});

it.each<[string, LayerSemantics, MaximumKind]>([
  ['jax', 'flax-linen', 'all'],
  ['keras', 'keras', 'all'],
  ['keras axis', 'keras', 'axis'],
  ['tfjs', 'tfjs', 'all'],
  ['tfjs axis', 'tfjs', 'axis'],
])('of %s, three of five alike', (run, semantics, kind) => {
  expect(maximumSlopes(semantics, kind, other.values)).toEqual(other[run]);
});

it('scikit-learn has none', () => {
  expect(() => maximumSlopes('scikit-learn', 'all', [1])).toThrow('scikit-learn has no maximum to learn by');
});
