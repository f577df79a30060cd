import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ln } from '../../../src/sim/maths.ts';
import { createActivation } from '../../../src/sim/network/activation-registry.ts';
import {
  type AttentionParams,
  attend,
  attentionScores,
  causal,
  positionalEncoding,
} from '../../../src/sim/tensors/attention.ts';
import {
  convolved,
  type Padding,
  paddedBy,
  samePadding,
  UNPADDED,
} from '../../../src/sim/tensors/convolution.ts';
import { added, apply, dense, multiplied, total } from '../../../src/sim/tensors/linear.ts';
import { average, largest } from '../../../src/sim/tensors/pooling.ts';
import {
  type CellSemantics,
  type Gate,
  gruStep,
  lstmStep,
  rnnStep,
} from '../../../src/sim/tensors/recurrent.ts';
import { backward, matrix, type Variable, variable } from '../../../src/sim/tensors/value.ts';
import { readOracle } from '../../helpers/oracles.ts';
import { expectNumbers, flatten, halfSquares, rowOf } from '../../helpers/tensors.ts';

const row = z.array(z.number());
const rows = z.array(row);
const vector = (values: readonly number[]): Variable => variable([values.length], values);

describe('attention', () => {
  const attention = z.object({
    header: z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) }),
    tokens: z.number(),
    d_model: z.number(),
    d_k: z.number(),
    heads: z.number(),
    X: rows,
    Q: rows,
    K: rows,
    V: rows,
    weights: z.record(z.string(), z.union([row, rows])),
    positional_encoding: rows,
    positional_encoding_long: rows,
    runs: z.record(
      z.string(),
      z.object({
        causal_mask: z.boolean(),
        scores_scaled: z.array(rows),
        row_entropy_nats: rows,
        weights: z.array(rows),
        context_concatenated: rows,
        output: rows,
        half_squared_output_loss: z.number(),
        gradients_of_half_squared_output: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  });
  const { heads, X, weights, runs, ...oracle } = attention.parse(readOracle('attention'));
  const parameter = (name: string): Variable => {
    const values = weights[name] ?? [];
    return Array.isArray(values[0]) ? matrix(rows.parse(values)) : vector(row.parse(values));
  };

  const { abs, rel } = oracle.header.tolerance;
  /** Expects numbers to agree to the tolerance that the oracle states. */
  const expectOracle = (got: ArrayLike<number>, want: unknown): void => {
    const wanted = flatten(want);
    expect(got.length).toBe(wanted.length);
    const apart = wanted.map(
      (value, i) => Math.abs((got[i] ?? Number.NaN) - value) - abs - rel * Math.abs(value),
    );
    expect(Math.max(...apart)).toBeLessThanOrEqual(0);
  };

  it('has the sizes of the oracle', () => {
    expect([X.length, X[0]?.length, (X[0]?.length ?? 0) / heads]).toEqual([
      oracle.tokens,
      oracle.d_model,
      oracle.d_k,
    ]);
  });

  it.each(['Q', 'K', 'V'] as const)('%s is a dense layer of the tokens', (name) => {
    const [weights, biases] = [parameter(`W${name.toLowerCase()}`), parameter(`b${name.toLowerCase()}`)];
    expectOracle(dense(matrix(X), weights, biases).data, oracle[name]);
  });

  it.each(Object.entries(runs))('is that of PyTorch: %s', (name, want) => {
    const p = Object.fromEntries(Object.keys(weights).map((key) => [key, parameter(key)]));
    const { Wq, bq, Wk, bk, Wv, bv, Wo, bo } = p;
    const given = matrix(X);
    const x = name.includes('positional')
      ? added(given, positionalEncoding(X.length, X[0]?.length ?? 0))
      : given;
    if (!Wq || !Wk || !Wv || !Wo) throw new Error('weights are missing');
    const [queries, keys] = [dense(x, Wq, bq), dense(x, Wk, bk)];
    const { context, weights: shares } = attend(queries, keys, dense(x, Wv, bv), {
      heads,
      ...(want.causal_mask ? { mask: causal } : {}),
    });
    const output = dense(context, Wo, bo);
    expectOracle(attentionScores(queries, keys, heads).data, want.scores_scaled);
    expectOracle(shares.data, want.weights);
    const entropies = Array.from({ length: heads * X.length }, (_, row) =>
      rowOf(shares, row).reduce((sum, share) => sum - (share > 0 ? share * ln(share) : 0), 0),
    );
    expectOracle(entropies, want.row_entropy_nats);
    expectOracle(context.data, want.context_concatenated);
    expectOracle(output.data, want.output);
    const loss = halfSquares(output);
    expectOracle(loss.data, [want.half_squared_output_loss]);
    const gradients = want.gradients_of_half_squared_output;
    if (gradients === undefined) return;
    // ½ Σ y² has the gradient y: half of what Σ y² has.
    backward(total(multiplied(output, output)));
    for (const [key, wanted] of Object.entries(gradients)) {
      const { gradient } = key === 'X' ? given : (p[key] ?? given);
      expectOracle(
        gradient.map((value) => value / 2),
        wanted,
      );
    }
  });

  it('knows places by waves', () => {
    const { positional_encoding: short, positional_encoding_long: long } = oracle;
    expectOracle(positionalEncoding(short.length, short[0]?.length ?? 0).data, short);
    expectOracle(positionalEncoding(long.length, long[0]?.length ?? 0).data, long);
  });
});

const layers = z
  .object({
    inputs: z.object({
      rnn: z.object({
        x: rows,
        h0: row,
        c0: row,
        rnn: z.record(z.string(), z.object({ Wx: rows, Wh: rows, bx: row, bh: row })),
        gru: z.record(z.string(), z.object({ Wx: rows, Wh: rows, bx: row, bh: row })),
        lstm: z.record(z.string(), z.object({ Wx: rows, Wh: rows, bx: row, bh: row })),
      }),
      att: z.object({
        H: z.number(),
        q: z.array(rows),
        k: z.array(rows),
        v: z.array(rows),
        keep: z.array(z.array(z.boolean())),
        bias: rows,
      }),
      conv: z.object({ x: z.record(z.string(), row), k: z.record(z.string(), row) }),
      pool_x: z.record(z.string(), row),
      pool_tie: row,
      conv2d: z.object({ x: z.array(rows), w: z.array(z.array(rows)), b: row }),
    }),
    rnn: z.record(
      z.string(),
      z.array(
        z.object({ cell: z.string(), api: z.string(), dtype: z.string(), h: rows, c: rows.optional() }),
      ),
    ),
    attention: z.record(
      z.string(),
      z.array(
        z.object({
          api: z.string(),
          mask: z.unknown(),
          dtype: z.string().optional(),
          out: z.unknown().optional(),
        }),
      ),
    ),
    conv1d: z.record(
      z.string(),
      z.array(
        z.object({
          api: z.string(),
          L: z.number(),
          k: z.number(),
          stride: z.number(),
          padding: z.union([z.string(), z.number()]),
          y: row.optional(),
        }),
      ),
    ),
    conv2d: z.record(
      z.string(),
      z.array(
        z.object({
          api: z.string(),
          stride: z.number(),
          padding: z.union([z.string(), z.number()]),
          y_hwc: z.array(rows).optional(),
        }),
      ),
    ),
    pool1d: z.record(
      z.string(),
      z.array(
        z.object({
          api: z.string(),
          kind: z.string(),
          L: z.number(),
          k: z.number(),
          stride: z.union([z.number(), z.string()]),
          padding: z.union([z.string(), z.number()]),
          args: z
            .object({ count_include_pad: z.boolean().optional(), ceil_mode: z.boolean().optional() })
            .optional(),
          y: row.optional(),
        }),
      ),
    ),
    pool_tie_grad: z.record(z.string(), z.record(z.string(), row)),
  })
  .parse(readOracle('sequences-frameworks'));

describe('recurrent cells', () => {
  const { x, h0, c0, ...gates } = layers.inputs.rnn;
  const gatesOf = (cell: 'rnn' | 'gru' | 'lstm', joined: boolean): Readonly<Record<string, Gate>> =>
    Object.fromEntries(
      Object.entries(gates[cell]).map(([name, { Wx, Wh, bx, bh }]) => [
        name,
        joined
          ? { wx: matrix(Wx), wh: matrix(Wh), bx: vector(bx.map((b, i) => b + (bh[i] ?? 0))) }
          : { wx: matrix(Wx), wh: matrix(Wh), bx: vector(bx), bh: vector(bh) },
      ]),
    );
  const semanticsOf = (library: string, api: string): CellSemantics =>
    library === 'torch'
      ? 'pytorch'
      : library === 'flax'
        ? api.includes('nnx')
          ? 'flax-nnx'
          : 'flax-linen'
        : library === 'keras'
          ? 'keras'
          : 'tfjs';
  const cases = Object.entries(layers.rnn).flatMap(([library, cells]) =>
    cells.map((cell) => ({ library, ...cell })),
  );
  // A sigmoid in TensorFlow.js is a setting of its own: Keras' cell without `reset_after`.
  it.each(cases)('$api', ({ library, cell, api, dtype, h: hidden, c: states }) => {
    const sigmoid = api.includes("recurrentActivation: 'sigmoid'");
    const semantics = sigmoid ? 'keras' : semanticsOf(library, api);
    const before = api.includes('reset_after=False') || (library === 'tfjs' && cell === 'gru');
    const joined = before || semantics === 'flax-nnx';
    const { r, z: update, n } = gatesOf('gru', joined);
    const { i, f, g, o } = gatesOf('lstm', false);
    const only = gatesOf('rnn', false).h;
    if (!r || !update || !n || !i || !f || !g || !o || !only) throw new Error('gates are missing');
    let h: Variable = matrix([h0]);
    let c: Variable = matrix([c0]);
    const tolerance = dtype === 'float64' && library !== 'keras' ? 1e-12 : 2e-6;
    x.forEach((input, t) => {
      if (cell === 'rnn') h = rnnStep(only, matrix([input]), h);
      else if (cell === 'gru') ({ h } = gruStep({ r, z: update, n }, matrix([input]), h, semantics, !before));
      else ({ h, c } = lstmStep({ i, f, g, o }, matrix([input]), h, c, semantics));
      expectNumbers(h.data, hidden[t], tolerance);
      if (states !== undefined) expectNumbers(c.data, states[t], tolerance);
    });
  });
});

describe('attention with a mask', () => {
  const { H, q, k, v, keep, bias } = layers.inputs.att;
  const asMatrix = (values: readonly (readonly (readonly number[])[])[]): Variable =>
    matrix(values.map((heads) => heads.flat()));
  const kept = { mask: (i: number, j: number) => keep[i]?.[j] === true };
  const of = (api: string): AttentionParams | null => {
    if (/mask=float 0\/1|MultiHead|layers\.|-inf|_weights/.test(api)) return null;
    const given: AttentionParams = { heads: H, maskedRow: api.startsWith('F.') ? 'zero' : 'mean' };
    if (/bool keep/.test(api)) return { ...given, ...kept };
    if (/is_causal/.test(api)) return { ...given, mask: causal };
    return /bias|attn_mask=float/.test(api) ? { ...given, bias: (i, j) => bias[i]?.[j] ?? 0 } : given;
  };
  const cases = Object.values(layers.attention)
    .flat()
    .flatMap((entry) => {
      const params = entry.api.includes('MultiheadAttention') ? null : of(entry.api);
      return params === null || entry.out === undefined ? [] : [{ ...entry, params }];
    });

  it.each(cases)('is that of $api', ({ params, out }) => {
    expectNumbers(attend(asMatrix(q), asMatrix(k), asMatrix(v), params).context.data, out, 5e-7);
  });

  it('is asked of seven functions of three libraries', () => {
    expect(cases.length).toBeGreaterThanOrEqual(12);
  });

  it('is not a number, 0 or the mean of all values where a query may look at nothing', () => {
    const [zero, mean, nan] = (['zero', 'mean', 'nan'] as const).map((maskedRow) =>
      rowOf(attend(asMatrix(q), asMatrix(k), asMatrix(v), { heads: H, ...kept, maskedRow }).context, 1),
    );
    expectNumbers(zero ?? [], [0, 0, 0, 0, 0, 0]);
    expectNumbers(
      mean ?? [],
      v.reduce((sum, heads) => sum.map((s, i) => s + (heads.flat()[i] ?? 0) / v.length), [0, 0, 0, 0, 0, 0]),
    );
    expect(nan?.every(Number.isNaN)).toBe(true);
  });
});

/** Images that are one row high. */
const strip = (values: readonly number[]): Variable => variable([1, 1, 1, values.length], values);
const beside = (left: number, right: number): Padding => ({ ...UNPADDED, left, right });
function paddingFor(padding: string | number, length: number, size: number, stride: number): Padding {
  if (typeof padding === 'number') return beside(padding, padding);
  if (padding.toLowerCase() === 'causal') return beside(size - 1, 0);
  return padding.toLowerCase() === 'same' ? samePadding(1, length, [1, size], stride) : UNPADDED;
}

/** Entries of an oracle by the function that they were asked of. */
const byApi = <Entry extends { readonly api: string; readonly y?: unknown }>(
  entries: readonly Entry[],
): [string, readonly Entry[]][] =>
  [...new Set(entries.map(({ api }) => api))].map((api) => [
    api,
    entries.filter((entry) => entry.api === api && entry.y !== undefined),
  ]);

describe('convolution', () => {
  it.each(byApi(Object.values(layers.conv1d).flat()))('in one direction is that of %s', (_, entries) => {
    for (const { L, k, stride, padding, y } of entries) {
      const filter = variable([1, 1, 1, k], layers.inputs.conv.k[k] ?? []);
      const got = convolved(
        strip(layers.inputs.conv.x[L] ?? []),
        filter,
        vector([0]),
        stride,
        paddingFor(padding, L, k, stride),
      );
      expectNumbers(got.data, y, 1e-6);
    }
  });

  it.each(
    Object.values(layers.conv2d)
      .flat()
      .filter(({ y_hwc: y }) => y !== undefined),
  )('$api in two directions, stride $stride, padding $padding', ({ stride, padding, y_hwc: want = [] }) => {
    const { x, w, b } = layers.inputs.conv2d;
    const [height, width, channels] = [x.length, x[0]?.length ?? 0, x[0]?.[0]?.length ?? 0];
    const [r, c, out] = [w.length, w[0]?.length ?? 0, b.length];
    const images = variable(
      [1, channels, height, width],
      Array.from({ length: channels }, (_, ch) => x.map((line) => line.map((pixel) => pixel[ch] ?? 0))).flat(
        2,
      ),
    );
    const filters = variable(
      [out, channels, r, c],
      Array.from({ length: out }, (_, o) =>
        Array.from({ length: channels }, (_, ch) => w.map((line) => line.map((taps) => taps[ch]?.[o] ?? 0))),
      ).flat(3),
    );
    const pads =
      typeof padding === 'number'
        ? paddedBy(padding)
        : /same/i.test(padding)
          ? samePadding(height, width, [r, c], stride)
          : UNPADDED;
    const got = convolved(images, filters, vector(b), stride, pads);
    const planes = Array.from({ length: out }, (_, o) =>
      want.map((line) => line.map((pixel) => pixel[o] ?? 0)),
    );
    expectNumbers(got.data, planes, 1e-6);
  });

  const file = z
    .object({
      image: rows,
      filters: z.array(rows),
      bias: row,
      cases: z.array(
        z.object({
          stride: z.number(),
          padding: z.number(),
          pre_activation: z.array(rows),
          relu: z.array(rows),
          pooled: z.array(rows),
          upstream_G: z.array(rows),
          loss: z.number(),
          gradients: z.object({ pre_activation: z.unknown(), filters: z.unknown(), bias: row, image: rows }),
        }),
      ),
    })
    .parse(readOracle('convolution'));

  it.each(file.cases)(
    'is that of PyTorch, forwards and backwards: stride $stride, padding $padding',
    (want) => {
      const image = variable([1, 1, file.image.length, file.image[0]?.length ?? 0], file.image.flat());
      const filters = variable([2, 1, 3, 3], file.filters.flat(2));
      const bias = vector(file.bias);
      const z1 = convolved(image, filters, bias, want.stride, paddedBy(want.padding));
      expectNumbers(z1.data, want.pre_activation);
      const relu = apply(z1, createActivation({ kind: 'relu' }));
      expectNumbers(relu.data, want.relu);
      const pooled = largest(relu, { size: [2, 2] });
      expectNumbers(pooled.data, want.pooled);
      const loss = total(multiplied(pooled, variable(pooled.shape, flatten(want.upstream_G))));
      expectNumbers(loss.data, [want.loss]);
      backward(loss);
      expectNumbers(filters.gradient, want.gradients.filters);
      expectNumbers(bias.gradient, want.gradients.bias);
      expectNumbers(image.gradient, want.gradients.image);
      expectNumbers(z1.gradient, want.gradients.pre_activation);
    },
  );
});

describe('pooling', () => {
  const cases = Object.entries(layers.pool1d).flatMap(([library, entries]) =>
    entries.filter(({ args }) => args?.ceil_mode !== true).map((entry) => ({ library, ...entry })),
  );
  it.each(byApi(cases))('is that of %s', (_, entries) => {
    for (const { library, kind, L, k, stride, padding, args, y } of entries) {
      const step = typeof stride === 'number' ? stride : library === 'flax' ? 1 : k;
      const pooling = { size: [1, k], stride: [1, step], padding: paddingFor(padding, L, k, step) } as const;
      const counts = args?.count_include_pad ?? (library === 'torch' || library === 'flax');
      const values = strip(layers.inputs.pool_x[L] ?? []);
      expectNumbers(
        (kind === 'max' ? largest(values, pooling) : average(values, pooling, counts)).data,
        y,
        1e-6,
      );
    }
  });

  it('gives the gradient to the first of equal numbers, as every library does', () => {
    for (const grads of Object.values(layers.pool_tie_grad)) {
      const [, want] = Object.entries(grads).find(([api]) => /[pP]ool/.test(api)) ?? [];
      const x = strip(layers.inputs.pool_tie);
      backward(total(largest(x, { size: [1, 2] })));
      expectNumbers(x.gradient, want);
    }
  });
});

describe('a recurrent network through time', () => {
  const runs = z.array(
    z.object({
      loss_mode: z.enum(['last', 'all']),
      hidden_states: rows,
      outputs: rows,
      loss: z.number(),
      gradients: z.record(z.string(), z.unknown()),
      dL_dh: rows,
    }),
  );
  const { nets } = z
    .object({
      nets: z.array(
        z.object({
          name: z.string(),
          parameters: z.object({ Wxh: rows, Whh: rows, bh: row, Why: rows, by: row, h0: row }),
          inputs: rows,
          targets: rows,
          runs,
        }),
      ),
    })
    .parse(readOracle('rnn'));
  const cases = nets.flatMap(({ runs: all, ...net }) =>
    all.map((want) => ({ ...net, want, mode: want.loss_mode })),
  );

  it.each(cases)(
    'is that of PyTorch: $name, loss of $mode',
    ({ parameters, inputs, targets, want, mode }) => {
      const gate: Gate = {
        wx: matrix(parameters.Wxh),
        wh: matrix(parameters.Whh),
        bx: vector(parameters.bh),
      };
      const [why, by, h0] = [matrix(parameters.Why), vector(parameters.by), matrix([parameters.h0])];
      const states: Variable[] = [];
      const outputs = inputs.map((input) => {
        const h = rnnStep(gate, matrix([input]), states.at(-1) ?? h0);
        states.push(h);
        return dense(h, why, by);
      });
      expectNumbers(
        states.flatMap(({ data }) => [...data]),
        want.hidden_states,
      );
      expectNumbers(
        outputs.flatMap(({ data }) => [...data]),
        want.outputs,
      );
      const squares = outputs.map((y, t) => {
        const off = added(y, matrix([(targets[t] ?? []).map((value) => -value)]));
        return total(multiplied(off, off));
      });
      const counted = mode === 'last' ? squares.slice(-1) : squares;
      const sum = counted.reduce((all, square) => added(all, square));
      const share = 0.5 / counted.length;
      expectNumbers(
        sum.data.map((value) => value * share),
        [want.loss],
      );
      backward(sum);
      const scaled = ({ gradient }: Variable): readonly number[] =>
        Array.from(gradient, (value) => value * share);
      expectNumbers(states.flatMap(scaled), want.dL_dh);
      const named: Readonly<Record<string, Variable>> = {
        Wxh: gate.wx,
        Whh: gate.wh,
        bh: gate.bx,
        Why: why,
        by,
        h0,
      };
      for (const [name, wanted] of Object.entries(want.gradients))
        expectNumbers(scaled(named[name] ?? h0), wanted);
    },
  );
});
