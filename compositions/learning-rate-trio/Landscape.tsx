import type { ReactElement } from 'react';
import { polyline, sample } from '../../src/scene/curve.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Axes, Clipped, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { GlowingPath } from '../../src/scene/parts/Glow.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Line } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import { px } from '../../src/scene/px.ts';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { type Interval, linearScale, ticks } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { TrioTrace } from './simulation.ts';
import { type View, viewOf } from './view.ts';

const CURVE_SAMPLES = 241;
/** What lies far outside a plot is drawn just outside it: steep walls must not put huge numbers into the markup. */
const OUTSIDE = 6000;

/** The landscape's plot, and whether it is one of several, without space for axes and names. */
export interface LandscapeArea extends PlotArea {
  readonly id: string;
  readonly compact: boolean;
  /** Parameter values from its left edge to its right. */
  readonly domain: Interval;
}

/** What a plot shows of the landscape. */
export interface Window {
  readonly x: Interval;
  readonly loss: Interval;
}

/** All of it, with space below for names, or in a compact plot without. */
export const wholeWindow = (view: View, compact = false): Window => ({
  x: view.x,
  loss: compact ? view.compactLoss : view.loss,
});

const mix = (a: Interval, b: Interval, t: number): Interval => [lerp(a[0], b[0], t), lerp(a[1], b[1], t)];

/** The window at a fraction of the way from one to another. */
export const mixWindow = (from: Window, to: Window, t: number): Window => ({
  x: mix(from.x, to.x, t),
  loss: mix(from.loss, to.loss, t),
});

/** The plot area of the landscape in a rectangle. */
export const landscapeArea = (window: Window, rect: Rect, id: string, compact = false): LandscapeArea => ({
  id,
  compact,
  rect,
  domain: window.x,
  x: linearScale(window.x, [rect.x, rect.x + rect.width]),
  y: linearScale(window.loss, [rect.y + rect.height, rect.y]),
});

/** A plot's curve, as path data. */
function curveIn(trace: TrioTrace, { domain, x, y }: LandscapeArea): string {
  return polyline(
    sample((at) => doubleWellValue(trace.params.objective, at), domain, CURVE_SAMPLES, x, y).map(
      ([sx, sy]) => [sx, clamp(sy, -OUTSIDE, OUTSIDE)] as const,
    ),
  );
}

/**
 * The curve over its ground, with its axes; the caller draws what moves on it, on top.
 *
 * @param shown opacity of the axes, 0 to 1
 * @param named opacity of the minima's names, 0 to 1
 * @param ball position of the ball: a mark that it would half cover is left out
 */
export function landscape(
  m: Moment,
  trace: TrioTrace,
  area: LandscapeArea,
  { shown = 1, named = 1, ball }: { shown?: number; named?: number; ball?: Place },
): ReactElement {
  const { theme } = m.stage;
  const { rect, compact, domain } = area;
  const view = viewOf(trace);
  const d = curveIn(trace, area);
  const floor = rect.y + rect.height;
  const losses: Interval = view.loss;
  const ground = `${d}L${px(rect.x + rect.width)} ${px(floor)}L${px(rect.x)} ${px(floor)}Z`;
  return (
    <g>
      {compact ? (
        <Line from={[rect.x, floor]} to={[rect.x + rect.width, floor]} stroke={theme.line} />
      ) : (
        <Fade in={shown}>
          <Axes
            stage={m.stage}
            area={area}
            xTicks={ticks(domain, 5)}
            yTicks={ticks(losses, rect.height > 400 ? 5 : 3).filter((tick) => inside(area, tick))}
            xLabel={m.say('parameter')}
            yLabel={m.say('loss')}
          />
        </Fade>
      )}
      <Clipped id={area.id} rect={rect}>
        <linearGradient
          id={`${area.id}-ground`}
          gradientUnits="userSpaceOnUse"
          x1={0}
          y1={px(rect.y)}
          x2={0}
          y2={px(floor)}
        >
          <stop offset={0} stopColor={theme.curve} stopOpacity={0.16} />
          <stop offset={1} stopColor={theme.curve} stopOpacity={0.03} />
        </linearGradient>
        <path d={ground} fill={`url(#${area.id}-ground)`} />
        <GlowingPath d={d} stroke={theme.curve} width={compact ? 4 : 6} strength={0.7} />
      </Clipped>
      {named > 0 && minima(m, trace, area, named, ball)}
    </g>
  );
}

const inside = ({ rect, y }: LandscapeArea, loss: number): boolean =>
  y(loss) >= rect.y - 1 && y(loss) <= rect.y + rect.height + 1;

/** Marks and, if there is space, names of the minima. A name that would touch the other one is left out. */
function minima(
  m: Moment,
  trace: TrioTrace,
  { rect, x, y, compact }: LandscapeArea,
  named: number,
  ball: Place | undefined,
): ReactElement {
  const { theme } = m.stage;
  const { globalMinimum, localMinimum, equalMinima } = trace.facts;
  const style = { size: SIZE.small, anchor: 'middle', opacity: named } as const;
  const found = [...globalMinimum, ...(localMinimum ?? [])].map((at, i) => {
    const isGlobal = i === 0 || equalMinima;
    const name = m.say(localMinimum === null ? 'onlyMinimum' : isGlobal ? 'globalMinimum' : 'localMinimum');
    const half = textWidth(m.stage, name, { ...style, bold: true }) / 2;
    const place: Place = [x(at), y(doubleWellValue(trace.params.objective, at))];
    const centre = clamp(place[0], rect.x + half + 8, rect.x + rect.width - half - 8);
    return { at, isGlobal, name, half, place, centre };
  });
  const roomy = rect.height > 400;
  return each(found, ({ at, isGlobal, name, half, place, centre }, i) => {
    const [left, top] = place;
    const r = (compact ? 7 : 11) * named;
    const covered = ball !== undefined && Math.abs(ball[0] - left) < 3 * r && Math.abs(ball[1] - top) < 3 * r;
    const [other] = found;
    const crowded = i > 0 && other !== undefined && Math.abs(other.centre - centre) < other.half + half + 24;
    const baseline = Math.min(top + 56, rect.y + rect.height - (roomy ? 52 : 14));
    return (
      <g>
        {!covered && (
          <Marker
            run={2}
            at={place}
            r={r}
            fill={isGlobal ? theme.text : theme.background}
            stroke={theme.text}
            width={3}
          />
        )}
        {!compact && !crowded && m.text(name, [centre, baseline], { ...style, bold: true })}
        {!compact &&
          !crowded &&
          roomy &&
          m.text(m.say('at', { x: at }), [centre, baseline + 38], { ...style, fill: 'quiet' })}
      </g>
    );
  });
}
