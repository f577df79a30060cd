import { describe, expect, it } from 'vitest';
import { nearestShare } from '../../src/sim/clusters.ts';

describe('the share of points nearest to their own centroid', () => {
  const members = [
    [0, 1],
    [2, 3],
  ];

  it('counts every axis: what overlaps in a plane may be apart in space', () => {
    const space = [
      [0, 0, 1],
      [3, 0, 1],
      [1, 0, -1],
      [1, 0, -1],
    ];
    expect(nearestShare(space, members)).toBe(1);
    expect(
      nearestShare(
        space.map(([x = 0, y = 0]) => [x, y]),
        members,
      ),
    ).toBe(0.75);
  });
});
