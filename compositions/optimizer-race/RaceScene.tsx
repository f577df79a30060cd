import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { type Shot, shotBetween, wholeShot } from '../../src/scene/camera.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { type MapArea, mapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { focusLast, Trails } from '../../src/scene/parts/Trails.tsx';
import { RateOval } from '../../src/scene/parts/UpdateArrows.tsx';
import { ranking } from '../../src/scene/race/RaceBoard.tsx';
import { update } from '../../src/scene/race/RaceUpdate.tsx';
import { EPSILON, type RaceView, viewOf } from '../../src/scene/race/race-view.ts';
import { mixRect, nearest, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import { contains, progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { type RaceRun, raceAt, runsOf } from '../../src/story/race/races.ts';
import { LEAVE, type RaceMoment, raceLayout, scalesLayout } from './layout.ts';
import { surfaceMap } from './SurfaceScene.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RacePart } from './story.ts';

/** How near the camera comes to the run that takes the lead. */
const NEAR = 2.2;

/** How near it comes to a later race, whose surface has been seen, at most; what of the picture the race fills then. */
const CLOSE = { most: 2.4, fills: 0.8 } as const;
/** Seconds in which it comes near and goes back. */
const CLOSING = 0.8;

/** A shot of a place of the map, as far as the map reaches. */
function shotAt(rect: Rect, place: Place, zoom: number): Shot {
  const [width, height] = [rect.width / (2 * zoom), rect.height / (2 * zoom)];
  const centres = {
    x: rect.x + width,
    y: rect.y + height,
    width: rect.width - 2 * width,
    height: rect.height - 2 * height,
  };
  return { at: nearest(centres, place), zoom };
}

/** The shot of a later race: near enough for its runs to fill the picture. */
function closeShot({ runs, start, name }: RaceView, rect: Rect, { x, y }: MapArea): Shot {
  const minima = SURFACES[name].minima;
  const staying = runs.filter(({ outSince }) => outSince === null).flatMap(({ points }) => points);
  const places = [start, ...minima, ...staying].map(([a, b]): Place => nearest(rect, [x(a), y(b)]));
  const [left = 0, right = 0] = extent(places, ([at]) => at);
  const [top = 0, bottom = 0] = extent(places, ([, at]) => at);
  const zoom = CLOSE.fills * Math.min(rect.width / (right - left), rect.height / (bottom - top));
  return shotAt(rect, [(left + right) / 2, (top + bottom) / 2], clamp(zoom, 1, CLOSE.most));
}

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
  const back = kind === 'lesson' ? 1 : 0;
  const settled = at.wide ? m.through(makeRoom) : 1;
  const entered = m.between(LEAVE, 0.3);
  // What belongs to the one in focus comes and goes with it; its words wait until its drawing is in place.
  const fade = Math.round(0.25 * m.story.fps);
  const goes = stretch === stretches.at(-1) ? 1 : Math.min(1, (end - m.frame) / fade);
  const comes = (from: number): number => easeOut(progress({ start: from, end: from + fade }, m.frame));
  const shown = comes(at.wide && start === makeRoom.start ? makeRoom.end : start);
  const shot = shotOf(m, part, view, at.map);
  const area = mapArea(view, at.map, shot);
  const charted = at.wide ? progress({ start: makeRoom.end, end: makeRoom.end + 10 }, m.frame) : entered;
  return (
    <g>
      {surfaceMap(m, view, area, { axes: kept ? 0 : Math.max(0, 1 - 4 * (shot.zoom - 1)) })}
      <Trails
        m={m}
        id={`${m.part.id}-paths`}
        area={area}
        clock={clock}
        runs={runs}
        focus={focus}
        back={back}
        named={entered}
      />
      {wideRates(m, run, view, area)}
      <Fade in={entered}>
        {ranking(m, part.board, view, at.ranking, { focus, back })}
        <Fade in={Math.min(comes(start), goes)}>
          {update(m, run, clock, { large: at.lesson, small: at.update, settled, shown })}
        </Fade>
      </Fade>
      {settled === 1 && <Fade in={charted}>{chart(m, part, view, at.chart, focus, back)}</Fade>}
    </g>
  );
}

/** Half the width of the oval of a winner's rates, as a share of the map's. */
const OVAL = 0.24;

/** While it is said how a winner's first rates differ: these as an oval about the start, as wide and high as they are. */
function wideRates(
  m: RaceMoment,
  run: RaceRun,
  { start }: RaceView,
  { x, y, rect }: MapArea,
): ReactElement | null {
  const { part, story, stage } = m;
  const said = story.captions.find(
    ({ message, start: from }) => message.key === 'captionAxes' && from >= part.start && from < part.end,
  );
  const [along = 0, across = 0] = run.updates[0]?.rates ?? [];
  const shown =
    said === undefined ? 0 : m.through({ start: said.start, end: said.start + Math.round(0.6 * story.fps) });
  if (shown === 0) return null;
  const longest = OVAL * Math.min(rect.width, rect.height / 0.62);
  const [rx, ry] = [along, across].map((rate) =>
    Math.max(3, (longest * shown * rate) / Math.max(along, across)),
  );
  const at: Place = [x(start[0]), y(start[1])];
  const colour = runColour(stage.theme, run.lane);
  return (
    <Clipped id={`${part.id}-oval`} rect={rect}>
      <RateOval at={at} rx={rx ?? 0} ry={ry ?? 0} colour={colour} />
    </Clipped>
  );
}

/** Excess loss against step, all runs at once, the one in focus on top. */
function chart(
  m: RaceMoment,
  { clock }: RacePart<'race'>,
  { runs, steps, excess, excesses }: RaceView,
  rect: Rect,
  focus: number,
  back: number,
): ReactElement {
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id={`${m.part.id}-chart`}
      x={{ label: m.say('steps', { n: steps }), domain: [0, steps] }}
      y={{ label: m.say('raceChart', { epsilon: EPSILON }), domain: [excess[0], 1.3 * excess[1]], log: true }}
      series={focusLast(runs, focus).map(([i, { lane }]) => {
        const head = m.head(clock, excesses[i]?.length);
        return {
          values: excesses[i] ?? [],
          upTo: head.step + head.t,
          run: lane,
          colour: runColour(m.stage.theme, lane),
          // Only background lines are dashed: dashes would distort the peaks of a zigzag.
          ...(i === focus ? {} : { dash: runDash(lane), width: 3.5, opacity: 1 - 0.5 * back }),
        };
      })}
    />
  );
}

/** Seconds in which the map of the race becomes the middle one of three. */
const SHRINK = 0.8;

/** The same race three times on one playhead: with half the rates, with the rates as they are, and with twice the rates. */
export function scalesScene(
  m: RaceMoment,
  { race, clock, boards }: RacePart<'scales'>,
  trace: RaceTrace,
): ReactElement {
  const view = viewOf(trace, race);
  const { map: whole } = raceLayout(m.stage, view.runs);
  const panels = scalesLayout(m.stage, view.runs);
  const shrunk = m.between(LEAVE, SHRINK);
  const others = m.between(LEAVE + SHRINK - 0.3, 0.6);
  const tuned = raceAt(trace, race).rates === 'tuned';
  // The middle one is drawn last: it covers the others while it is large.
  return each([0, 2, 1], (index) => {
    const [panel, shown] = [panels[index], boards[index]];
    if (panel === undefined || shown === undefined) return null;
    const { title, map } = panel;
    const { scale, board } = shown;
    const runs = runsOf(trace, race, scale);
    const middle = index === 1;
    const area = mapArea(view, middle ? mixRect(whole, map, shrunk) : map);
    return (
      <g>
        <Fade in={others}>
          {m.text(m.say('scaleTitle', { scale, tuned }), [title.x, title.y + 32], {
            size: SIZE.medium,
            bold: true,
            width: title.width,
          })}
          {ranking(m, board, { ...view, runs }, panel.ranking)}
        </Fade>
        <Fade in={middle ? 1 : others}>
          {surfaceMap(m, view, area, { id: `map-${index}` })}
          <Trails
            m={m}
            id={`${m.part.id}-paths-${index}`}
            area={area}
            clock={clock}
            runs={runs}
            size={0.75}
          />
        </Fade>
      </g>
    );
  });
}
