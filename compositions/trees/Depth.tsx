import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { nodePlaces, TreeDiagram } from '../../src/scene/parts/TreeDiagram.tsx';
import type { Place } from '../../src/scene/rect.ts';
import { treeTo } from '../../src/scene/trees/Contenders.tsx';
import { errorChart } from '../../src/scene/trees/ErrorChart.tsx';
import { grownOf } from '../../src/scene/trees/grown.ts';
import { impurityChart } from '../../src/scene/trees/ImpurityChart.tsx';
import { boxMap, mapAxes, points } from '../../src/scene/trees/TreeMaps.tsx';
import { nodeLook } from '../../src/scene/trees/TreePictures.tsx';
import { placesOf } from '../../src/scene/trees/trees-places.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import type { TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { depthOf } from '../../src/sim/trees/index.ts';
import { bestDepth, runOf, SHOWN_DEPTH } from '../../src/story/trees/readings.ts';
import type { TreesPart } from './story.ts';

/** The tree goes on to its end, and what that does on new points. */
export function depthScene(m: Moment, part: TreesPart<'depth'>, trace: TreesTrace): ReactElement {
  const { map, tree: diagram, chart } = placesOf(m.stage);
  const { layout, whole, cuts } = grownOf(trace);
  const deepest = depthOf(trace.facts.tree);
  const from = Math.min(SHOWN_DEPTH, deepest);
  const { step, t } = m.head(part.clock);
  const at = from + step + t;
  const stops = m.through(part.stops);
  const opens = m.through(part.opens);
  const [narrow, wide] = [nodePlaces(diagram, layout), nodePlaces(diagram, whole)];
  const places = new Map(
    whole.map(({ node }): readonly [number, Place] => {
      const own: Place = wide.get(node) ?? [0, 0];
      const old = narrow.get(node);
      return [
        node,
        old === undefined ? own : ([lerp(old[0], own[0], opens), lerp(old[1], own[1], opens)] as const),
      ];
    }),
  );
  const best = bestDepth(trace);
  const { losses, series } = runOf(trace, 'depth');
  return (
    <g>
      {boxMap(m, map, treeTo(trace, Math.floor(at)), { edge: opens })}
      {t > 0 && t < 1 && <Fade in={t}>{boxMap(m, map, treeTo(trace, Math.floor(at) + 1))}</Fade>}
      {stops > 0 && <Fade in={stops}>{boxMap(m, map, treeTo(trace, best))}</Fade>}
      {mapAxes(m, trace, map)}
      {points(m, trace, map, 'depth')}
      <Box rect={map} stroke={m.stage.theme.line} width={2} />
      <Fade in={m.leave(0.3)}>
        <TreeDiagram
          stage={m.stage}
          rect={diagram}
          layout={whole}
          sides={[m.say('yes'), m.say('no')]}
          places={places}
          words={1 - opens}
          look={(own) => {
            const gone = own.level > best ? 1 - 0.75 * stops : 1;
            return nodeLook(m, trace, own, clamp(at - own.level + 1, 0, 1) * gone);
          }}
        />
      </Fade>
      <Fade in={1 - 2 * opens}>
        {opens < 0.5 && impurityChart(m, trace, cuts.at(-1) ?? 0, { upTo: [1, 1], chosen: 1 })}
      </Fade>
      <Fade in={Math.min(2 * opens - 1, m.leave(0.3))}>
        {errorChart(m, chart, 'depths', {
          label: m.say('level'),
          domain: [1, deepest],
          lines: [
            { values: losses, name: m.say('errorNew'), kind: 'new', upTo: at, from: 1, skip: 1 },
            { values: series.own ?? [], name: m.say('errorOwn'), kind: 'own', upTo: at, from: 1, skip: 1 },
          ],
          marks: [
            {
              at: best,
              words: m.say('stoppedName', { depth: best }),
              colour: m.stage.theme.focus,
              shown: stops,
            },
          ],
        })}
      </Fade>
    </g>
  );
}
