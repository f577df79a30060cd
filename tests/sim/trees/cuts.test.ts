import { describe, expect, it } from 'vitest';
import { shapePoints } from '../../../src/sim/data/two-class-shapes.ts';
import { growCart } from '../../../src/sim/trees/cart.ts';
import { impurityCurve } from '../../../src/sim/trees/impurity-curve.ts';
import { leafBoxes } from '../../../src/sim/trees/leaf-boxes.ts';
import { randomState } from '../../../src/sim/trees/numpy-random.ts';
import { leafValue, pathOf } from '../../../src/sim/trees/tree.ts';

const points = shapePoints('moons', 60, 0.2, 'cuts');
const x = points.map((point) => [point.x, point.y]);
const targets = { y: points.map(({ label }) => label), classes: 2, weights: x.map(() => 1) };
const tree = growCart(x, targets, { criterion: 'gini' }, randomState(0));

describe('all cuts of a node', () => {
  it('are halfway between neighbouring values, with the impurity of both sides by hand', () => {
    const curve = impurityCurve(
      [[1], [2], [2], [4]],
      { y: [0, 0, 1, 1], classes: 2, weights: [1, 1, 1, 1] },
      [0, 1, 2, 3],
      0,
      'gini',
    );
    expect(curve.map(({ threshold, low }) => [threshold, low])).toEqual([
      [1.5, 1],
      [3, 3],
    ]);
    // 1 | 2 2 4: (0 + 3 · 4/9) / 4; 1 2 2 | 4: (3 · 4/9 + 0) / 4.
    for (const { impurity } of curve) expect(impurity).toBeCloseTo(1 / 3, 12);
  });

  it('weigh rows, and are none where all values are the same', () => {
    const weighted = { y: [0, 1, 1], classes: 2, weights: [2, 1, 1] };
    const [first] = impurityCurve([[0], [1], [2]], weighted, [0, 1, 2], 0, 'gini');
    expect(first?.impurity).toBe(0);
    expect(impurityCurve([[5], [5]], { ...weighted, y: [0, 1] }, [0, 1], 0, 'gini')).toEqual([]);
  });

  it('include the one that the tree takes at every node, and none that is better', () => {
    tree.nodes.forEach(({ split, impurity, weight }, node) => {
      if (split === undefined) return;
      const rows = x.flatMap((sample, row) => (pathOf(tree, sample).includes(node) ? [row] : []));
      const curves = [0, 1].map((feature) => impurityCurve(x, targets, rows, feature, 'gini'));
      const taken = curves[split.feature]?.find(({ threshold }) => threshold === split.threshold);
      const after = impurity - (split.gain * points.length) / weight;
      expect(taken?.impurity).toBeCloseTo(after, 12);
      expect(Math.min(...curves.flat().map((cut) => cut.impurity))).toBeCloseTo(after, 12);
    });
  });
});

describe('the boxes of a tree', () => {
  const boxes = leafBoxes(tree, 2);

  it('fill the square, each place in the box of its leaf', () => {
    const area = boxes.reduce((sum, box) => sum + (box.x[1] - box.x[0]) * (box.y[1] - box.y[0]), 0);
    expect(area).toBeCloseTo(16, 9);
    for (const sample of x) {
      const leaf = pathOf(tree, sample).at(-1);
      const box = boxes.find(({ node }) => node === leaf);
      expect(box && sample.every((value, i) => value >= (i === 0 ? box.x : box.y)[0] - 1e-6)).toBe(true);
      expect(box && sample.every((value, i) => value <= (i === 0 ? box.x : box.y)[1] + 1e-6)).toBe(true);
    }
  });

  it('are those of the nodes above where a split does not count', () => {
    expect(leafBoxes(tree, 1, () => false)).toEqual([{ node: 0, x: [-1, 1], y: [-1, 1] }]);
    expect(leafBoxes(tree, 1, (node) => node === 0).map(({ node }) => node)).toEqual([
      tree.nodes[0]?.split?.low,
      tree.nodes[0]?.split?.high,
    ]);
  });
});

it('a tree asked down to a level says what its node there does', () => {
  for (const sample of x.slice(0, 10)) {
    const path = pathOf(tree, sample);
    for (const depth of [0, 1, 2, 50])
      expect(leafValue(tree, sample, depth)).toBe(
        tree.nodes[path[Math.min(depth, path.length - 1)] ?? 0]?.value,
      );
  }
});
