import { MAP_REACH } from '../../sim/network/two-classes.ts';
import { remember } from '../../sim/remember.ts';
import type { TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { type LeafBox, leafBoxes } from '../../sim/trees/index.ts';
import { cutsTo, SHOWN_DEPTH } from '../../story/trees/readings.ts';
import { treeLayout } from '../tree-layout.ts';
import { boxedTree } from './fields.ts';

/** The cuts that are shown one by one, the tree as far as each, and where each box lies as it is cut. */
export const grownOf = remember((trace: TreesTrace) => {
  const { tree } = trace.facts;
  const cuts = cutsTo(tree, SHOWN_DEPTH);
  const upTo = (count: number) => {
    const made = new Set(cuts.slice(0, count));
    return (node: number): boolean => made.has(node);
  };
  const boxOf = (count: number): LeafBox | undefined =>
    leafBoxes(tree, MAP_REACH, upTo(count)).find(({ node }) => node === cuts[count]);
  const all = new Set(cuts);
  return {
    cuts,
    states: Array.from({ length: cuts.length + 1 }, (_, count) =>
      boxedTree(tree, { key: `cuts ${count}`, isCut: upTo(count) }),
    ),
    boxes: cuts.map((_, count) => boxOf(count)),
    layout: treeLayout(tree, (node) => all.has(node)),
    whole: treeLayout(tree),
  };
});
