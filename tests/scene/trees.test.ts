import { describe, expect, it } from 'vitest';
import { edgePath } from '../../src/scene/edges.ts';
import { treeLayout } from '../../src/scene/tree-layout.ts';
import type { Tree } from '../../src/sim/trees/tree.ts';

const leaf = { rows: 1, weight: 1, value: [1] };
const cut = (low: number, high: number) => ({
  ...leaf,
  split: { feature: 0, threshold: 0, low, high, gain: 1 },
});
/** A root whose low side is cut once more. */
const tree: Tree = { nodes: [cut(1, 4), cut(2, 3), leaf, leaf, leaf], equal: 'low', single: false };

describe('the layout of a tree', () => {
  it('has leaves evenly from left to right, and parents in the middle above their children', () => {
    const places = new Map(treeLayout(tree).map(({ node, x, level }) => [node, [x, level]]));
    expect([2, 3, 4].map((node) => places.get(node)?.[0])).toEqual([1 / 6, 3 / 6, 5 / 6]);
    expect(places.get(1)).toEqual([1 / 3, 1]);
    expect(places.get(0)?.[0]).toBeCloseTo((1 / 3 + 5 / 6) / 2, 12);
  });

  it('ends where a split does not count', () => {
    const layout = treeLayout(tree, (node) => node === 0);
    expect(layout.map(({ node, x, isLeaf }) => [node, x, isLeaf])).toEqual([
      [0, 0.5, false],
      [1, 0.25, true],
      [4, 0.75, true],
    ]);
  });
});

describe('the edges between squares', () => {
  it('run along the grid, joined where they go on', () => {
    // The lower row is in: one line between the two rows.
    expect(edgePath([0, 10, 20], [0, 10, 20], (row) => row === 1)).toBe('M0 10H20');
    expect(edgePath([0, 10, 20], [0, 10, 20], (_, column) => column === 1)).toBe('M10 0V20');
  });

  it('are parted where a line has a gap, and none around the grid', () => {
    const isIn = (row: number, column: number): boolean => row === 1 && column !== 1;
    expect(edgePath([0, 1, 2, 3], [0, 1, 2], isIn)).toBe('M0 1H1M2 1H3M1 1V2M2 1V2');
    expect(edgePath([0, 1, 2], [0, 1, 2], () => true)).toBe('');
  });
});
