import { type Interval, linearScale, type Scale } from '../../src/scene/scale.ts';
import type { Rect } from '../../src/scene/stage.ts';
import { clamp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import type { FeatureTrace } from './simulation.ts';

/** Added to the loss before its logarithm is taken, in picture and sound; the least loss there is, is 0. */
export const EPSILON = 1e-3;

/** What charts and pitch take the logarithm of. */
export const excessLoss = (loss: number): number => loss + EPSILON;

/** A training that diverges leaves the chart at this many times its first loss. */
const BEYOND = 30;

/** The losses that chart and pitch reach from and to, with some room. */
export const lossDomain = remember(({ runs }: FeatureTrace): Interval => {
  const losses = runs.flatMap((run) => run.losses.map(excessLoss));
  const low = Math.min(...losses);
  const high = Math.min(Math.max(...losses), BEYOND * (losses[0] ?? 1));
  return [0.8 * low, Math.max(1.4 * high, 2 * low)];
});

interface Extent {
  readonly x: Interval;
  readonly y: Interval;
}

/** The part of the plane in which every point stays through all epochs. */
const extentOf = remember(({ positions, params }: FeatureTrace): Extent => {
  let [left, right, bottom, top] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const points of positions) {
    for (const [x, y] of points) {
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
    }
  }
  if (params.projection.kind === 'star') return { x: [-1, 1], y: [-1, 1] };
  return { x: [left, right], y: [bottom, top] };
});

/** Maps the plane into a rectangle, both axes alike. */
export interface CloudArea {
  readonly rect: Rect;
  readonly x: Scale;
  readonly y: Scale;
  /** Scene units per unit of the plane. */
  readonly unit: number;
}

/** The largest undistorted view of the plane that fits a rectangle. */
export function cloudArea(trace: FeatureTrace, rect: Rect): CloudArea {
  const { x, y } = extentOf(trace);
  const unit = Math.min(rect.width / Math.max(x[1] - x[0], 1e-9), rect.height / Math.max(y[1] - y[0], 1e-9));
  const [cx, cy] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const [mx, my] = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  return {
    rect,
    unit,
    x: linearScale([mx, mx + 1], [cx, cx + unit]),
    y: linearScale([my, my + 1], [cy, cy - unit]),
  };
}

/** Diameter of a point: many points are small ones. */
export const pointSize = (points: number): number => clamp(10 * Math.sqrt(1000 / points), 4, 14);
