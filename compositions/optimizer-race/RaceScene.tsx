import type { ReactElement } from 'react';
import { type Shot, shotBetween, wholeShot } from '../../src/scene/camera.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { Trails } from '../../src/scene/parts/Trails.tsx';
import { ranking } from '../../src/scene/race/RaceBoard.tsx';
import { raceChart } from '../../src/scene/race/RaceChart.tsx';
import { lessonArrows, lessonCard } from '../../src/scene/race/RaceLesson.tsx';
import { raceMap } from '../../src/scene/race/RaceMap.tsx';
import { roundRavine } from '../../src/scene/race/RoundRavine.tsx';
import { closeShot, shotAt } from '../../src/scene/race/race-shot.ts';
import { type RaceView, viewOf } from '../../src/scene/race/race-view.ts';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { contains, progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { raceAt, runsOf } from '../../src/story/race/races.ts';
import { LEAVE, type RaceMoment, raceLayout, scalesLayout } from './layout.ts';
import type { RaceTrace } from './simulation.ts';
import type { RacePart } from './story.ts';

/** How near the camera comes to the run that takes the lead. */
const NEAR = 2.2;

/** Seconds in which it comes near to a later race, whose surface has been seen, and goes back. */
const CLOSING = 0.8;

/** The camera on the map: near a later race, and near the run that takes the lead while it does. */
function shotOf(m: RaceMoment, part: RacePart<'race'>, view: RaceView, rect: Rect): Shot {
  const { near, clock, stretches, race } = part;
  const map = mapArea(view, rect);
  const closing = race === 0 ? 0 : Math.min(m.between(LEAVE, CLOSING), m.leave(CLOSING));
  const own =
    closing === 0 ? wholeShot(rect) : shotBetween(wholeShot(rect), closeShot(view, rect, map), closing);
  if (near === null) return own;
  const t = m.through(near.in) * (1 - m.through(near.out));
  const winner = view.runs[stretches.at(-1)?.focus ?? 0];
  const { done } = playheadAt(clock, near.in.end);
  const place = winner?.points[Math.min(done, winner.points.length - 1)];
  if (t === 0 || place === undefined) return own;
  return shotBetween(
    own,
    shotAt(rect, [map.x(place[0]), map.y(place[1])], Math.max(NEAR, 1.4 * own.zoom)),
    t,
  );
}

/** A race in progress, or finished. @param kept its map has become that of the next part, which draws the axes */
export function raceScene(
  m: RaceMoment,
  part: RacePart<'race'>,
  trace: RaceTrace,
  kept = false,
): ReactElement {
  const { stretches, makeRoom, clock } = part;
  const view = viewOf(trace, part.race);
  const { runs } = view;
  const at = raceLayout(m.stage, runs);
  const stretch = stretches.find((range) => contains(range, m.frame)) ?? stretches.at(-1);
  const run = runs[stretch?.focus ?? 0];
  if (stretch === undefined || run === undefined) return <g />;
  const { kind, focus, start, end } = stretch;
  const lesson = kind === 'lesson';
  const taught = stretches.some((each) => each.kind === 'lesson');
  const entered = m.between(LEAVE, 0.3);
  const charted = taught ? m.through(makeRoom) : entered;
  // What belongs to the one in focus comes and goes with it.
  const fade = Math.round(0.25 * m.story.fps);
  const comes = easeOut(progress({ start, end: start + fade }, m.frame));
  const shown = lesson ? Math.min(comes, 1, (end - m.frame) / fade) : 0;
  const shot = shotOf(m, part, view, at.map);
  const area = mapArea(view, at.map, shot);
  const back = lesson ? 1 : 0;
  return (
    <g>
      {raceMap(m, view, area, { axes: kept ? 0 : Math.max(0, 1 - 4 * (shot.zoom - 1)) })}
      <Trails
        m={m}
        id={`${m.part.id}-paths`}
        area={area}
        clock={clock}
        runs={runs}
        focus={focus}
        back={back}
        named={Math.min(entered, charted)}
      />
      <Fade in={shown}>{lessonArrows(m, run, clock, area)}</Fade>
      {kind === 'result' && roundRavine(m, run, area)}
      <Fade in={entered}>
        {ranking(m, part.board, view, at.ranking, { focus, back })}
        <Fade in={shown}>{lessonCard(m, run, clock, at.beside)}</Fade>
      </Fade>
      {charted > 0 && <Fade in={charted}>{raceChart(m, clock, view, at.beside, focus, back)}</Fade>}
    </g>
  );
}

/** Seconds in which the map of the race becomes the first one of two. */
const SHRINK = 0.8;

/** The same race twice on one playhead: with the rates as they are, and with twice the rates. */
export function scalesScene(
  m: RaceMoment,
  { race, clock }: RacePart<'scales'>,
  trace: RaceTrace,
): ReactElement {
  const view = viewOf(trace, race);
  const { map: whole } = raceLayout(m.stage, view.runs);
  const panels = scalesLayout(m.stage);
  const shrunk = m.between(LEAVE, SHRINK);
  const other = m.between(LEAVE + SHRINK - 0.3, 0.6);
  const tuned = raceAt(trace, race).rates === 'tuned';
  // The race as it was is drawn last: it covers the other while it is large.
  return each([1, 0], (index) => {
    const panel = panels[index];
    if (panel === undefined) return null;
    const scale = index === 0 ? 'as is' : 'double';
    const area = mapArea(view, index === 0 ? mixRect(whole, panel.map, shrunk) : panel.map);
    const { x, y, width } = panel.title;
    return (
      <g>
        <Fade in={other}>
          {m.text(m.say('scaleTitle', { scale, tuned }), [x, y + 30], {
            size: SIZE.medium,
            bold: true,
            width,
          })}
        </Fade>
        <Fade in={index === 0 ? 1 : other}>
          {raceMap(m, view, area, { id: `map-${index}` })}
          <Trails
            m={m}
            id={`${m.part.id}-paths-${index}`}
            area={area}
            clock={clock}
            runs={runsOf(trace, race, scale)}
            named={other}
          />
        </Fade>
      </g>
    );
  });
}
