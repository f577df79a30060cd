import type { ReactElement } from 'react';
import type { Shot } from '../../src/scene/camera.ts';
import { shotBetween, wholeShot } from '../../src/scene/camera.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { contains, progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import type en from './en.json';
import { LEAVE, raceLayout } from './layout.ts';
import { focusLast, paths } from './Paths.tsx';
import { ranking } from './Ranking.tsx';
import { mapArea, surfaceMap } from './Surface.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RacePart, RaceStory } from './story.ts';
import { update } from './Update.tsx';
import { EPSILON, type View, viewOf } from './view.ts';

type M = Moment<RaceStory['parts'][number], keyof typeof en>;

/** How near the camera comes to the run that takes the lead. */
const NEAR = 2.2;

/** The camera on the map: near the run that takes the lead while it does. */
function shotOf(m: M, { near, clock, stretches }: RacePart<'race'>, view: View, rect: Rect): Shot {
  const whole = wholeShot(rect);
  if (near === null) return whole;
  const t = m.through(near.in) * (1 - m.through(near.out));
  const winner = view.runs[stretches.at(-1)?.focus ?? 0];
  const { done } = playheadAt(clock, near.in.end);
  const place = winner?.points[Math.min(done, winner.points.length - 1)];
  if (t === 0 || place === undefined) return whole;
  const { x, y } = mapArea(view, rect);
  const half = { width: rect.width / (2 * NEAR), height: rect.height / (2 * NEAR) };
  const kept = (value: number, low: number, length: number, margin: number): number =>
    Math.min(Math.max(value, low + margin), low + length - margin);
  const at = [
    kept(x(place[0]), rect.x, rect.width, half.width),
    kept(y(place[1]), rect.y, rect.height, half.height),
  ] as const;
  return shotBetween(whole, { at, zoom: NEAR }, t);
}

/** A race in progress, or finished. */
export function raceScene(m: M, part: RacePart<'race'>, trace: RaceTrace): ReactElement {
  const view = viewOf(trace, part.race);
  const { runs, surface } = view;
  const at = raceLayout(m.stage, runs);
  const stretch = part.stretches.find((range) => contains(range, m.frame)) ?? part.stretches.at(-1);
  const run = runs[stretch?.focus ?? 0];
  if (stretch === undefined || run === undefined) return <g />;
  const { kind, focus, start } = stretch;
  const back = kind === 'lesson' ? 1 : 0;
  const settled = at.wide ? m.through(part.makeRoom) : 1;
  const entered = m.between(LEAVE, 0.3);
  // What belongs to the one in focus comes and goes with it; its words wait until its drawing is in place.
  const fade = Math.round(0.25 * m.story.fps);
  const goes = stretch === part.stretches.at(-1) ? 1 : Math.min(1, (stretch.end - m.frame) / fade);
  const comes = (from: number): number => easeOut(progress({ start: from, end: from + fade }, m.frame));
  const placed = at.wide && start === part.makeRoom.start ? part.makeRoom.end : start;
  const shot = shotOf(m, part, view, at.map);
  const area = mapArea(view, at.map, shot);
  const charted = at.wide
    ? progress({ start: part.makeRoom.end, end: part.makeRoom.end + 10 }, m.frame)
    : entered;
  return (
    <g>
      {surfaceMap(m, view, area, { axes: Math.max(0, 1 - 4 * (shot.zoom - 1)) })}
      {paths(m, part.clock, runs, area, { focus, back })}
      <Fade in={entered}>
        {ranking(m, part.board, { runs, leastLoss: surface.leastLoss }, at.ranking, { focus, back })}
        <Fade in={Math.min(comes(start), goes)}>
          {update(m, run, part.clock, {
            large: at.lesson,
            small: at.update,
            settled,
            shown: comes(placed),
          })}
        </Fade>
      </Fade>
      {settled === 1 && <Fade in={charted}>{chart(m, part, view, at.chart, focus, back)}</Fade>}
    </g>
  );
}

/** Excess loss against step, all runs at once, the one in focus on top. */
function chart(
  m: M,
  { clock }: RacePart<'race'>,
  { runs, steps, excess, excesses }: View,
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
      y={{ label: m.say('chart', { epsilon: EPSILON }), domain: [excess[0], 1.3 * excess[1]], log: true }}
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
