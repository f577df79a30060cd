import { extent, max, min } from 'd3-array';
import type { PlotArea } from '../../src/scene/parts/Axes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { type Interval, linearScale } from '../../src/scene/scale.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { remember } from '../../src/sim/remember.ts';
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

/** The region of the plane that contains every point at all epochs. */
const extentOf = remember(({ positions, params }: FeatureTrace): readonly [x: Interval, y: Interval] => {
  if (params.projection.kind === 'star')
    return [
      [-1, 1],
      [-1, 1],
    ];
  const all = positions.flat();
  const [left = 0, right = 0] = extent(all, ([x]) => x);
  const [bottom = 0, top = 0] = extent(all, ([, y]) => y);
  return [
    [left, right],
    [bottom, top],
  ];
});

/** The largest undistorted view of the plane that fits into a rectangle. */
export function cloudArea(trace: FeatureTrace, rect: Rect): PlotArea {
  const [x, y] = extentOf(trace);
  const unit = Math.min(rect.width / Math.max(x[1] - x[0], 1e-9), rect.height / Math.max(y[1] - y[0], 1e-9));
  const [cx, cy] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const [mx, my] = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  return {
    rect,
    x: linearScale([mx, mx + 1], [cx, cx + unit]),
    y: linearScale([my, my + 1], [cy, cy - unit]),
  };
}
