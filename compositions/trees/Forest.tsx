import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { SIZE } from '../../src/scene/stage.ts';
import { treeTo } from '../../src/scene/trees/Contenders.tsx';
import { errorChart } from '../../src/scene/trees/ErrorChart.tsx';
import { boxedTree, ensembleFields } from '../../src/scene/trees/fields.ts';
import { boxMap, fieldMap, ghosts, mapAxes, points } from '../../src/scene/trees/TreeMaps.tsx';
import { placesOf } from '../../src/scene/trees/trees-places.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import type { TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { bestDepth, runOf } from '../../src/story/trees/readings.ts';
import type { TreesPart } from './story.ts';

/** Trees whose boundaries are seen as ghosts, and those that have maps of their own. */
const [GHOSTS, SMALL] = [24, 6] as const;

/** The trees as boxes, and the sizes of the points by how often each of the first drew them. */
const woodOf = remember(({ facts: { forest, points: learned } }: TreesTrace) => ({
  trees: forest.slice(0, GHOSTS).map(({ tree }) => boxedTree(tree, { key: 'all', isCut: () => true })),
  sizes: forest.slice(0, SMALL).map(({ drawn }) => {
    const often = learned.map(() => 0);
    for (const row of drawn) often[row] = (often[row] ?? 0) + 1;
    return often.map((count) => (count === 0 ? 0.28 : Math.sqrt(count)));
  }),
}));

/** Points are drawn, a tree grows on them, others on other draws, and they vote. */
export function forestScene(m: Moment, part: TreesPart<'forest'>, trace: TreesTrace): ReactElement {
  const { map, tree: beside, chart } = placesOf(m.stage);
  const { theme, format } = m.stage;
  const { trees, sizes } = woodOf(trace);
  const fields = ensembleFields(trace);
  const count = trace.params.trees;
  const { step, t } = m.head(part.clock, count);
  const at = step + t;
  const draws = m.through(part.draws);
  const first = m.through(part.first);
  const alike = m.through(part.alike);
  const voting = clamp(at, 0, 1);
  const drawn = draws * (1 - voting);
  const [before, after] = [fields.forest[step], fields.forest[step + 1]];
  const small = cells(beside, Math.min(SMALL, count), format === 'square' ? 3 : SMALL, 14).map((cell) => {
    const side = Math.min(cell.width, cell.height - 44);
    return {
      x: cell.x + (cell.width - side) / 2,
      y: cell.y + (cell.height - 44 - side) / 2,
      width: side,
      height: side,
    };
  });
  const { losses, series } = runOf(trace, 'forest');
  const reached = lerp(1, 1 + at, first);
  const late = (share: number): number => 1 + (count - 1) * share;
  return (
    <g>
      <Fade in={1 - draws}>{boxMap(m, map, treeTo(trace, bestDepth(trace)))}</Fade>
      {trees[0] && voting < 1 && <Fade in={first}>{boxMap(m, map, trees[0])}</Fade>}
      {before && voting > 0 && <Fade in={voting}>{fieldMap(m, map, before, { width: 4 })}</Fade>}
      {after && step > 0 && t > 0 && <Fade in={t}>{fieldMap(m, map, after, { width: 4 })}</Fade>}
      {voting > 0 &&
        ghosts(
          m,
          map,
          trees
            .map((tree, i) => [tree, clamp(at + 1 - i, 0, 1) * (1 - alike)] as const)
            .filter(([, shown]) => shown > 0),
        )}
      {alike > 0 && <Fade in={alike}>{fieldMap(m, map, fields.alike, { width: 4 })}</Fade>}
      {mapAxes(m, trace, map, { words: m.say('keyDrawn'), shown: drawn })}
      {points(m, trace, map, 'forest', { sizes: (sizes[0] ?? []).map((size) => lerp(1, size, drawn)) })}
      <Box rect={map} stroke={theme.line} width={2} />
      {each(small, (rect, i) => (
        <Fade in={Math.min(clamp(SMALL * draws - i, 0, 1), m.leave(0.3))}>
          <Fade in={i === 0 ? first : clamp(at + 1 - i, 0, 1)}>{trees[i] && boxMap(m, rect, trees[i])}</Fade>
          {points(m, trace, rect, `small-${i}`, { sizes: sizes[i] ?? [], size: 1.7 })}
          <Box rect={rect} stroke={theme.line} width={2} />
          {m.text(String(i + 1), [rect.x + rect.width / 2, rect.y + rect.height + 38], {
            size: SIZE.small,
            fill: 'quiet',
            anchor: 'middle',
          })}
        </Fade>
      ))}
      <Fade in={Math.min(m.between(0.1, 0.5), m.leave(0.3))}>
        {errorChart(m, chart, 'votes', {
          label: m.say('treesCount'),
          domain: [1, count],
          lines: [
            { values: losses, name: m.say('errorNew'), kind: 'new', upTo: reached, from: 1 },
            {
              values: series.outOfBag ?? [],
              name: m.say('errorOutOfBag'),
              kind: 'outOfBag',
              upTo: late(m.through(part.outOfBag)),
              from: 1,
            },
            {
              values: runOf(trace, 'alike').losses,
              name: m.say('errorAlike'),
              kind: 'without',
              upTo: late(alike),
              from: 1,
            },
          ],
        })}
      </Fade>
    </g>
  );
}
