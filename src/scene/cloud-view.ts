import { extent, max, mean } from 'd3-array';
import { clamp, lerp } from '../sim/maths.ts';
import { remember } from '../sim/remember.ts';
import type { Playhead } from '../story/playhead.ts';
import { shotBetween } from './camera.ts';
import { FRONT, type Orbit, orbiting, type Spot } from './orbit.ts';
import type { Rect } from './rect.ts';

/** Points in a plane after each step, y upwards, and where there is a third axis their depths towards the viewer. */
export interface Cloud {
  readonly positions: readonly (readonly (readonly [x: number, y: number])[])[];
  readonly depths: readonly (readonly number[])[] | null;
  /** Whether the view is the square from −1 to 1, as of star coordinates, and not as large as the cloud becomes. */
  readonly square: boolean;
}

/** How a cloud is looked at. */
export interface Sight {
  /** Where it is drawn. */
  readonly rect: Rect;
  /** From where; its nearness is relative to the size of the cloud. */
  readonly orbit: Orbit;
  /** 1: in space, with depth. 0: in the plane. */
  readonly solid: number;
  /** 1: close to the cloud of the first step. 0: all that it will ever fill. */
  readonly close: number;
}

/** The plane as it is. */
export const flatSight = (rect: Rect): Sight => ({ rect, orbit: FRONT, solid: 0, close: 0 });

/** Share of the view that the first cloud fills when the camera is close. */
const FILLED = 0.75;
/** Where what moves diverges, the cloud before it is as small as you like. */
const CLOSEST = 1000;

/** What the view must hold: the plane's part with every point after all steps, the same in space, and the first cloud. */
const regionsOf = remember(({ positions, depths, square }: Cloud) => {
  const all = positions.flat();
  const [left = 0, right = 0] = square ? [-1, 1] : extent(all, ([x]) => x);
  const [bottom = 0, top = 0] = square ? [-1, 1] : extent(all, ([, y]) => y);
  const wide = (i: number, [x]: readonly number[], step: readonly number[]): number => {
    const [a, b] = [Math.abs(x ?? 0), Math.abs(step[i] ?? 0)];
    const most = Math.max(a, b, 1e-300);
    return most * Math.sqrt((a / most) * (a / most) + (b / most) * (b / most));
  };
  const around = max(positions, (step, k) => max(step, (spot, i) => wide(i, spot, depths?.[k] ?? []))) ?? 0;
  const first = positions[0] ?? [];
  const ball: Spot = [mean(first, ([x]) => x) ?? 0, mean(first, ([, y]) => y) ?? 0, 0];
  const size = max(first, ([x, y]) => Math.max(Math.abs(x - ball[0]), Math.abs(y - ball[1]))) ?? 0;
  const half = [(right - left) / 2, (top - bottom) / 2].map((side) => Math.max(side, 1e-9));
  const [across = 1, upwards = 1] = half;
  return {
    centre: [(left + right) / 2, (bottom + top) / 2] as const,
    half: [across, upwards] as const,
    /** Radius of what turns. */
    around: Math.max(around, 1e-9),
    ball,
    zoom: clamp((FILLED * Math.max(across, upwards)) / Math.max(size, 1e-300), 1, CLOSEST),
  };
});

/** A view of a cloud: where it shows a spot, with a depth of −1 (far) to 1 (near). */
export interface CloudView extends Sight {
  readonly at: (x: number, y: number, z: number) => Spot;
  /** How many times as large as usual. */
  readonly zoom: number;
}

/** Share of the rectangle that the cloud fills in space: what is near grows. */
const ROOM = 0.88;

/** The largest undistorted view of the plane, or of the space, that fits into a rectangle. */
export function cloudView(cloud: Cloud, sight: Sight): CloudView {
  const { rect, orbit, solid, close } = sight;
  const { centre, half, around, ball, zoom: closest } = regionsOf(cloud);
  const flat = Math.min(rect.width / half[0], rect.height / half[1]) / 2;
  const space = (ROOM * Math.min(rect.width / around, rect.height / Math.max(half[1], 0.7 * around))) / 2;
  const unit = lerp(flat, space, solid);
  const seen = orbiting({ ...orbit, nearness: orbit.nearness / around });
  const middle = [centre[0] * (1 - solid), centre[1] * (1 - solid)] as const;
  const scaled = (x: number, y: number) => [unit * (x - middle[0]), -unit * (y - middle[1])] as const;
  const [bx, by] = seen(ball);
  const near = { at: scaled(bx, by), zoom: closest };
  const shot = shotBetween({ at: [0, 0], zoom: 1 }, near, closest > 1 ? close : 0);
  const { zoom } = shot;
  const [left, top] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  return {
    ...sight,
    zoom,
    // What seenAt does, written out: it is asked for thousands of points a frame.
    at: (x, y, z) => {
      const [right, up, depth] = seen([x, y, z]);
      return [
        left + zoom * (unit * (right - middle[0]) - shot.at[0]),
        top + zoom * (-unit * (up - middle[1]) - shot.at[1]),
        depth / around,
      ];
    },
  };
}

/** Where a view shows a point after a step, or on its way to the next. */
export function pointAt(
  { positions, depths }: Cloud,
  { at }: CloudView,
  index: number,
  head: Playhead,
): Spot {
  const { step, t } = head;
  const from = positions[step]?.[index] ?? positions.at(-1)?.[index] ?? [0, 0];
  const to = positions[step + 1]?.[index] ?? from;
  const near = depths?.[step]?.[index] ?? 0;
  const next = depths?.[step + 1]?.[index] ?? near;
  return at(lerp(from[0], to[0], t), lerp(from[1], to[1], t), lerp(near, next, t));
}
