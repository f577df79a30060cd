import type { ReactElement } from 'react';
import type { TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { bestDepth, type Contender, errorOf, luckOf } from '../../story/trees/readings.ts';
import type { Moment } from '../moment.ts';
import { Box } from '../parts/shapes.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { boxedTree, ensembleFields } from './fields.ts';
import { boxMap, fieldMap, points } from './TreeMaps.tsx';
import type { Tile } from './trees-places.ts';

/** The tree cut down to a level. */
export const treeTo = ({ facts: { tree } }: TreesTrace, depth: number) => {
  const levels: number[] = [0];
  tree.nodes.forEach(({ split }, node) => {
    if (split !== undefined) levels[split.low] = levels[split.high] = (levels[node] ?? 0) + 1;
  });
  return boxedTree(tree, { key: `depth ${depth}`, isCut: (node) => (levels[node] ?? 0) < depth });
};

/** What a contender predicts everywhere, and the points. @param id unique within the frame */
export function contenderMap(
  m: Moment,
  trace: TreesTrace,
  rect: Rect,
  contender: Contender,
  id: string,
): ReactElement {
  const { theme } = m.stage;
  const fields = ensembleFields(trace);
  const whole = Number.POSITIVE_INFINITY;
  const map =
    contender === 'tree' || contender === 'stopped'
      ? boxMap(m, rect, treeTo(trace, contender === 'tree' ? whole : bestDepth(trace)))
      : fieldMap(
          m,
          rect,
          (contender === 'forest' || contender === 'boosted'
            ? fields[contender].at(-1)
            : fields[contender]) ?? fields.alike,
        );
  return (
    <g>
      {map}
      {points(m, trace, rect, id)}
      <Box rect={rect} stroke={theme.line} width={2} />
    </g>
  );
}

/** What each is called. */
const NAMES = {
  tree: 'treeName',
  stopped: 'stoppedName',
  forest: 'forestName',
  alike: 'alikeName',
  boosted: 'boostedName',
  hasty: 'hastyName',
} as const;

/** A contender's name and the share of new points that it gets wrong. @param lit how much it stands out, 0 … 1 */
export function contenderWords(
  m: Moment,
  trace: TreesTrace,
  { map, words }: Tile,
  contender: Contender,
  lit = 0,
): ReactElement {
  const beside = words.x >= map.x + map.width;
  const error = errorOf(trace, contender);
  const anchor = beside ? 'start' : 'middle';
  const x = beside ? words.x : words.x + words.width / 2;
  const top = beside ? map.y + map.height / 2 - 84 : words.y + 4;
  const fill = lit > 0.5 ? 'focus' : 'text';
  return (
    <g>
      {lit > 0 && <Box rect={map} stroke={m.stage.theme.focus} width={7} opacity={lit} />}
      {m.text(m.say(NAMES[contender], { depth: bestDepth(trace), n: trace.params.trees }), [x, top + 38], {
        size: SIZE.small,
        fill: 'quiet',
        anchor,
        width: words.width,
      })}
      {m.text(m.say('share', { share: error }), [beside ? x : x + 8, top + (beside ? 112 : 100)], {
        size: beside ? 76 : 58,
        bold: true,
        fill,
        anchor: beside ? 'start' : 'end',
      })}
      {m.text(
        m.say('plusMinus', { error: luckOf(trace, error) }),
        [beside ? x : x + 22, top + (beside ? 162 : 100)],
        {
          size: SIZE.small,
          fill: 'quiet',
          anchor: 'start',
        },
      )}
    </g>
  );
}
