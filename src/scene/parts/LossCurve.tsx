import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { polyline, sample } from '../curve.ts';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { Axes, Clipped, type PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { GlowingPath } from './Glow.tsx';
import { Marker } from './Marker.tsx';
import { Line } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

const CURVE_SAMPLES = 241;
/** What lies far outside a plot is drawn just outside it: steep walls must not put huge numbers into the markup. */
const OUTSIDE = 6000;

/** The plot of a loss over one parameter, and whether it is one of several, without space for axes and names. */
export interface CurveArea extends PlotArea {
  readonly id: string;
  readonly compact: boolean;
  /** Parameter values from its left edge to its right. */
  readonly domain: Interval;
}

/** What a plot shows: parameter values and losses. */
export interface CurveWindow {
  readonly x: Interval;
  readonly loss: Interval;
}

const mix = (a: Interval, b: Interval, t: number): Interval => [lerp(a[0], b[0], t), lerp(a[1], b[1], t)];

/** The window at a fraction of the way from one to another: a camera that moves. */
export const mixWindow = (from: CurveWindow, to: CurveWindow, t: number): CurveWindow => ({
  x: mix(from.x, to.x, t),
  loss: mix(from.loss, to.loss, t),
});

/** The plot of a window in a rectangle. @param id unique in the frame */
export const curveArea = (window: CurveWindow, rect: Rect, id: string, compact = false): CurveArea => ({
  id,
  compact,
  rect,
  domain: window.x,
  x: linearScale(window.x, [rect.x, rect.x + rect.width]),
  y: linearScale(window.loss, [rect.y + rect.height, rect.y]),
});

/** A minimum with its mark: full for a global one, hollow for a local one. */
export interface CurveMark {
  readonly at: number;
  readonly full: boolean;
  readonly name: string;
  /** A second line, where there is space for it. */
  readonly detail: string;
}

/**
 * A loss over one parameter: the curve over its ground, with its axes and minima; the caller draws what moves on it, on top.
 *
 * @param props.value the loss at a parameter
 * @param props.heights losses between which the axis has its ticks
 * @param props.shown opacity of the axes, 0 to 1
 * @param props.named opacity of the minima's names, 0 to 1
 * @param props.ball place of the ball: a mark that it would half cover is left out
 */
export function LossCurve(props: {
  readonly stage: Stage;
  readonly area: CurveArea;
  readonly value: (x: number) => number;
  readonly labels: { readonly x: string; readonly y: string };
  readonly heights: Interval;
  readonly minima: readonly CurveMark[];
  readonly shown?: number;
  readonly named?: number;
  readonly ball?: Place | undefined;
}): ReactElement {
  const { stage, area, value, labels, heights, shown = 1, named = 1 } = props;
  const { theme } = stage;
  const { rect, compact, domain } = area;
  const d = polyline(
    sample(value, domain, CURVE_SAMPLES, area.x, area.y).map(
      ([sx, sy]) => [sx, clamp(sy, -OUTSIDE, OUTSIDE)] as const,
    ),
  );
  const floor = rect.y + rect.height;
  const ground = `${d}L${px(rect.x + rect.width)} ${px(floor)}L${px(rect.x)} ${px(floor)}Z`;
  const inside = (loss: number): boolean => area.y(loss) >= rect.y - 1 && area.y(loss) <= floor + 1;
  return (
    <g>
      {compact ? (
        <Line from={[rect.x, floor]} to={[rect.x + rect.width, floor]} stroke={theme.line} />
      ) : (
        <Fade in={shown}>
          <Axes
            stage={stage}
            area={area}
            xTicks={ticks(domain, 5)}
            yTicks={ticks(heights, rect.height > 400 ? 5 : 3).filter(inside)}
            xLabel={labels.x}
            yLabel={labels.y}
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
          {/* High to low, as surfaces are coloured. */}
          {each([...theme.heights.keys()], (i) => (
            <stop
              offset={px(i / (theme.heights.length - 1))}
              stopColor={theme.heights[theme.heights.length - 1 - i] ?? theme.panel}
              stopOpacity={0.7}
            />
          ))}
        </linearGradient>
        <path d={ground} fill={`url(#${area.id}-ground)`} />
        <GlowingPath d={d} stroke={theme.curve} width={compact ? 4 : 6} strength={0.7} />
      </Clipped>
      {named > 0 && minimaOf(props, named)}
    </g>
  );
}

/** Marks and, if there is space, names of the minima. A name that would touch the first one is left out. */
function minimaOf(
  { stage, area, value, minima, ball }: Parameters<typeof LossCurve>[0],
  named: number,
): ReactElement {
  const { theme } = stage;
  const { rect, x, y, compact } = area;
  const style = { size: SIZE.small, anchor: 'middle', opacity: named } as const;
  const roomy = rect.height > 400;
  const found = minima.map((mark) => {
    const half = textWidth(stage, mark.name, { ...style, bold: true }) / 2;
    const place: Place = [x(mark.at), y(value(mark.at))];
    return {
      ...mark,
      half,
      place,
      centre: clamp(place[0], rect.x + half + 8, rect.x + rect.width - half - 8),
    };
  });
  return each(found, ({ full, name, detail, half, place, centre }, i) => {
    const [left, top] = place;
    const r = (compact ? 7 : 11) * named;
    const covered = ball !== undefined && Math.abs(ball[0] - left) < 3 * r && Math.abs(ball[1] - top) < 3 * r;
    const [other] = found;
    const crowded = i > 0 && other !== undefined && Math.abs(other.centre - centre) < other.half + half + 24;
    const baseline = Math.min(top + 56, rect.y + rect.height - (roomy ? 52 : 14));
    const lettered = !compact && !crowded;
    return (
      <g>
        {!covered && (
          <Marker
            run={2}
            at={place}
            r={r}
            fill={full ? theme.text : theme.background}
            stroke={theme.text}
            width={3}
          />
        )}
        {lettered && text(stage, name, [centre, baseline], { ...style, bold: true })}
        {lettered && roomy && text(stage, detail, [centre, baseline + 38], { ...style, fill: 'quiet' })}
      </g>
    );
  });
}
