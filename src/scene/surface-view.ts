import { clamp, cosPi, lerp } from '../sim/maths.ts';
import type { Place2 } from '../sim/objectives/surface.ts';
import { orbiting } from './orbit.ts';
import type { MapArea, Relief } from './parts/SurfaceMap.tsx';
import type { Place } from './rect.ts';

/** From where a surface is seen in space. */
export interface SurfaceView {
  /** 0 from above, as a map without heights; 1 as a relief, in perspective. */
  readonly relief: number;
  /** How far it is turned to the right, in half turns. */
  readonly turn: number;
}

/** The tilt of a full relief; 0.5 is from above. */
const TILT = 0.22;
/** Height of the walls relative to the shorter side, and losses (of a start's) at which heights begin to level off. */
const WALLS = 0.55;
const LEVELLING = 2500;
/** Width and height of a full relief, relative to the rectangle. */
const FILLS = [1, 1] as const;
/** The same of a straight relief, whose low corners are empty and whose high ones stand up. */
const FILLS_STRAIGHT = [1.12, 0.95] as const;
/** How far up it is moved, relative to the rectangle: what is near is larger. */
const RISE = 0.04;
/** Distance of the viewer in sizes of the rectangle. */
const DISTANCE = 1.8;
/** What lies further outside than this, in half sizes of the rectangle, is drawn there. */
const OUTSIDE = 5;

/** Where a surface that is seen in space shows a spot on it. */
export type OnSurface = (point: Place2) => Place;

/** A height for every point, 1 at the walls of the surface. */
export type HeightOf = (point: Place2) => number;

/** Heights above the minimum. Unless the relief is straight they level off far above the start's, so that no wall hides what is below. */
export function heightOf({ surface, ground, window, straight = false }: Relief): HeightOf {
  const scale = LEVELLING * ground;
  const at = (point: Place2): number => {
    const excess = Math.max(surface.value(point) - surface.leastLoss, 0);
    if (straight) return excess;
    return excess < Number.MAX_VALUE ? excess / (excess + scale) : 1;
  };
  const walls = window.x.flatMap((x) => window.y.map((y) => at([x, y])));
  const highest = Math.max(...walls, straight ? Number.MIN_VALUE : 0.05);
  return (point) => at(point) / highest;
}

/** The projection of a surface's spots, on the rectangle in which the map would show them. */
export function onSurface(
  relief: Relief,
  area: MapArea,
  { relief: amount, turn: full }: SurfaceView,
): OnSurface {
  const { rect } = area;
  const [cx, cy] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const { x: across, y: along } = relief.window;
  const [width, length] = [area.x(across[1]) - area.x(across[0]), area.y(along[0]) - area.y(along[1])];
  const [turn, tilt] = [full * amount, lerp(0.5, TILT, amount)];
  const tall = WALLS * Math.min(width, length);
  const [c, s, slope] = [Math.abs(cosPi(turn)), Math.abs(cosPi(turn - 0.5)), cosPi(tilt - 0.5)];
  // How large it is seen: as large as fits.
  const wide = c * width + s * length;
  const high = (s * width + c * length) * slope + tall * cosPi(tilt);
  const [fillsWidth, fillsHeight] = relief.straight ? FILLS_STRAIGHT : FILLS;
  const fit = Math.min((fillsWidth * rect.width) / wide, (fillsHeight * rect.height) / high);
  const zoom = lerp(1, fit, amount);
  const see = orbiting({ turn, tilt, nearness: amount / (DISTANCE * Math.max(rect.width, rect.height)) });
  const height = heightOf(relief);
  // It turns about the middle of its own window.
  const [mx, my] = [
    lerp(cx, area.x((across[0] + across[1]) / 2), amount),
    lerp(cy, area.y((along[0] + along[1]) / 2), amount),
  ];
  const bounded = (value: number, half: number): number => clamp(value, -OUTSIDE * half, OUTSIDE * half);
  return ([x, y]) => {
    const right = bounded(area.x(x) - mx, rect.width / 2);
    const up = bounded(my - area.y(y), rect.height / 2);
    const spot = [right, tall * amount * (height([x, y]) - 0.5), -up] as const;
    const [sx, sy] = see([zoom * spot[0], zoom * spot[1], zoom * spot[2]]);
    return [lerp(mx, cx, amount) + sx, lerp(my, cy - RISE * rect.height, amount) - sy];
  };
}

/** How far a surface is turned at a time, swaying slowly. @param seconds since it is seen */
export const swaying = (seconds: number): number => 0.37 - 0.05 * cosPi(seconds / 8);
