import { extent, max, min } from 'd3-array';
import { type Shot, seenAt } from '../../src/scene/camera.ts';
import { type Cloud, type CloudView, cloudView, pointAt, type Sight } from '../../src/scene/cloud-view.ts';
import { type Cell, type Cut, cellsAtDepth, cutBetween, cutsOf } from '../../src/scene/cuts.ts';
import type { Spot } from '../../src/scene/orbit.ts';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
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

/** What the cuts are shown within: all points of the last epoch. */
const boxOf = remember(({ positions, depths }: FeatureTrace): Spot => {
  const last = positions.at(-1) ?? [];
  const reach = (values: readonly number[]): number => 1.06 * (max(values, Math.abs) ?? 0) + 1e-9;
  return [reach(last.map(([x]) => x)), reach(last.map(([, y]) => y)), reach(depths?.at(-1) ?? [])];
});

/** The scores at an epoch, or on the way to the next. */
function scoresAt({ scores }: FeatureTrace, { step, t }: Playhead): readonly (readonly number[])[] {
  const now = scores?.[step] ?? [];
  return now.map((row, own) =>
    row.map((value, i) => lerp(value, scores?.[step + 1]?.[own]?.[i] ?? value, t)),
  );
}

/** The borders between all classes that have points, and the whole plane between two of them. */
export const cutsAt = (trace: FeatureTrace, head: Playhead): readonly Cut[] =>
  cutsOf(scoresAt(trace, head), [...new Set(trace.labels)], boxOf(trace));
export const planeBetween = (trace: FeatureTrace, [a, b]: readonly [number, number], head: Playhead) =>
  cutBetween(scoresAt(trace, head), a, b, boxOf(trace));

/** How much wider than the cloud a section through it is drawn. */
const WIDE = 3;

/** The cells of all classes at the depth of the traced image, which lies in that of its answer. */
export function cellsAround(trace: FeatureTrace, head: Playhead): readonly Cell[] {
  const { scores, depths, facts } = trace;
  const depthAt = (step: number): number | undefined => depths?.[step]?.[facts.traced];
  const depth = depthAt(head.step) ?? 0;
  const now = scoresAt(trace, head);
  const at = lerp(depth, depthAt(head.step + 1) ?? depth, head.t);
  // Seen from near a border, they fill the view all the same.
  const [x, y, z] = boxOf(trace);
  return scores === null ? [] : cellsAtDepth(now, [...now.keys()], [WIDE * x, WIDE * y, z], at);
}

/** How many classes a traced image is about. */
const CONCERNED = 4;

/** The classes that the traced image is about: its own, and those that the network in the end thinks of most. */
export const concernedIn = remember(({ labels, facts, tracedProbabilities }: FeatureTrace) => {
  const shares = tracedProbabilities.at(-1) ?? [];
  const most = [...shares.keys()].sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0)).slice(0, CONCERNED);
  return new Set([labels[facts.traced] ?? 0, ...most]);
});

/** A view from nearer by. */
export const nearer = (view: CloudView, shot: Shot): CloudView => ({
  ...view,
  zoom: view.zoom * shot.zoom,
  at: (x, y, z) => {
    const [left, top, depth] = view.at(x, y, z);
    return [...seenAt(shot, view.rect, [left, top]), depth];
  },
});

/** The traced image's way fills this share of the view, which is no nearer than so many times. */
const [WAY, NEAREST] = [0.62, 3.5];

/** The shot of the traced image's whole way, and of the classes that it is about. */
export function wayShot(trace: FeatureTrace, view: CloudView): Shot {
  const centres = [...concernedIn(trace)].flatMap((own) => {
    const centre = classMilestones(trace).epochs.at(-1)?.centres[own];
    return centre ? [view.at(centre[0], centre[1], 0)] : [];
  });
  const steps = trace.positions.map((_, epoch) =>
    view.at(...(trace.positions[epoch]?.[trace.facts.traced] ?? [0, 0]), 0),
  );
  const way = [...steps, ...centres];
  const [[left = 0, right = 0], [top = 0, foot = 0]] = [extent(way, ([x]) => x), extent(way, ([, y]) => y)];
  const { width, height } = view.rect;
  const room = Math.min(width / Math.max(right - left, 1), height / Math.max(foot - top, 1));
  return { at: [(left + right) / 2, (top + foot) / 2], zoom: clamp(WAY * room, 1, NEAREST) };
}
