import { type LayerSemantics, LIBRARIES } from '../frameworks/framework.ts';
import type { RandomStream } from '../random.ts';
import { type Fans, initializerDistribution } from './initializers.ts';
import { drawWeights, type WeightDistribution, ZERO } from './weight-distributions.ts';

/** A layer, as far as its first weights depend on it. */
export type LayerShape =
  | {
      readonly kind: 'dense';
      readonly inputs: number;
      readonly units: number;
      /** Whether the network's hidden units are logistic, which changes the rule of scikit-learn. */
      readonly logistic?: boolean;
    }
  | {
      /** `depthwise` with one kernel for each channel: layers of their own in Keras and TensorFlow.js. */
      readonly kind: 'convolution' | 'transposed-convolution' | 'depthwise-convolution';
      readonly inputs: number;
      /** Output channels; of a depthwise convolution, those of each input channel. */
      readonly units: number;
      /** Places of the kernel: 9 if it is 3 × 3. */
      readonly area: number;
    };

/** How a layer's weights and biases are distributed before the first step. */
export interface WeightRule {
  readonly weights: WeightDistribution;
  readonly biases: WeightDistribution;
}

/** The initializer of most layers of a library. PyTorch and scikit-learn have rules of their own. */
const usual = (semantics: LayerSemantics, fans: Fans): WeightDistribution =>
  initializerDistribution(
    {
      kind:
        semantics === 'keras' ? 'glorot-uniform' : semantics === 'tfjs' ? 'glorot-normal' : 'lecun-normal',
      semantics,
    },
    fans,
  );

const even = (bound: number): WeightRule => {
  const uniform = { kind: 'uniform', bound } as const;
  return { weights: uniform, biases: uniform };
};

function fansOf(layer: LayerShape): Fans {
  const { kind, inputs, units } = layer;
  if (kind === 'dense') return { inputs, outputs: units };
  return { inputs: layer.area * inputs, outputs: layer.area * units };
}

const absent = (semantics: LayerSemantics, what: string): Error =>
  new Error(`${LIBRARIES[semantics].name} has no ${what}`);

/** @throws RangeError unless all are whole and 1 or more */
function checkSizes(sizes: Readonly<Record<string, unknown>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (typeof size === 'number' && !(Number.isInteger(size) && size >= 1)) {
      throw new RangeError(`${name} must be a whole number, 1 or more, not ${size}`);
    }
  }
}

/**
 * The distribution of the first weights of a dense or convolutional layer:
 *
 *     PyTorch        weights and biases uniform within ±1/√inputs (of a transposed convolution: ±1/√outputs)
 *     Keras          Glorot uniform, ±√(6 / (inputs + outputs)); biases 0
 *     Flax           LeCun normal, deviation 1/√inputs; biases 0
 *     TensorFlow.js  Glorot normal, cut off and not widened, deviation 0.88 √(2 / (inputs + outputs)); biases 0
 *     scikit-learn   weights and biases uniform within ±√(6 / (inputs + outputs)), √2 in place of √6 if logistic
 *
 * Inputs and outputs of a convolution count times the kernel's area.
 * Sources: torch.nn.Linear, Conv2d; keras.layers.Dense, Conv2D; flax.nnx.Linear, Conv; tf.layers.dense, conv2d;
 * sklearn.neural_network.MLPClassifier.
 *
 * @throws RangeError for sizes below 1; Error of one line for a layer that the library does not have
 */
export function weightRule(semantics: LayerSemantics, layer: LayerShape): WeightRule {
  checkSizes({ ...layer });
  const fans = fansOf(layer);
  if (semantics === 'scikit-learn') {
    if (layer.kind !== 'dense') throw absent(semantics, 'convolutions');
    return even(Math.sqrt((layer.logistic === true ? 2 : 6) / (fans.inputs + fans.outputs)));
  }
  if (layer.kind === 'depthwise-convolution' && semantics !== 'keras' && semantics !== 'tfjs') {
    throw absent(semantics, 'layer of depthwise convolution, Keras and TensorFlow.js have');
  }
  if (semantics === 'pytorch') {
    return even(1 / Math.sqrt(layer.kind === 'transposed-convolution' ? fans.outputs : fans.inputs));
  }
  return { weights: usual(semantics, fans), biases: ZERO };
}

/** How the weights of a recurrent layer are distributed before the first step. */
export interface RecurrentRule {
  /** From the inputs. */
  readonly input: WeightDistribution;
  /** From the units to themselves. */
  readonly recurrent: WeightDistribution;
  /** Whether the recurrent weights are drawn for all gates at once (units × gates · units) or gate by gate. */
  readonly drawn: 'whole' | 'by gate';
  readonly biases: WeightDistribution;
  /** The constant that the biases of an LSTM's forget gate have instead; `null` if they have none of their own. */
  readonly forgetBias: number | null;
  /** How many biases are added up for each unit of a gate: two in PyTorch and in Keras' GRU. */
  readonly biasesPerUnit: 1 | 2;
}

/** A recurrent layer, as far as its first weights depend on it. */
export interface RecurrentShape {
  readonly cell: 'simple' | 'gru' | 'lstm';
  readonly inputs: number;
  readonly units: number;
  /** Flax NNX: whether its LSTM is OptimizedLSTMCell (by default it is LSTMCell). */
  readonly optimized?: boolean;
}

const GATES = { simple: 1, gru: 3, lstm: 4 } as const;

/**
 * The distribution of the first weights of a recurrent layer:
 *
 *     PyTorch        all uniform within ±1/√units, those from the inputs and both biases too
 *     Keras          Glorot uniform from inputs to gates · units; recurrent orthogonal; biases 0, an LSTM's forget gate 1
 *     TensorFlow.js  Glorot normal alike; recurrent orthogonal; biases 0, the forget gate's too
 *     Flax           LeCun normal; recurrent orthogonal; biases 0
 *
 * Orthogonal as a whole has rows at right angles over all gates, so that one gate alone is not orthogonal and its weights
 * are 1/√gates as wide: Keras, TensorFlow.js, and of Flax NNX the GRU and the optimized LSTM. Gate by gate: Linen, and
 * NNX's LSTMCell.
 * Sources: torch.nn.RNN, GRU, LSTM; keras.layers alike; flax.nnx and flax.linen cells; tf.layers.
 *
 * @throws RangeError for sizes below 1; Error of one line for scikit-learn, which has none
 */
export function recurrentRule(
  semantics: LayerSemantics,
  { cell, inputs, units, optimized = false }: RecurrentShape,
): RecurrentRule {
  checkSizes({ inputs, units });
  if (semantics === 'scikit-learn') throw absent(semantics, 'recurrent layers');
  if (semantics === 'pytorch') {
    const uniform = { kind: 'uniform', bound: 1 / Math.sqrt(units) } as const;
    return {
      input: uniform,
      recurrent: uniform,
      drawn: 'whole',
      biases: uniform,
      forgetBias: null,
      biasesPerUnit: 2,
    };
  }
  const isKeras = semantics === 'keras';
  const byGate = semantics === 'flax-linen' || (semantics === 'flax-nnx' && cell === 'lstm' && !optimized);
  return {
    input: usual(semantics, { inputs, outputs: GATES[cell] * units }),
    recurrent: { kind: 'orthogonal' },
    drawn: byGate ? 'by gate' : 'whole',
    biases: ZERO,
    forgetBias: isKeras && cell === 'lstm' ? 1 : null,
    biasesPerUnit: isKeras && cell === 'gru' ? 2 : 1,
  };
}

/**
 * The distribution of an embedding's first rows: PyTorch N(0, 1), Keras and TensorFlow.js uniform within ±0.05, Flax
 * N(0, 1/`features`), not cut off. Sources: torch.nn.Embedding, keras.layers.Embedding, flax.nnx.Embed, tf.layers.embedding.
 *
 * @throws Error of one line for scikit-learn, which has none
 */
export function embeddingRule(semantics: LayerSemantics, features: number): WeightDistribution {
  checkSizes({ features });
  if (semantics === 'scikit-learn') throw absent(semantics, 'embeddings');
  if (semantics === 'pytorch') return { kind: 'normal', deviation: 1 };
  if (semantics === 'keras' || semantics === 'tfjs') return { kind: 'uniform', bound: 0.05 };
  return { kind: 'normal', deviation: 1 / Math.sqrt(features) };
}

/**
 * Draws the first rows of an embedding, entry by entry. PyTorch has one entry that pads (`padding_idx`): its row is 0, and
 * stays so, as it has no gradient. In Keras and TensorFlow.js entry 0 may be masked (`mask_zero`), but its row is drawn and
 * trained as any other; Flax has none.
 *
 * @param padding the entry that pads, in PyTorch; below 0 it counts from the end
 * @param next uniform in [0, 1): a random stream of ours
 * @throws RangeError for sizes below 1 and an entry that there is not; Error of one line for a library that has none
 */
export function drawEmbedding(
  semantics: LayerSemantics,
  {
    entries,
    features,
    padding,
  }: { readonly entries: number; readonly features: number; readonly padding?: number },
  next: RandomStream,
): Float64Array {
  checkSizes({ entries, features });
  const rows = drawWeights(embeddingRule(semantics, features), entries, features, next);
  if (padding === undefined) return rows;
  if (semantics !== 'pytorch') throw absent(semantics, 'padding entry, PyTorch has');
  if (!(Number.isInteger(padding) && padding >= -entries && padding < entries)) {
    throw new RangeError(`padding must be an entry from ${-entries} to ${entries - 1}, not ${padding}`);
  }
  const at = (padding + entries) % entries;
  return rows.fill(0, at * features, (at + 1) * features);
}

/** How the weights of multi-head attention are distributed before the first step; all its biases are 0. */
export interface AttentionRule {
  /** Of queries, keys and values. */
  readonly projections: WeightDistribution;
  /** Of the way back from the heads. */
  readonly output: WeightDistribution;
}

/**
 * The distribution of the first weights of multi-head attention over `width` features, with as many in all heads together.
 * PyTorch draws queries, keys and values as one matrix of 3 `width` rows, Glorot uniform: ±√(6 / 4 width), 0.71 of what
 * each by itself would have, and its output within ±1/√width. Keras: Glorot uniform, Flax: LeCun normal, all alike.
 * Sources: torch.nn.MultiheadAttention, keras.layers.MultiHeadAttention, flax.nnx.MultiHeadAttention.
 *
 * @throws Error of one line for TensorFlow.js and scikit-learn, which have none
 */
export function attentionRule(semantics: LayerSemantics, width: number): AttentionRule {
  checkSizes({ width });
  if (semantics === 'tfjs' || semantics === 'scikit-learn') throw absent(semantics, 'attention');
  const fans = { inputs: width, outputs: width };
  if (semantics === 'pytorch') {
    return {
      projections: initializerDistribution({ kind: 'glorot-uniform' }, { inputs: width, outputs: 3 * width }),
      output: { kind: 'uniform', bound: 1 / Math.sqrt(width) },
    };
  }
  const one = usual(semantics, fans);
  return { projections: one, output: one };
}
