import { cosPi, exp, ln } from '../maths.ts';
import { softmaxOf } from './rows.ts';
import { add, at, computed, sidesOf, type Tensor, type Variable, variable } from './value.ts';

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

/** The weights of one query over the keys. */
function weightsOver(scores: Float64Array, seen: readonly boolean[], maskedRow: MaskedRow): Float64Array {
  if (!seen.includes(true)) {
    const alone = { zero: 0, mean: 1 / scores.length, nan: Number.NaN }[maskedRow];
    return new Float64Array(scores.length).fill(alone);
  }
  return softmaxOf(scores.map((score, key) => (seen[key] ? score : Number.NEGATIVE_INFINITY)));
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
  each((q, query, weight, key, value) => {
    const first = query * width + headOf(value) * d;
    for (let k = 0; k < told; k += 1) {
      let sum = 0;
      for (let c = 0; c < d; c += 1) sum += at(queries.data, first + c) * at(keys.data, key + k * width + c);
      scores[k] = sum * scale + bias(q, k);
    }
    weights.set(weightsOver(scores, seen[q] ?? [], maskedRow), weight);
  });
  const context = computed(
    [queryRows, valueWidth],
    [queries, keys, values],
    (data) => {
      each((_, query, weight, __, value) => {
        const first = query * valueWidth + headOf(value) * dv;
        for (let k = 0; k < told; k += 1) {
          const w = at(weights, weight + k);
          if (w !== 0)
            for (let c = 0; c < dv; c += 1)
              add(data, first + c, w * at(values.data, value + k * valueWidth + c));
        }
      });
    },
    ({ gradient }) => {
      const back = new Float64Array(told);
      each((q, query, weight, key, value) => {
        const out = query * valueWidth + headOf(value) * dv;
        const first = query * width + headOf(value) * d;
        let mean = 0;
        for (let k = 0; k < told; k += 1) {
          const w = at(weights, weight + k);
          let g = 0;
          for (let c = 0; c < dv; c += 1) {
            g += at(gradient, out + c) * at(values.data, value + k * valueWidth + c);
            add(values.gradient, value + k * valueWidth + c, w * at(gradient, out + c));
          }
          back[k] = g;
          mean += w * g;
        }
        if (!seen[q]?.includes(true)) return;
        for (let k = 0; k < told; k += 1) {
          const g = at(weights, weight + k) * (at(back, k) - mean) * scale;
          if (g === 0) continue;
          for (let c = 0; c < d; c += 1) {
            add(queries.gradient, first + c, g * at(keys.data, key + k * width + c));
            add(keys.gradient, key + k * width + c, g * at(queries.data, first + c));
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
