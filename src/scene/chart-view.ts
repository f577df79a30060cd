import type { Interval } from '../sim/interval.ts';
import { clamp, exp, lerp, ln } from '../sim/maths.ts';
import { easeInOut } from '../story/ease.ts';
import type { Rect } from './rect.ts';

/** An axis of a chart. */
export interface ChartAxis {
  readonly domain: Interval;
  /** Logarithmic; the domain is > 0. */
  readonly log: boolean;
}

/** What of a chart's axes is in the picture, as shares of them: 0 is an axis's beginning, 1 its end. */
export interface ChartView {
  readonly x: Interval;
  readonly y: Interval;
}

export const WHOLE_CHART: ChartView = { x: [0, 1], y: [0, 1] };

/** The value at a share of an axis. */
export const valueOn = ({ domain: [low, high], log }: ChartAxis, share: number): number =>
  log ? exp(lerp(ln(low), ln(high), share)) : lerp(low, high, share);

/** The share of an axis at which a value lies: below 0 and above 1 for those outside. */
export const shareOn = ({ domain: [low, high], log }: ChartAxis, value: number): number =>
  high === low
    ? 0
    : log
      ? ln(Math.max(value, low / 1e4) / low) / ln(high / low)
      : (value - low) / (high - low);

/** The part of an axis that a view shows. */
export const seenOn = (axis: ChartAxis, [from, to]: Interval): Interval => [
  from === 0 ? axis.domain[0] : valueOn(axis, from),
  to === 1 ? axis.domain[1] : valueOn(axis, to),
];

const between = ([a, b]: Interval, [c, d]: Interval, t: number): Interval => [lerp(a, c, t), lerp(b, d, t)];

/** The view a fraction of the way from one to another. */
export const viewBetween = (one: ChartView, other: ChartView, t: number): ChartView =>
  t <= 0 ? one : t >= 1 ? other : { x: between(one.x, other.x, t), y: between(one.y, other.y, t) };

/** The rectangle a fraction of the way from one to another. */
export const rectBetween = (one: Rect, other: Rect, t: number): Rect =>
  t <= 0
    ? one
    : t >= 1
      ? other
      : {
          x: lerp(one.x, other.x, t),
          y: lerp(one.y, other.y, t),
          width: lerp(one.width, other.width, t),
          height: lerp(one.height, other.height, t),
        };

/** Space above and below what is looked at, as a share of its height; and the least height of a view. */
const MARGIN = 0.3;
const FLATTEST = 0.03;

/** A view of a stretch of the x axis in which all of some places, given as shares of the axes, are as large as can be. */
export function closeView(x: Interval, places: readonly (readonly [x: number, y: number])[]): ChartView {
  const seen = places.flatMap(([at, y]) => (at >= x[0] && at <= x[1] ? [clamp(y, 0, 1)] : []));
  if (seen.length === 0) return { x, y: [0, 1] };
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const height = Math.min(1, Math.max(FLATTEST, (high - low) * (1 + 2 * MARGIN)));
  const bottom = clamp((low + high - height) / 2, 0, 1 - height);
  return { x, y: [bottom, bottom + height] };
}

/** How close a camera is that goes somewhere and comes back, 0 to 1: on its way for `ease` at either end, in the units of the times. */
export const visiting = (
  { start, end }: { readonly start: number; readonly end: number },
  at: number,
  ease: number,
): number => easeInOut(clamp(Math.min((at - start) / ease, (end - at) / ease), 0, 1));
