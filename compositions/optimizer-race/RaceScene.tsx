import type { ReactElement } from 'react';
import { type Shot, shotBetween, wholeShot } from '../../src/scene/camera.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { SurfacePlot } from '../../src/scene/parts/SurfacePlot.tsx';
import { SurfaceTrails } from '../../src/scene/parts/SurfaceTrails.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import { Trails } from '../../src/scene/parts/Trails.tsx';
import { crawl } from '../../src/scene/race/Crawl.tsx';
import { ranking } from '../../src/scene/race/RaceBoard.tsx';
import { raceChart } from '../../src/scene/race/RaceChart.tsx';
import { raceMap } from '../../src/scene/race/RaceMap.tsx';
import { roundness, roundRavine } from '../../src/scene/race/RoundRavine.tsx';
import { closeShot, shotAt, spaceArea } from '../../src/scene/race/race-shot.ts';
import { type RaceView, viewOf } from '../../src/scene/race/race-view.ts';
import type { Rect } from '../../src/scene/rect.ts';
import { onSurface, swaying } from '../../src/scene/surface-view.ts';
import { contains } from '../../src/story/clock.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { LEAVE, type RaceMoment, raceLayout } from './layout.ts';
import type { RaceTrace } from './simulation.ts';
import type { RacePart } from './story.ts';

/** How near the camera comes to the run that takes the lead. */
const NEAR = 2.2;

/** The relief below which paths are drawn as on a map. */
const BLEND = 0.1;

/** Seconds in which it comes near to a later race, whose surface has been seen, and goes back. */
const CLOSING = 0.8;

/** The camera on the map: near a later race, and near the run that takes the lead while it does. */
function shotOf(m: RaceMoment, part: RacePart<'race'>, view: RaceView, rect: Rect): Shot {
  const { near, clock, stretches, race } = part;
  const map = mapArea(view, rect);
  const closing = race === 0 ? 0 : Math.min(m.between(LEAVE, CLOSING), m.leave(CLOSING));
  const own =
    closing === 0 ? wholeShot(rect) : shotBetween(wholeShot(rect), closeShot(view, rect, map), closing);
  return near.reduce((shot, each) => {
    const t = m.through(each.in) * (1 - m.through(each.out));
    // Whoever is in focus once the camera is there.
    const focus = stretches.find((stretch) => contains(stretch, each.in.end))?.focus ?? 0;
    const points = view.runs[focus]?.points ?? [];
    const place = points[Math.min(playheadAt(clock, each.in.end).done, points.length - 1)];
    if (t === 0 || place === undefined) return shot;
    const close = shotAt(rect, [map.x(place[0]), map.y(place[1])], Math.max(NEAR, 1.4 * own.zoom));
    return shotBetween(shot, close, t);
  }, own);
}

/** A race in progress, or finished. @param kept its map has become that of the next part, which draws the axes */
export function raceScene(
  m: RaceMoment,
  part: RacePart<'race'>,
  trace: RaceTrace,
  kept = false,
): ReactElement {
  const { stretches, clock, rise, sink } = part;
  const { story } = m;
  const view = viewOf(trace, part.race);
  const { runs } = view;
  const at = raceLayout(m.stage, runs);
  const stretch = stretches.find((range) => contains(range, m.frame)) ?? stretches.at(-1);
  const run = runs[stretch?.focus ?? 0];
  if (stretch === undefined || run === undefined) return <g />;
  const { kind, focus } = stretch;
  const entered = m.between(LEAVE, 0.3);
  const shot = shotOf(m, part, view, at.map);
  const area = mapArea(view, at.map, shot);
  // The first race is seen in space while it is run, and from above once it is over.
  const relief = rise === null ? 0 : m.through(rise) * (1 - m.through(sink));
  const space = spaceArea(view, area, relief);
  const seen = { relief, turn: swaying((m.frame - part.start) / m.story.fps) };
  const see = onSurface(view, space, seen);
  const trails = { m, relief: view, see, clock };
  const fell = story.captions.find(
    ({ message, start }) => message.key === 'captionFallen' && contains(part, start),
  );
  const crawls = fell === undefined ? 0 : m.through({ start: fell.start, end: fell.start + story.fps });
  const { theme } = m.stage;
  return (
    <g>
      {raceMap(m, view, area, {
        axes: kept ? 0 : (1 - relief) * (1 - roundness(m)) * Math.max(0, 1 - 4 * (shot.zoom - 1)),
      })}
      {relief > 0 && (
        <SurfacePlot stage={m.stage} relief={view} area={space} id={`${m.part.id}-plot`} view={seen} />
      )}
      {relief > 0 && (
        <Clipped id={`${m.part.id}-space`} rect={at.map}>
          <Fade in={relief / BLEND}>
            <Dot
              at={see(view.surface.minima[0] ?? [0, 0])}
              r={15}
              fill="none"
              stroke={theme.text}
              width={4}
            />
            <Fade in={0.5}>
              <SurfaceTrails {...trails} runs={runs.filter((other) => other !== run)} size={0.8} />
            </Fade>
            <SurfaceTrails {...trails} runs={[run]} size={1.2} />
          </Fade>
        </Clipped>
      )}
      {relief < BLEND && (
        <Fade in={1 - relief / BLEND}>
          <Trails
            m={m}
            id={`${m.part.id}-paths`}
            area={area}
            clock={clock}
            runs={runs}
            focus={focus}
            named={entered}
          />
        </Fade>
      )}
      {kind === 'result' && roundRavine(m, run, area)}
      <Fade in={entered}>
        {ranking(m, part.board, m.head(clock).done, view, at.ranking, { focus })}
        <Fade in={1 - 2 * crawls}>{raceChart(m, clock, view, at.beside, focus, 0)}</Fade>
        <Fade in={2 * crawls - 1}>{crawl(m, view, run, at.beside, crawls)}</Fade>
      </Fade>
    </g>
  );
}
