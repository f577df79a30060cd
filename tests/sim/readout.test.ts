import { describe, expect, it } from 'vitest';
import { answersWithin, scoreAt, worstParted } from '../../src/sim/readout.ts';

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

  it('parts a class worst from another where the smallest share is on its own side', () => {
    const spots = [
      [1, 0, 0],
      [-1, 0, 0],
      [-2, 0, 0],
      [0, 9, 0],
    ] as const;
    expect(worstParted(scores, spots, [0, 0, 1, 2], 0)).toEqual({ pair: [0, 1], right: 2, of: 3 });
    expect(worstParted(scores, spots, [0, 0, 1, 2], 1)?.pair).toEqual([1, 0]);
    expect(worstParted(scores, spots, [2, 2, 2, 2], 2)).toBeNull();
  });

  it('finds the answers within a distance: of a border one for each side', () => {
    const at = [0.5, 0, 0] as const;
    expect([...answersWithin(scores, at, 0.4)]).toEqual([0]);
    expect([...answersWithin(scores, at, 0.6)].sort()).toEqual([0, 1]);
    expect([...answersWithin(scores, at, 4)].sort()).toEqual([0, 1, 2]);
  });
});
