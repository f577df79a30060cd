import { extent, max, mean, min } from 'd3-array';
import { type Shot, shotBetween } from '../../src/scene/camera.ts';
import { FRONT, type Orbit, orbiting, type Spot } from '../../src/scene/orbit.ts';
import type { Rect } from '../../src/scene/rect.ts';
import type { Interval } from '../../src/scene/scale.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';

/** Added to the loss before its logarithm is taken, in picture and sound; the minimum possible loss is 0. */
export const EPSILON = 1e-3;

/** A diverging training leaves the chart at this multiple of its initial loss. */
const BEYOND = 30;

/** Loss + ε after every epoch, and the range of chart and pitch. */
export const lossesOf = remember(({ runs }: FeatureTrace) => {
  const values = (runs[0]?.losses ?? []).map((loss) => excessLoss(loss, 0, EPSILON));
  const low = min(values) ?? EPSILON;
  const high = Math.min(max(values) ?? 0, BEYOND * (values[0] ?? 1));
  const domain: Interval = [0.8 * low, Math.max(1.4 * high, 2 * low)];
  return { values, domain };
});

/** How the cloud is looked at. */
export interface Sight {
  /** Where it is drawn. */
  readonly rect: Rect;
  /** From where; its nearness is relative to the size of the cloud. */
  readonly orbit: Orbit;
  /** 1: in space, with depth. 0: in the plane that the film uses. */
  readonly solid: number;
  /** 1: close to the untrained cloud. 0: all that it will ever fill. */
  readonly close: number;
}

/** The plane as the film uses it. */
export const flatSight = (rect: Rect): Sight => ({ rect, orbit: FRONT, solid: 0, close: 0 });

/** Share of the view that the untrained cloud fills when the camera is close. */
const FILLED = 0.5;
/** Where a training diverges, the cloud before it is as small as you like. */
const CLOSEST = 1000;

/** What the view must hold: the plane's part with every point at all epochs, the same in space, and the untrained cloud. */
const regionsOf = remember(({ positions, depths, params }: FeatureTrace) => {
  const star = params.projection.kind === 'star';
  const all = positions.flat();
  const [left = 0, right = 0] = star ? [-1, 1] : extent(all, ([x]) => x);
  const [bottom = 0, top = 0] = star ? [-1, 1] : extent(all, ([, y]) => y);
  const wide = (i: number, [x]: readonly number[], epoch: readonly number[]): number => {
    const [a, b] = [Math.abs(x ?? 0), Math.abs(epoch[i] ?? 0)];
    const most = Math.max(a, b, 1e-300);
    return most * Math.sqrt((a / most) * (a / most) + (b / most) * (b / most));
  };
  const around = max(positions, (epoch, k) => max(epoch, (spot, i) => wide(i, spot, depths?.[k] ?? []))) ?? 0;
  const untrained = positions[0] ?? [];
  const ball: Spot = [mean(untrained, ([x]) => x) ?? 0, mean(untrained, ([, y]) => y) ?? 0, 0];
  const size = max(untrained, ([x, y]) => Math.max(Math.abs(x - ball[0]), Math.abs(y - ball[1]))) ?? 0;
  const half = Math.max((right - left) / 2, (top - bottom) / 2, 1e-9);
  return {
    centre: [(left + right) / 2, (bottom + top) / 2] as const,
    half: [Math.max((right - left) / 2, 1e-9), Math.max((top - bottom) / 2, 1e-9)] as const,
    /** Radius of what turns. */
    around: Math.max(around, 1e-9),
    ball,
    zoom: clamp((FILLED * half) / Math.max(size, 1e-300), 1, CLOSEST),
  };
});

/** Epochs in which the camera draws back from the untrained cloud: while it bursts. */
const DRAWS_BACK = 3;

/** How close the camera is to the untrained cloud at an epoch: 1 before training, 0 once the cloud has burst. */
export function closeness({ runs, predictions }: FeatureTrace, { step, t }: Playhead): number {
  const last = predictions.length - 1;
  const burst = runs[0]?.status === 'diverged' ? last : Math.min(DRAWS_BACK, last);
  return 1 - easeInOut(clamp((step + t) / Math.max(burst, 1e-9), 0, 1));
}

/** A view of the cloud: where it shows a spot, with a depth of −1 (far) to 1 (near). */
export interface View extends Sight {
  readonly at: (x: number, y: number, z: number) => Spot;
  /** How many times as large as usual. */
  readonly zoom: number;
}

/** Share of the rectangle that the cloud fills in space: what is near grows. */
const ROOM = 0.88;

/** The largest undistorted view of the plane, or of the space, that fits into a rectangle. */
export function viewOf(trace: FeatureTrace, sight: Sight): View {
  const { rect, orbit, solid, close } = sight;
  const { centre, half, around, ball, zoom: closest } = regionsOf(trace);
  const flat = Math.min(rect.width / half[0], rect.height / half[1]) / 2;
  const space = (ROOM * Math.min(rect.width / around, rect.height / Math.max(half[1], 0.7 * around))) / 2;
  const unit = lerp(flat, space, solid);
  const seen = orbiting({ ...orbit, nearness: orbit.nearness / around });
  const middle = [centre[0] * (1 - solid), centre[1] * (1 - solid)] as const;
  const scaled = (x: number, y: number) => [unit * (x - middle[0]), -unit * (y - middle[1])] as const;
  const [bx, by] = seen(ball);
  const shot: Shot = shotBetween(
    { at: [0, 0], zoom: 1 },
    { at: scaled(bx, by), zoom: closest },
    closest > 1 ? close : 0,
  );
  const { zoom } = shot;
  const [left, top] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  return {
    ...sight,
    zoom,
    // What seenAt does, written out: it is asked for thousands of points a frame.
    at: (x, y, z) => {
      const [right, up, near] = seen([x, y, z]);
      return [
        left + zoom * (unit * (right - middle[0]) - shot.at[0]),
        top + zoom * (-unit * (up - middle[1]) - shot.at[1]),
        near / around,
      ];
    },
  };
}

/** Where a view shows a point at an epoch, or on its way to the next. */
export function pointAt({ positions, depths }: FeatureTrace, { at }: View, index: number, head: Playhead) {
  const { step, t } = head;
  const from = positions[step]?.[index] ?? positions.at(-1)?.[index] ?? [0, 0];
  const to = positions[step + 1]?.[index] ?? from;
  const near = depths?.[step]?.[index] ?? 0;
  const next = depths?.[step + 1]?.[index] ?? near;
  return at(lerp(from[0], to[0], t), lerp(from[1], to[1], t), lerp(near, next, t));
}
