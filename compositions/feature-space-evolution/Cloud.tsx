import type { ReactElement } from 'react';
import { type Shot, seenAt } from '../../src/scene/camera.ts';
import { type CloudView, flatSight } from '../../src/scene/cloud-view.ts';
import { CLUSTER_LABEL, clusterLabels } from '../../src/scene/cluster-labels.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { ClusterTags } from '../../src/scene/parts/ClusterTags.tsx';
import { type CloudShowing, PointCloud } from '../../src/scene/parts/PointCloud.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { contains, inset, type Place, type Rect } from '../../src/scene/rect.ts';
import { classMilestones, MIXED } from '../../src/sim/class-milestones.ts';
import { clamp } from '../../src/sim/maths.ts';
import { STAR_DIRECTIONS } from '../../src/sim/projections/star.ts';
import { random } from '../../src/sim/random.ts';
import { scoreAt } from '../../src/sim/readout.ts';
import { remember, rememberFor } from '../../src/sim/remember.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { lastScores } from './messages.ts';
import type { FeatureTrace } from './simulation.ts';
import { isStar, spotOf, viewOf } from './view.ts';

/** In the plane no class is in front: each point has a layer by lot. */
const lotsOf = remember(({ labels, seed }: FeatureTrace): readonly number[] => {
  const next = random(seed, 'painting order');
  return labels.map(() => next());
});

/** Epochs that a point's trail goes back. */
const TRAIL = 0.4;

/** Which images are classified wrongly. */
const misread =
  ({ predictions, labels }: FeatureTrace, { done }: Playhead) =>
  (i: number): boolean =>
    predictions[done]?.[i] !== labels[i];

/** Which images of two classes lie on the other's side of the plane between them. */
export const acrossBorder = (trace: FeatureTrace, [a, b]: readonly [number, number]) => {
  const { scores, spots } = lastScores(trace);
  const ahead = (i: number): number => {
    const spot = spots[i] ?? [0, 0, 0];
    return scoreAt(scores[a] ?? [], spot) - scoreAt(scores[b] ?? [], spot);
  };
  return (i: number): boolean =>
    (trace.labels[i] === a && ahead(i) < 0) || (trace.labels[i] === b && ahead(i) > 0);
};

/** All test images as points, coloured by their true class; a ring means that the network misclassifies it. */
export function cloud(
  m: Moment,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
  showing: CloudShowing,
  marked = misread(trace, head),
): ReactElement {
  const { predictions, labels } = trace;
  const before = playheadOf(Math.max(0, head.step + head.t - TRAIL), predictions.length);
  return (
    <PointCloud
      stage={m.stage}
      classes={labels}
      marked={marked}
      at={(i) => spotOf(trace, view, i, head)}
      from={(i) => spotOf(trace, view, i, before)}
      lots={lotsOf(trace)}
      solid={view.solid}
      {...showing}
    />
  );
}

/** Labels at the clusters of the plane as it is in a rectangle. */
const labelsIn = rememberFor(
  (trace: FeatureTrace, rect: Rect) => {
    const { epochs } = classMilestones(trace);
    const view = viewOf(trace, flatSight(rect));
    const centres = epochs.map((epoch) =>
      epoch.centres.map((centre): Place | null => {
        if (centre === null) return null;
        const [x, y] = view.at(centre[0], centre[1], 0);
        return [x, y];
      }),
    );
    return clusterLabels(centres, (epoch, digit) => (epochs[epoch]?.apartByClass[digit] ?? 0) >= MIXED, rect);
  },
  ({ x, y, width, height }: Rect) => `${x} ${y} ${width} ${height}`,
);

/** Until the camera has drawn back there are no labels; this is how much closer it may still be. */
const NEARLY_BACK = 0.15;

/** Height of the words at the top of a view from nearer by, and half a label. */
const WORDS = 110;

/** Class labels at their clusters. @param strength how visible each is, 0 to 1; @param keep a place that they give way to; @param shot from nearer by */
export function classLabels(
  { stage }: Moment,
  trace: FeatureTrace,
  { rect, zoom, solid }: CloudView,
  head: Playhead,
  strength: (digit: number) => number,
  keep?: Place,
  shot?: Shot,
): ReactElement | null {
  const closer = zoom / (shot?.zoom ?? 1) - 1;
  const back = Math.min(clamp(1 - closer / NEARLY_BACK, 0, 1), clamp(1 - 2 * solid, 0, 1));
  if (back === 0) return null;
  const { places, since } = labelsIn(trace, rect);
  // From nearer by, some are outside.
  const seen = (place: Place | null): Place | null => {
    if (place === null || shot === undefined) return place;
    const at = seenAt(shot, rect, place);
    return at[1] > rect.y + WORDS && contains(inset(rect, CLUSTER_LABEL / 2), at) ? at : null;
  };
  const labels = { since, places: places.map((step) => step.map(seen)) };
  return (
    <ClusterTags
      stage={stage}
      labels={labels}
      head={head}
      strength={(own) => back * strength(own)}
      keep={keep}
    />
  );
}

/** The ten axes of star coordinates, faint, if the points are placed by them. */
export function starAxes({ stage }: Moment, trace: FeatureTrace, { at }: CloudView): ReactElement | null {
  if (!isStar(trace)) return null;
  const [x, y] = at(0, 0, 0);
  const ends = STAR_DIRECTIONS.map(([dx, dy]) => at(dx, dy, 0));
  const d = ends.map(([ex, ey]) => `M${px(x)} ${px(y)}L${px(ex)} ${px(ey)}`).join('');
  return <Path d={d} stroke={stage.theme.line} opacity={0.6} />;
}
