import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { nodePlaces, TreeDiagram } from '../../src/scene/parts/TreeDiagram.tsx';
import { treeTo } from '../../src/scene/trees/Contenders.tsx';
import { grownOf } from '../../src/scene/trees/grown.ts';
import { impurityChart } from '../../src/scene/trees/ImpurityChart.tsx';
import { boxMap, cutLine, mapAxes, points } from '../../src/scene/trees/TreeMaps.tsx';
import { nodeLook } from '../../src/scene/trees/TreePictures.tsx';
import { placesOf } from '../../src/scene/trees/trees-places.ts';
import { clamp } from '../../src/sim/maths.ts';
import { MAP_REACH } from '../../src/sim/network/two-classes.ts';
import type { TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { candidatesOf } from '../../src/story/trees/commentary.ts';
import type { TreesPart } from './story.ts';

/** The plane is cut for the first time, after all cuts have been tried; then each side, box by box, node by node. */
export function growScene(m: Moment, part: TreesPart<'grow'>, trace: TreesTrace): ReactElement {
  const { map, tree: diagram } = placesOf(m.stage);
  const { cuts, states, boxes, layout } = grownOf(trace);
  const { tree } = trace.facts;
  const first = m.through(part.cut);
  const head = m.head(part.clock);
  const going = m.since(part.clock.onsets[0] ?? 0) && cuts.length > 1;
  const at = going ? 1 + head.step + head.t : first;
  const [step, t] = [Math.min(Math.floor(at), cuts.length), at - Math.floor(at)];
  const node = cuts[Math.min(step, cuts.length - 1)] ?? 0;
  const split = tree.nodes[node]?.split;
  const box = boxes[Math.min(step, cuts.length - 1)];
  const tries = part.tries.map((range) => clamp((m.frame - range.start) / (range.end - range.start), 0, 1));
  const trying = part.tries.findIndex(({ start, end }) => m.frame >= start && m.frame < end);
  const tried = candidatesOf(trace, 0)[trying] ?? [];
  const candidate = tried[Math.min(tried.length - 1, Math.floor((tries[trying] ?? 0) * tried.length))];
  const [before, after] = [states[step], states[step + 1]];
  const opens = m.enter(0.1, 0.7);
  const cutAt = new Map(cuts.map((one, i) => [one, clamp(at - i, 0, 1)]));
  const parts = new Set(cuts.slice(0, Math.ceil(at)));
  // The lines of one node go before those of the next come.
  const turn = going && step < cuts.length ? clamp(6 * t, 0, 1) : 1;
  const charted = going ? cuts[Math.min(turn < 0.5 ? step - 1 : step, cuts.length - 1)] : cuts[0];
  return (
    <g>
      {opens < 1 && boxMap(m, map, treeTo(trace, Number.POSITIVE_INFINITY))}
      <Fade in={opens}>{before && boxMap(m, map, before, { edge: 0 })}</Fade>
      {after && t > 0.5 && <Fade in={2 * t - 1}>{boxMap(m, map, after, { edge: 0 })}</Fade>}
      <Fade in={m.enter(0.3, 0.5)}>{mapAxes(m, trace, map)}</Fade>
      {points(m, trace, map, 'grow')}
      {candidate &&
        box &&
        cutLine(
          m,
          map,
          trying,
          candidate.threshold,
          { ...box, x: [-MAP_REACH, MAP_REACH], y: [-MAP_REACH, MAP_REACH] },
          1,
          { dash: '10 8' },
        )}
      {split && box && t > 0 && cutLine(m, map, split.feature, split.threshold, box, Math.min(1, 2 * t), {})}
      <Box rect={map} stroke={m.stage.theme.line} width={2} />
      <Fade in={m.enter(0.4, 0.6)}>
        <TreeDiagram
          stage={m.stage}
          rect={diagram}
          layout={layout}
          places={nodePlaces(diagram, layout)}
          sides={[m.say('yes'), m.say('no')]}
          look={(own) => {
            const parentCut = own.parent === null ? 1 : (cutAt.get(own.parent) ?? 0);
            const look = nodeLook(
              m,
              trace,
              own,
              clamp(2 * parentCut - 1, 0, 1),
              own.node === node && t > 0 ? 1 - Math.abs(2 * t - 1) : 0,
            );
            return parts.has(own.node) ? look : { ...look, words: '' };
          }}
        />
      </Fade>
      <Fade in={m.enter(0.5, 0.6)}>
        {impurityChart(m, trace, charted ?? 0, {
          upTo: going ? [1, 1] : tries,
          chosen: going ? (turn < 0.5 ? 1 : clamp(2 * t, 0, 1)) : first,
          opacity: Math.abs(2 * turn - 1),
        })}
      </Fade>
    </g>
  );
}
