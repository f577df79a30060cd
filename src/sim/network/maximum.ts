import { type LayerSemantics, LIBRARIES } from '../frameworks/framework.ts';

/** What takes the maximum: a pooling layer, the largest of all values, or the largest along an axis. */
export type MaximumKind = 'pooling' | 'all' | 'axis';

/**
 * The slopes of the largest of some values by each of them, as backpropagation has them, ties included:
 *
 *     pooling   all to the first, in every library
 *     all       shared equally in PyTorch, Keras and Flax; TensorFlow.js gives 1 to each, so that gradients grow
 *     axis      all to the first in PyTorch's max (its amax shares), otherwise as above
 *
 * Sources: torch.max, nn.MaxPool1d; jnp.max, keras.ops.max, nnx.max_pool; tf.max, tf.layers.maxPooling1d.
 *
 * @throws Error of one line for scikit-learn, which has none
 */
export function maximumSlopes(
  semantics: LayerSemantics,
  kind: MaximumKind,
  values: readonly number[],
): readonly number[] {
  if (semantics === 'scikit-learn')
    throw new Error(`${LIBRARIES[semantics].name} has no maximum to learn by`);
  const most = values.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
  const first = values.indexOf(most);
  if (kind === 'pooling' || (kind === 'axis' && semantics === 'pytorch')) {
    return values.map((_, i) => (i === first ? 1 : 0));
  }
  const tied = values.filter((value) => value === most).length;
  return values.map((value) => (value === most ? (semantics === 'tfjs' ? 1 : 1 / tied) : 0));
}
