import { describe, expect, it } from 'vitest';
import { shardsOf } from '../../src/series/shard.ts';

const loads = (costs: readonly number[], shards: number): readonly number[] => {
  const chosen = shardsOf(costs, shards);
  return Array.from({ length: shards }, (_, i) =>
    costs.reduce((sum, cost, item) => (chosen[item] === i + 1 ? sum + cost : sum), 0),
  );
};

describe('shards', () => {
  it('take every item once', () => {
    const costs = Array.from({ length: 100 }, (_, i) => 1 + ((i * 7919) % 97));
    const chosen = shardsOf(costs, 7);
    expect(chosen).toHaveLength(100);
    expect(chosen.every((shard) => Number.isInteger(shard) && shard >= 1 && shard <= 7)).toBe(true);
  });

  it('match longest processing time first on a textbook case', () => {
    // Graham 1969: the worst case for two machines, 7 where 6 would do.
    expect(shardsOf([3, 3, 2, 2, 2], 2)).toEqual([1, 2, 1, 2, 1]);
    expect(loads([3, 3, 2, 2, 2], 2)).toEqual([7, 5]);
  });

  it('differ by no more than one item', () => {
    const costs = Array.from({ length: 200 }, (_, i) => 1 + ((i * 7919) % 97));
    const loaded = loads(costs, 8);
    expect(Math.max(...loaded) - Math.min(...loaded)).toBeLessThanOrEqual(97);
    expect(Math.max(...loaded) / (costs.reduce((sum, cost) => sum + cost) / 8)).toBeLessThan(1.02);
  });

  it('may outnumber the items, leaving some empty', () => {
    expect(loads([5, 9], 4)).toEqual([9, 5, 0, 0]);
  });

  it('of one are the whole', () => {
    expect(shardsOf([3, 1, 2], 1)).toEqual([1, 1, 1]);
  });

  it('give equal items to the lowest shard first, in their order', () => {
    expect(shardsOf([1, 1, 1, 1, 1], 3)).toEqual([1, 2, 3, 1, 2]);
  });
});
