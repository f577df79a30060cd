import { describe, expect, it } from 'vitest';
import { scoreAt, worstParted } from '../../src/sim/readout.ts';

describe('the readout of a classifier', () => {
  const scores = [
    [0, 1, 0, 0],
    [0, -1, 0, 0],
    [-5, 0, 2, 0],
  ];

  it('is linear in space', () => {
    expect(scoreAt([1, 2, 3, 4], [1, 1, 1])).toBe(10);
    expect(scoreAt([1, 2, 3], [1, 1, 7])).toBe(6);
  });

  it('parts two classes worst where the smallest share is on its own side', () => {
    const spots = [
      [1, 0, 0],
      [-1, 0, 0],
      [-2, 0, 0],
      [0, 9, 0],
    ] as const;
    expect(worstParted(scores, spots, [0, 0, 1, 2])).toEqual({ pair: [0, 1], right: 2, of: 3 });
    expect(worstParted(scores, spots, [2, 2, 2, 2])).toBeNull();
  });
});
