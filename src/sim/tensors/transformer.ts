import { createActivation } from '../network/activation-registry.ts';
import { normal } from '../normal.ts';
import type { RandomStream } from '../random.ts';
import { type Attended, attend, type Mask } from './attention.ts';
import { added, apply, dense, multiplied, rowsOf } from './linear.ts';
import { normalisedRows } from './rows.ts';
import { type Variable, variable } from './value.ts';

/** The sizes of a transformer. */
export interface TransformerShape {
  /** Different tokens, and the longest sequence. */
  readonly vocabulary: number;
  readonly length: number;
  /** Numbers a token is made into; `heads` divides it. */
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Units of the network between two layers of attention. */
  readonly hidden: number;
  /** Classes that are told apart in the end. */
  readonly outputs: number;
}

/** Parameters of a layer norm, and of a dense layer. */
interface Norm {
  readonly gamma: Variable;
  readonly beta: Variable;
}
interface Dense {
  readonly weights: Variable;
  readonly biases: Variable;
}

/** A block: attention, then a network of one hidden layer, each after a layer norm and added to what came in. */
export interface Block {
  readonly before: Norm;
  readonly query: Dense;
  readonly key: Dense;
  readonly value: Dense;
  readonly out: Dense;
  readonly between: Norm;
  readonly up: Dense;
  readonly down: Dense;
}

/** A transformer: embeddings of tokens and places, blocks, a last norm and the classes. */
export interface Transformer {
  readonly shape: TransformerShape;
  readonly tokens: Variable;
  readonly places: Variable;
  readonly blocks: readonly Block[];
  readonly last: Norm;
  readonly classes: Dense;
}

/** PyTorch's ε of layer norm. */
const EPSILON = 1e-5;
const RELU = createActivation({ kind: 'relu' });

/**
 * A transformer before training: weights normal with variance 1 / inputs, embeddings with deviation 1 as PyTorch's, biases 0.
 *
 * @throws RangeError if the heads do not divide the width
 */
export function initialTransformer(shape: TransformerShape, next: RandomStream): Transformer {
  const { vocabulary, length, width, layers, heads, hidden, outputs } = shape;
  if (!Number.isInteger(width / heads))
    throw new RangeError(`initialTransformer: ${heads} heads do not divide ${width} columns`);
  const draw = normal(next);
  const drawn = (rows: number, columns: number, deviation: number): Variable =>
    variable(
      [rows, columns],
      Array.from({ length: rows * columns }, () => deviation * draw()),
    );
  const filled = (count: number, value: number): Variable =>
    variable([count], Array<number>(count).fill(value));
  const denseOf = (inputs: number, units: number): Dense => ({
    weights: drawn(units, inputs, 1 / Math.sqrt(inputs)),
    biases: filled(units, 0),
  });
  const norm = (): Norm => ({ gamma: filled(width, 1), beta: filled(width, 0) });
  return {
    shape,
    tokens: drawn(vocabulary, width, 1),
    places: drawn(length, width, 1),
    blocks: Array.from({ length: layers }, () => ({
      before: norm(),
      query: denseOf(width, width),
      key: denseOf(width, width),
      value: denseOf(width, width),
      out: denseOf(width, width),
      between: norm(),
      up: denseOf(width, hidden),
      down: denseOf(hidden, width),
    })),
    last: norm(),
    classes: denseOf(width, outputs),
  };
}

/** All parameters, in a fixed order. */
export const parametersOf = ({ tokens, places, blocks, last, classes }: Transformer): readonly Variable[] => {
  const norms = ({ gamma, beta }: Norm) => [gamma, beta];
  const layers = ({ weights, biases }: Dense) => [weights, biases];
  return [
    tokens,
    places,
    ...blocks.flatMap(({ before, query, key, value, out, between, up, down }) => [
      ...[before, between].flatMap(norms),
      ...[query, key, value, out, up, down].flatMap(layers),
    ]),
    ...norms(last),
    ...layers(classes),
  ];
};

/** A head of attention by its layer and its number in it, from 0. */
export interface HeadPlace {
  readonly layer: number;
  readonly head: number;
}

/** How a transformer reads. */
export interface TransformerReading {
  readonly mask?: Mask;
  /** The place that each token is told it has. @default its own */
  readonly positions?: readonly number[];
  /** Heads whose output counts as 0. @default none */
  readonly without?: readonly HeadPlace[];
}

/** What a block has attended to. */
export interface BlockView extends Pick<Attended, 'weights'> {
  readonly query: Variable;
  readonly key: Variable;
  readonly value: Variable;
}

/** Scores of the classes at the places asked, what each block attended to, and the tokens as numbers before the first. */
export interface TransformerOutput {
  readonly logits: Variable;
  readonly embedded: Variable;
  readonly views: readonly BlockView[];
}

const applied = (x: Variable, { weights, biases }: Dense): Variable => dense(x, weights, biases);
const normed = (x: Variable, { gamma, beta }: Norm): Variable => normalisedRows(x, gamma, beta, EPSILON);

/** The columns of some heads at 0. */
function silenced(context: Variable, silent: readonly number[], heads: number): Variable {
  if (silent.length === 0) return context;
  const width = context.shape[1] ?? 0;
  const kept = Array.from({ length: context.data.length }, (_, i) =>
    silent.includes(Math.floor(((i % width) * heads) / width)) ? 0 : 1,
  );
  return multiplied(context, variable(context.shape, kept));
}

/**
 * Reads sequences of the same length: x + attention(norm x), then x + network(norm x), block by block.
 *
 * Source: Vaswani et al., Attention is all you need, 2017; norms before the layers as in Xiong et al., On layer normalization in
 * the transformer architecture, 2020.
 *
 * @param tokens of all sequences, one after the other
 * @param asked numbers of the tokens at which classes are told apart
 * @throws RangeError if a token or a place is none of the transformer's
 */
export function readSequences(
  { shape, tokens: embedding, places, blocks, last, classes }: Transformer,
  tokens: readonly number[],
  asked: readonly number[],
  sequences: number,
  reading: TransformerReading = {},
): TransformerOutput {
  const length = tokens.length / sequences;
  const { mask, positions = tokens.map((_, i) => i % length), without = [] } = reading;
  const embedded = added(rowsOf(embedding, tokens), rowsOf(places, positions));
  let x = embedded;
  const views = blocks.map((block, layer): BlockView => {
    const y = normed(x, block.before);
    const [query, key, value] = [block.query, block.key, block.value].map((one) => applied(y, one)) as [
      Variable,
      Variable,
      Variable,
    ];
    const { context, weights } = attend(query, key, value, {
      heads: shape.heads,
      sequences,
      ...(mask === undefined ? {} : { mask }),
    });
    const silent = without.filter((one) => one.layer === layer).map(({ head }) => head);
    const heard = silenced(context, silent, shape.heads);
    x = added(x, applied(heard, block.out));
    x = added(x, applied(apply(applied(normed(x, block.between), block.up), RELU), block.down));
    return { query, key, value, weights };
  });
  return { logits: applied(normed(rowsOf(x, asked), last), classes), embedded, views };
}
