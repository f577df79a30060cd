import { cosPi, exp, ln } from '../maths.ts';
import { at, computed, sidesOf, type Tensor, type Variable, variable } from './value.ts';

/** Which keys a query may look at: true means that it may, as everywhere but in PyTorch's `MultiheadAttention`. */
export type Mask = (query: number, key: number) => boolean;

/** Every query sees the keys up to its own place. */
export const causal: Mask = (query, key) => key <= query;

/**
 * What a query says that may look at nothing:
 * `zero` as PyTorch's `scaled_dot_product_attention` and Keras with scores, `mean` of all values as JAX, Flax and Keras without
 * scores, `nan` as PyTorch's `MultiheadAttention` with weights.
 */
export type MaskedRow = 'zero' | 'mean' | 'nan';

/** How values are attended to. */
export interface AttentionParams {
  /** Columns are divided among as many heads. */
  readonly heads: number;
  /** Rows belong to as many sequences of the same length. @default 1 */
  readonly sequences?: number;
  /** @default all keys */
  readonly mask?: Mask;
  /** Added to the scores, after scaling; −∞ hides a key. @default nothing */
  readonly bias?: (query: number, key: number) => number;
  /** @default 'zero' */
  readonly maskedRow?: MaskedRow;
  /** What scores are multiplied by. @default 1 / √(columns of a head) */
  readonly scale?: number;
}

/** The outcome: a context for each query, and the weights of sequences × heads × queries × keys. */
export interface Attended {
  readonly context: Variable;
  readonly weights: Tensor;
}

/** Writes the weights of one query over the keys, softmax of the scores of those it sees, in place of the scores. */
function weigh(scores: Float64Array, seen: readonly boolean[], maskedRow: MaskedRow): void {
  const count = scores.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k += 1) if (seen[k]) most = Math.max(most, at(scores, k));
  if (!seen.includes(true)) {
    scores.fill({ zero: 0, mean: 1 / count, nan: Number.NaN }[maskedRow]);
    return;
  }
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    const weight = seen[k] ? exp(at(scores, k) - most) : 0;
    scores[k] = weight;
    sum += weight;
  }
  for (let k = 0; k < count; k += 1) scores[k] = at(scores, k) / sum;
}

/**
 * The scores of a sequence before any mask: q · k / √(columns of a head), heads × queries × keys.
 *
 * @throws RangeError if queries and keys are not of the same width, or the heads do not divide it
 */
export function attentionScores(queries: Tensor, keys: Tensor, heads: number): Tensor {
  const [asked, width] = sidesOf(queries, 'attentionScores');
  const [told, keyWidth] = sidesOf(keys, 'attentionScores');
  const d = width / heads;
  if (!Number.isInteger(d) || width !== keyWidth)
    throw new RangeError(`attentionScores: ${heads} heads, ${width} columns of queries, ${keyWidth} of keys`);
  const data = Float64Array.from({ length: heads * asked * told }, (_, i) => {
    const [head, q, k] = [Math.floor(i / (asked * told)), Math.floor(i / told) % asked, i % told];
    let sum = 0;
    for (let c = head * d; c < (head + 1) * d; c += 1)
      sum += at(queries.data, q * width + c) * at(keys.data, k * width + c);
    return sum / Math.sqrt(d);
  });
  return { shape: [heads, asked, told], data };
}

/**
 * Multi-head attention: for each head softmax(Q Kᵀ / √d) V, heads side by side.
 *
 * Source: Vaswani et al., Attention is all you need, 2017.
 *
 * @param queries one row a token, sequence after sequence; keys and values may be of another length
 * @throws RangeError if heads or sequences do not divide them
 */
export function attend(
  queries: Variable,
  keys: Variable,
  values: Variable,
  params: AttentionParams,
): Attended {
  const { heads, sequences = 1, mask = () => true, bias = () => 0, maskedRow = 'zero' } = params;
  const [queryRows, width] = sidesOf(queries, 'attend');
  const [keyRows, keyWidth] = sidesOf(keys, 'attend');
  const [valueRows, valueWidth] = sidesOf(values, 'attend');
  const whole = [width / heads, valueWidth / heads, queryRows / sequences, keyRows / sequences].every(
    Number.isInteger,
  );
  if (!whole || width !== keyWidth || keyRows !== valueRows)
    throw new RangeError(
      `attend: ${heads} heads and ${sequences} sequences, queries ${queries.shape.join(' × ')}, keys ${keys.shape.join(' × ')}, values ${values.shape.join(' × ')}`,
    );
  const [d, dv, asked, told] = [
    width / heads,
    valueWidth / heads,
    queryRows / sequences,
    keyRows / sequences,
  ];
  const { scale = 1 / Math.sqrt(d) } = params;
  const seen = Array.from({ length: asked }, (_, q) =>
    Array.from({ length: told }, (_, k) => mask(q, k) && bias(q, k) !== Number.NEGATIVE_INFINITY),
  );
  const weights = new Float64Array(sequences * heads * asked * told);
  /** Calls back for each sequence, head and query, with where their numbers stand. */
  const each = (
    visit: (q: number, query: number, weight: number, key: number, value: number) => void,
  ): void => {
    for (let s = 0; s < sequences; s += 1)
      for (let h = 0; h < heads; h += 1)
        for (let q = 0; q < asked; q += 1)
          visit(
            q,
            s * asked + q,
            ((s * heads + h) * asked + q) * told,
            s * told * width + h * d,
            s * told * valueWidth + h * dv,
          );
  };
  const headOf = (value: number): number => (value % valueWidth) / dv;
  const scores = new Float64Array(told);
  // No helper is called for a single number: these loops take most of the time.
  const [asking, offered, said] = [queries.data, keys.data, values.data];
  each((q, query, weight, key, value) => {
    const first = query * width + headOf(value) * d;
    const open = seen[q] ?? [];
    for (let k = 0; k < told; k += 1) {
      if (!open[k]) continue;
      const row = key + k * width;
      let sum = 0;
      for (let c = 0; c < d; c += 1) sum += (asking[first + c] as number) * (offered[row + c] as number);
      scores[k] = sum * scale + bias(q, k);
    }
    weigh(scores, open, maskedRow);
    weights.set(scores, weight);
  });
  const context = computed(
    [queryRows, valueWidth],
    [queries, keys, values],
    (data) => {
      each((_, query, weight, __, value) => {
        const first = query * valueWidth + headOf(value) * dv;
        for (let k = 0; k < told; k += 1) {
          const w = weights[weight + k] as number;
          if (w === 0) continue;
          const row = value + k * valueWidth;
          for (let c = 0; c < dv; c += 1)
            data[first + c] = (data[first + c] as number) + w * (said[row + c] as number);
        }
      });
    },
    ({ gradient }) => {
      const back = new Float64Array(told);
      const [askingBack, offeredBack, saidBack] = [queries.gradient, keys.gradient, values.gradient];
      each((q, query, weight, key, value) => {
        const out = query * valueWidth + headOf(value) * dv;
        const first = query * width + headOf(value) * d;
        let mean = 0;
        for (let k = 0; k < told; k += 1) {
          const w = weights[weight + k] as number;
          const row = value + k * valueWidth;
          let g = 0;
          for (let c = 0; c < dv; c += 1) {
            const outer = gradient[out + c] as number;
            g += outer * (said[row + c] as number);
            saidBack[row + c] = (saidBack[row + c] as number) + w * outer;
          }
          back[k] = g;
          mean += w * g;
        }
        if (!seen[q]?.includes(true)) return;
        for (let k = 0; k < told; k += 1) {
          const g = (weights[weight + k] as number) * ((back[k] as number) - mean) * scale;
          if (g === 0) continue;
          const row = key + k * width;
          for (let c = 0; c < d; c += 1) {
            askingBack[first + c] = (askingBack[first + c] as number) + g * (offered[row + c] as number);
            offeredBack[row + c] = (offeredBack[row + c] as number) + g * (asking[first + c] as number);
          }
        }
      });
    },
  );
  return { context, weights: { shape: [sequences, heads, asked, told], data: weights } };
}

/**
 * Positions as waves: PE[p][2i] = sin(p / 10000^(2i/d)), PE[p][2i + 1] = cos of the same.
 *
 * Source: Vaswani et al., Attention is all you need, 2017.
 *
 * @param length positions from 0
 * @param width d; an odd one ends on a sine
 */
export function positionalEncoding(length: number, width: number): Variable {
  const data = Array.from({ length: length * width }, (_, i) => {
    const [p, c] = [Math.floor(i / width), i % width];
    const angle = p * exp((-ln(10000) * (c - (c % 2))) / width);
    return cosPi(angle / Math.PI - (c % 2 === 0 ? 0.5 : 0));
  });
  return variable([length, width], data);
}
