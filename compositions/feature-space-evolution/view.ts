import { max, min } from 'd3-array';
import { type Cloud, type CloudView, cloudView, pointAt, type Sight } from '../../src/scene/cloud-view.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { clamp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';

/** Losses below this are as good as zero: picture and sound show no less, as their scale is logarithmic. */
const LEAST = 1e-3;

/** A diverging training leaves the chart at this multiple of its initial loss. */
const BEYOND = 30;

/** The loss after every epoch, and the range of chart and pitch. */
export const lossesOf = remember(({ runs }: FeatureTrace) => {
  const values = (runs[0]?.losses ?? []).map((loss) => Math.max(loss, LEAST));
  const low = min(values) ?? LEAST;
  const high = Math.min(max(values) ?? 0, BEYOND * (values[0] ?? 1));
  const domain: Interval = [0.8 * low, Math.max(1.4 * high, 2 * low)];
  return { values, domain };
});

/** Epochs in which the camera draws back from the untrained cloud: while it bursts. */
const DRAWS_BACK = 3;

/** How close the camera is to the untrained cloud at an epoch: 1 before training, 0 once the cloud has burst. */
export function closeness({ runs, predictions }: FeatureTrace, { step, t }: Playhead): number {
  const last = predictions.length - 1;
  const burst = runs[0]?.status === 'diverged' ? last : Math.min(DRAWS_BACK, last);
  return 1 - easeInOut(clamp((step + t) / Math.max(burst, 1e-9), 0, 1));
}

export const isStar = ({ params }: FeatureTrace): boolean => params.projection.kind === 'star';

/** The points of the trace. */
const cloudOf = remember((trace: FeatureTrace): Cloud => ({ ...trace, square: isStar(trace) }));
export const viewOf = (trace: FeatureTrace, sight: Sight): CloudView => cloudView(cloudOf(trace), sight);
/** Where a view shows a point at an epoch, or on its way to the next. */
export const spotOf = (trace: FeatureTrace, view: CloudView, index: number, head: Playhead) =>
  pointAt(cloudOf(trace), view, index, head);
