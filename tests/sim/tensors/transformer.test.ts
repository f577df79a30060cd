import { describe, expect, it } from 'vitest';
import { random } from '../../../src/sim/random.ts';
import { causal } from '../../../src/sim/tensors/attention.ts';
import { crossEntropy } from '../../../src/sim/tensors/rows.ts';
import { initialTransformer, parametersOf, readSequences } from '../../../src/sim/tensors/transformer.ts';
import { expectGradients, expectNumbers, rowOf } from '../../helpers/tensors.ts';

const shape = { vocabulary: 5, length: 4, width: 4, layers: 2, heads: 2, hidden: 3, outputs: 3 };
const made = () => initialTransformer(shape, random('1', 'weights'));

describe('a transformer', () => {
  it('has the parameters that its sizes ask for', () => {
    const count = parametersOf(made()).reduce((sum, { data }) => sum + data.length, 0);
    const block = 2 * (2 * 4) + 4 * (4 * 4 + 4) + (4 * 3 + 3) + (3 * 4 + 4);
    expect(count).toBe(5 * 4 + 4 * 4 + 2 * block + 4 * 2 + (4 * 3 + 3));
  });

  it('has the gradients of finite differences, all the way to its embeddings', () => {
    const transformer = made();
    // Biases away from 0, so that no unit of the hidden layer stands on its kink.
    for (const { data } of parametersOf(transformer))
      data.forEach((value, i) => {
        data[i] = value + 0.05 * ((i % 3) - 1);
      });
    const loss = () => {
      const { logits } = readSequences(transformer, [0, 1, 2, 3, 4, 1], [2, 4, 5], 2, { mask: causal });
      return crossEntropy(logits, [0, 2, 1]);
    };
    expectGradients(parametersOf(transformer), loss);
  });

  it('under a causal mask, knows nothing of what comes later', () => {
    const transformer = made();
    const read = (last: number) =>
      readSequences(transformer, [0, 1, 2, last], [0, 1, 2], 1, { mask: causal });
    expect([...read(3).logits.data]).toEqual([...read(4).logits.data]);
    const open = (last: number) => readSequences(transformer, [0, 1, 2, last], [0], 1);
    expect([...open(3).logits.data]).not.toEqual([...open(4).logits.data]);
  });

  it('without places, does not tell an order from another', () => {
    const transformer = made();
    const positions = [0, 0, 0, 0];
    const [one, other] = [
      [0, 1, 2, 3],
      [2, 0, 1, 3],
    ].map((tokens) => readSequences(transformer, tokens, [3], 1, { positions }));
    expectNumbers(one?.logits.data ?? [], [...(other?.logits.data ?? [])], 1e-12);
  });

  it('reads sequences side by side as it does each alone', () => {
    const transformer = made();
    const both = readSequences(transformer, [0, 1, 2, 3, 4, 0], [2, 5], 2, { mask: causal }).logits;
    [
      [0, 1, 2],
      [3, 4, 0],
    ].forEach((tokens, i) => {
      const alone = readSequences(transformer, tokens, [2], 1, { mask: causal }).logits;
      expect([...rowOf(both, i)]).toEqual([...alone.data]);
    });
  });

  it('without a head, is the transformer whose output layer has no weights for it', () => {
    const [whole, cut] = [made(), made()];
    const out = cut.blocks[1]?.out.weights.data ?? new Float64Array();
    out.forEach((_, i) => {
      if (i % 4 < 2) out[i] = 0;
    });
    const without = readSequences(whole, [0, 1, 2], [2], 1, { without: [{ layer: 1, head: 0 }] });
    expectNumbers(without.logits.data, [...readSequences(cut, [0, 1, 2], [2], 1).logits.data], 1e-12);
    expect([...without.logits.data]).not.toEqual([...readSequences(whole, [0, 1, 2], [2], 1).logits.data]);
  });

  it('refuses heads that do not divide its width, and words that it does not have', () => {
    expect(() => initialTransformer({ ...shape, heads: 3 }, random('1', 'weights'))).toThrow(
      '3 heads do not divide 4 columns',
    );
    expect(() => readSequences(made(), [5], [0], 1)).toThrow('no row 5 among 5');
  });
});
