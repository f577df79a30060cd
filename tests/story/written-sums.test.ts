import { describe, expect, it } from 'vitest';
import { random } from '../../src/sim/random.ts';
import { bracketed, writtenSum } from '../../src/story/written-sums.ts';

const read = (written: string): number => Number(written.replace('−', '-'));

describe('a sum as written', () => {
  it('of short numbers is exact with few decimals', () => {
    expect(writtenSum([[0.18, 0.8], [-0.66, -0.5], [0.32]])).toEqual({
      terms: [
        { factors: ['0.18', '0.8'], product: '0.144' },
        { factors: ['−0.66', '−0.5'], product: '0.330' },
        { factors: ['0.32'], product: '0.320' },
      ],
      total: '0.794',
      result: '',
      exact: true,
    });
  });

  it('of any numbers multiplies and adds up to the last digit, and what follows from it follows as written', () => {
    const next = random('1', 'sums');
    const number = (): number => (2 * next() - 1) * 10 ** (2 * next() - 2);
    let exact = 0;
    for (let i = 0; i < 400; i += 1) {
      const terms = Array.from({ length: 1 + (i % 4) }, () => [number(), number()]);
      const whole = terms.reduce((sum, [a = 0, b = 0]) => sum + a * b, 0);
      const sum = writtenSum(terms, { of: (total) => 0.7 * total, value: 0.7 * whole });
      if (!sum.exact) continue;
      exact += 1;
      const decimals = (sum.total.split('.')[1] ?? '').length;
      const ends = (sum.result.split('.')[1] ?? '').length;
      sum.terms.forEach(({ factors: [a = '', b = ''], product }) => {
        expect(Number((read(a) * read(b)).toFixed(decimals)) + 0).toBe(read(product) + 0);
      });
      const added = sum.terms.reduce((all, { product }) => all + read(product), 0);
      expect(Number(added.toFixed(decimals)) + 0).toBe(read(sum.total) + 0);
      expect(Number((0.7 * read(sum.total)).toFixed(ends)) + 0).toBe(read(sum.result) + 0);
    }
    expect(exact).toBeGreaterThan(390);
  });

  it('small totals keep two digits that count', () => {
    expect(writtenSum([[0.0123, 0.05]]).total).toBe('0.00062');
    expect(writtenSum([[0, 0.05]]).total).toBe('0.000');
  });
});

it('a negative factor stands in brackets', () => {
  expect([bracketed('−0.5'), bracketed('0.5')]).toEqual(['(−0.5)', '0.5']);
});
