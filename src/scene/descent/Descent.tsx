import type { ReactElement } from 'react';
import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { clamp } from '../../sim/maths.ts';
import { doubleWellValue } from '../../sim/objectives/double-well.ts';
import type { StepClock } from '../../story/clock.ts';
import { phaseOf } from '../../story/phase.ts';
import type { Playhead } from '../../story/playhead.ts';
import { alongHop, type Hop, hop } from '../hop.ts';
import type { Moment } from '../moment.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Clipped } from '../parts/Axes.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow } from '../parts/Glow.tsx';
import { HopTrail } from '../parts/HopTrail.tsx';
import type { CurveArea } from '../parts/LossCurve.tsx';
import { Box, Dot, Line } from '../parts/shapes.tsx';
import { textWidth } from '../parts/Text.tsx';
import { inset, nearest, type Place, type Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import { SIZE } from '../stage.ts';
import { type Colour, runColour } from '../theme.ts';

/** Minimum duration of a step, in seconds, for its displacement to be drawn as an arrow. */
const READABLE_STEP = 0.4;
/** Steps shorter than this, in seconds, are too quick to show each slope. */
const QUICK_STEP = 0.25;
/** Slopes below the first count as level; above the second the arrow does not grow further. */
const [LEVEL, STEEP] = [0.02, 0.5];
/** The arrow along the slope: from the ball's centre, its length where it is level, and what a steep slope adds. */
const [BESIDE, SHORT, LONGER] = [50, 50, 120];
/** Between the arrow of a displacement and what it is. */
const APART = 18;
/** How far the ball may protrude beyond the plot's edge. */
const BALL_ROOM = 30;
/** Points far outside the panel are clamped to just outside: a diverging state must not put huge numbers into the markup. */
const OUTSIDE = inset({ x: 0, y: 0, width: 0, height: 0 }, -4000);

/** True if the current step is too quick to read its numbers. */
export const isQuick = ({ story }: Moment, { length }: Playhead): boolean =>
  length > 0 && length < QUICK_STEP * story.fps;

/** The current state of a run: a disc that glows, with a rim, so that it stands out against curve and trail. */
export const ball = (m: Moment, at: Place, r: number, colour: Colour, opacity = 1): ReactElement => (
  <g>
    <Glow at={at} r={r} colour={colour} strength={opacity} />
    <Dot at={at} r={r} fill={colour} stroke={m.stage.theme.background} width={r * 0.16} opacity={opacity} />
  </g>
);

/**
 * One run on the landscape: trail, slope, displacement and ball.
 *
 * @param tangent opacity of the arrow down the slope, 0 to 1
 * @param step what the arrow of the displacement is
 * @param named whether it is told where the ball is while that is outside the picture
 * @param r radius of the ball
 * @param trail opacity of where it has been
 * @param arriving how much the ball still has the landscape's neutral colour, 1 to 0
 */
export function descent(
  m: Moment,
  trace: DescentTrace,
  index: number,
  run: RateRun,
  head: Playhead,
  area: CurveArea,
  {
    tangent = 0,
    trail = 1,
    arriving = 0,
    named = true,
    step = '',
    r = area.compact ? 14 : 22,
  }: { tangent?: number; trail?: number; arriving?: number; named?: boolean; step?: string; r?: number },
): ReactElement {
  const { theme } = m.stage;
  const { rect, compact } = area;
  const colour = runColour(theme, index);
  const parameterAt = linearScale([rect.x, rect.x + rect.width], area.domain);
  const ground = (sx: number): number => area.y(doubleWellValue(trace.params.objective, parameterAt(sx)));
  const state = (k: number): Place =>
    nearest(OUTSIDE, [area.x(run.points[k]?.[0] ?? 0), area.y(run.losses[k] ?? 0)]);
  const jump = (k: number): Hop => hop(state(k), state(k + 1), ground);

  const moving = head.t > 0 && head.t < 1;
  const place = moving ? alongHop(jump(head.step), head.t) : state(head.done);
  // The slope belongs to a state: it fades as the ball leaves one and appears where it lands. In steps too quick to read
  // it is not shown: ten swings a second would explain nothing.
  const measured = moving && head.t > 0.5 ? head.step + 1 : head.done;
  const present = isQuick(m, head) ? 0 : moving ? Math.abs(1 - 2 * head.t) : 1;
  const slope = run.series.gradient[measured] ?? 0;
  const perUnit = (area.x(1) - area.x(0)) / (area.y(0) - area.y(1));
  const emphasis = phaseOf(head) === 'gradient' ? 1 : 0.7;
  const showsStep = head.length > READABLE_STEP * m.story.fps && phaseOf(head) !== 'idle' && head.t < 1;
  const floor = rect.y + rect.height - 24;
  const onScreen = ([x]: Place): Place => [clamp(x, rect.x - 40, rect.x + rect.width + 40), floor];
  const tip = onScreen(state(head.step + 1));
  return (
    <g>
      <Clipped id={`${area.id}-ball-${index}`} rect={inset(rect, compact ? -16 : -BALL_ROOM)}>
        <Fade in={trail}>
          <HopTrail
            run={index}
            done={head.done}
            state={state}
            hop={jump}
            age={moving ? head.t : 0}
            colour={colour}
            r={0.42 * r}
          />
        </Fade>
        {tangent * present > 0 && (
          <Fade in={tangent * emphasis * present}>
            {downhill(state(measured), slope, perUnit, theme.gradient)}
          </Fade>
        )}
        {!compact && showsStep && (
          <g>
            <Arrow from={onScreen(state(head.step))} to={tip} colour={colour} width={9} />
            {besideStep(m, step, [onScreen(state(head.step))[0], tip[0]], floor, rect, colour)}
          </g>
        )}
        {ball(m, place, r, colour)}
        {arriving > 0 && ball(m, place, r, theme.text, arriving)}
      </Clipped>
      {named && !moving && offChart(m, area, colour, run.points[head.done]?.[0] ?? 0, place)}
    </g>
  );
}

/** What a displacement is, beyond the tip of its arrow, or behind its tail if the plot ends there. */
function besideStep(
  m: Moment,
  words: string,
  [from, to]: readonly [number, number],
  y: number,
  { x, width }: Rect,
  colour: Colour,
): ReactElement | null {
  const style = { size: SIZE.small, bold: true, fill: colour } as const;
  const room = textWidth(m.stage, words, style) + 2 * APART;
  const onward = to >= from ? to + room <= x + width : to - room < x;
  const end = onward ? Math.max(from, to) : Math.min(from, to);
  return m.text(words, [onward ? end + APART : end - APART, y + 10], {
    ...style,
    anchor: onward ? 'start' : 'end',
  });
}

/** The last states of a run, to be gone through once more. */
const tailOf = (run: RateRun, states: number): RateRun => ({
  ...run,
  points: run.points.slice(-states),
  losses: run.losses.slice(-states),
  series: { ...run.series, gradient: run.series.gradient.slice(-states) },
});

/** A run that goes on as it ended, by a clock; nothing of one that has flown off. */
export function goesOn(
  m: Moment,
  trace: DescentTrace,
  index: number,
  clock: StepClock,
  area: CurveArea,
): ReactElement | null {
  const run = trace.runs[index];
  if (run === undefined || run.status === 'diverged') return null;
  const tail = tailOf(run, clock.onsets.length);
  return descent(m, trace, index, tail, m.head(clock, tail.points.length), area, { named: false });
}

/** An arrow down the slope beside a ball, the longer the steeper; a line without a head where it is level. */
function downhill(at: Place, slope: number, perUnit: number, colour: Colour): ReactElement {
  const rise = Math.abs(slope / perUnit);
  const norm = Math.sqrt(1 + rise * rise);
  const side = slope < 0 ? 1 : -1;
  const [ux, uy] = [side / norm, rise / norm];
  const length = SHORT + LONGER * Math.min(1, Math.abs(slope) / STEEP);
  const from: Place = [at[0] + side * uy * BESIDE, at[1] - BESIDE / norm];
  const to: Place = [from[0] + ux * length, from[1] + uy * length];
  return Math.abs(slope) < LEVEL ? (
    <Line from={[2 * from[0] - to[0], 2 * from[1] - to[1]]} to={to} stroke={colour} width={8} />
  ) : (
    <Arrow from={from} to={to} colour={colour} width={9} />
  );
}

/** Indicates where the ball has landed if that is outside the panel; without text if there is no space for it. */
function offChart(
  m: Moment,
  { rect, compact }: CurveArea,
  colour: Colour,
  x: number,
  place: Place,
): ReactElement | null {
  if (place[0] >= rect.x && place[0] <= rect.x + rect.width && place[1] >= rect.y) return null;
  const words = m.say('offChart', { x });
  const width = textWidth(m.stage, words, { bold: true });
  const left = place[0] < rect.x + rect.width / 2;
  const y = rect.y + 64;
  const tip = left ? rect.x + 8 : rect.x + rect.width - 8;
  const start = left ? tip + 62 : tip - 62 - width;
  const label = { x: start - 12, y: y - 28, width: width + 24, height: 56 };
  return (
    <g>
      <Arrow from={[left ? tip + 44 : tip - 44, y]} to={[tip, y]} colour={colour} width={8} />
      {!compact && <Box rect={label} rx={10} fill={m.stage.theme.background} />}
      {!compact && m.text(words, [start, y + 12], { bold: true, fill: colour })}
    </g>
  );
}
