import type { ReactElement } from 'react';
import { mapPlace, onMap } from '../../src/scene/boundary/boundary-layout.ts';
import { lastTile, networkGraph, unitTile } from '../../src/scene/boundary/NetworkGraph.tsx';
import { networkMap } from '../../src/scene/boundary/NetworkMap.tsx';
import { networkNumbers } from '../../src/scene/boundary/NetworkNumbers.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import type { BoundaryTrace } from '../../src/sim/trainings/width-ladder.ts';
import { stationsOf } from '../../src/story/boundary/commentary.ts';
import { partlyAdded } from '../../src/story/boundary/networks.ts';
import { type BoundaryPart, endOf } from './story.ts';

/** A probe goes from point to point and the pushes there add up; then they do everywhere, unit by unit. */
export function sumScene(m: Moment, part: BoundaryPart<'sum'>, trace: BoundaryTrace): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const map = mapPlace(stage);
  const network = endOf(trace, 'main');
  const stations = stationsOf(trace);
  const place = stations.reduce<Place2>((from, { at }, i) => {
    const range = part.moves[i];
    const t = i === 0 || range === undefined ? Number(i === 0) : m.through(range);
    return [lerp(from[0], at[0], t), lerp(from[1], at[1], t)];
  }, stations[0]?.at ?? [0, 0]);
  const reached = part.moves.findLastIndex(({ start }) => m.since(start));
  const bands = m.through(part.bands);
  const now = part.turns.findLast(({ start }) => m.since(start));
  const from = now === undefined ? undefined : part.turns[part.turns.indexOf(now) - 1];
  const t = now === undefined ? 0 : m.through(now);
  const all = part.turns[0]?.added.map(() => 1) ?? [];
  const added = all.map((_, unit) =>
    lerp((from?.added ?? all)[unit] ?? 1, (now?.added ?? all)[unit] ?? 1, t),
  );
  const probed = Math.min(m.enter(0.4, 0.5), 1 - bands);
  const lit = now === undefined ? (stations[reached]?.unit ?? null) : now.unit;
  const flies = now !== undefined && now.unit !== null && t > 0 && t < 1;
  const leaves = m.leave(0.4);
  const at = onMap(map)(place);
  return (
    <g>
      <Fade in={leaves}>
        {networkGraph(m, trace, network, { lit, added, probe: probed > 0.5 ? place : null })}
        {networkNumbers(m, trace, partlyAdded(network, added), { truth: 1 - bands })}
      </Fade>
      {networkMap(m, trace, map, 'map', partlyAdded(network, added), {
        // At the end the map is what the next part begins with.
        bands: bands * leaves,
        cuts: leaves,
        lit,
        truth: 1 - bands,
        rings: now === undefined ? 1 : 1 - leaves,
      })}
      <Fade in={leaves}>
        {flies && (
          <Fade in={1.4 * Math.min(t, 1 - t)}>
            {unitTile(
              m,
              trace,
              network,
              { layer: network.sizes.length - 3, unit: now.unit ?? 0 },
              'flying',
              mixRect(lastTile(m, network, now.unit ?? 0), map, t),
            )}
          </Fade>
        )}
        <Fade in={probed}>
          <Glow at={at} r={18} colour={theme.focus} />
          <Dot at={at} r={18} stroke={theme.focus} width={6} />
        </Fade>
      </Fade>
    </g>
  );
}
