import type { ReactElement } from 'react';
import { type CloudView, flatSight } from '../../src/scene/cloud-view.ts';
import { clusterLabels } from '../../src/scene/cluster-labels.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { ClusterTags } from '../../src/scene/parts/ClusterTags.tsx';
import { type CloudShowing, PointCloud } from '../../src/scene/parts/PointCloud.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { classMilestones, MIXED } from '../../src/sim/class-milestones.ts';
import { clamp } from '../../src/sim/maths.ts';
import { STAR_DIRECTIONS } from '../../src/sim/projections/star.ts';
import { random } from '../../src/sim/random.ts';
import { remember, rememberFor } from '../../src/sim/remember.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';
import { isStar, spotOf, viewOf } from './view.ts';

/** In the plane no class is in front: each point has a layer by lot. */
const lotsOf = remember(({ labels, seed }: FeatureTrace): readonly number[] => {
  const next = random(seed, 'painting order');
  return labels.map(() => next());
});

/** Epochs that a point's trail goes back. */
const TRAIL = 0.4;

/** All test images as points, coloured by their true class; a ring means that the network misclassifies it. */
export function cloud(
  m: Moment,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
  showing: CloudShowing,
): ReactElement {
  const { predictions, labels } = trace;
  const guesses = predictions[head.done] ?? [];
  const before = playheadOf(Math.max(0, head.step + head.t - TRAIL), predictions.length);
  return (
    <PointCloud
      stage={m.stage}
      classes={labels}
      marked={(i) => guesses[i] !== labels[i]}
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

/** Class labels at their clusters. @param strength how visible each is, 0 to 1; @param keep a place that they give way to */
export function classLabels(
  { stage }: Moment,
  trace: FeatureTrace,
  { rect, zoom, solid }: CloudView,
  head: Playhead,
  strength: (digit: number) => number,
  keep?: Place,
): ReactElement | null {
  const back = Math.min(clamp(1 - (zoom - 1) / NEARLY_BACK, 0, 1), clamp(1 - 2 * solid, 0, 1));
  if (back === 0) return null;
  const labels = labelsIn(trace, rect);
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
