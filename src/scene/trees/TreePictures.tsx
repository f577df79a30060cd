import type { ReactElement } from 'react';
import { remember } from '../../sim/remember.ts';
import { shareOfOne, type TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import type { Tree } from '../../sim/trees/index.ts';
import { fixed } from '../../story/numbers.ts';
import { featureName, writtenValue } from '../../story/trees/commentary.ts';
import type { Moment } from '../moment.ts';
import { classInk } from '../parts/DecisionMap.tsx';
import { textWidth } from '../parts/Text.tsx';
import { type NodeLook, nodePlaces, TreeDiagram } from '../parts/TreeDiagram.tsx';
import { SIZE } from '../stage.ts';
import { type PlacedNode, treeLayout } from '../tree-layout.ts';
import { placesOf } from './trees-places.ts';

/** What is drawn of a node of the tree: its classes, and its question. */
export function nodeLook(
  m: Moment,
  trace: TreesTrace,
  { node, isLeaf }: PlacedNode,
  shown: number,
  lit = 0,
): NodeLook {
  const { theme } = m.stage;
  const { value = [], split } = trace.facts.tree.nodes[node] ?? {};
  const one = shareOfOne(value);
  const words =
    split === undefined || isLeaf
      ? ''
      : `${featureName(trace, split.feature)} ≤ ${writtenValue(trace, split.feature, split.threshold)}`;
  return {
    bar: [
      [one, classInk(theme, 1)],
      [1 - one, classInk(theme, 0)],
    ],
    words,
    shown,
    lit,
  };
}

/** What the leaves add is given in. */
const UNIT = { size: SIZE.small, fill: 'quiet' } as const;

/** A boosted tree: questions, and what its leaves add. */
export function smallTree(m: Moment, trace: TreesTrace, tree: Tree): ReactElement {
  const { theme } = m.stage;
  const { tree: rect } = placesOf(m.stage);
  const layout = layoutOf(tree);
  const sign = tree.equal === 'low' ? '≤' : '<';
  const unit = m.say('adds');
  const left = rect.width * (layout.find(({ parent }) => parent === 0)?.x ?? 0.5);
  return (
    <g>
      {textWidth(m.stage, unit, UNIT) + 60 < left && m.text(unit, [rect.x, rect.y + 24], UNIT)}
      <TreeDiagram
        stage={m.stage}
        rect={rect}
        layout={layout}
        places={nodePlaces(rect, layout)}
        sides={[m.say('yes'), m.say('no')]}
        look={({ node, isLeaf }) => {
          const { split, value } = tree.nodes[node] ?? {};
          const [adds = 0] = value ?? [];
          if (!isLeaf && split !== undefined)
            return {
              bar: [[1, theme.line]],
              words: `${featureName(trace, split.feature)} ${sign} ${writtenValue(trace, split.feature, split.threshold)}`,
              shown: 1,
            };
          return {
            bar: [[1, classInk(theme, adds > 0 ? 1 : 0)]],
            words: `${adds > 0 ? '+' : ''}${fixed(adds, 2)}`,
            shown: 1,
          };
        }}
      />
    </g>
  );
}
const layoutOf = remember((tree: Tree) => treeLayout(tree));
