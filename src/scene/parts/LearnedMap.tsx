import type { ReactElement } from 'react';
import { type BoundaryKind, DISC_RADIUS, waveAt } from '../../sim/data/boundaries.ts';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { type LogitMap, MAP_REACH } from '../../sim/network/two-classes.ts';
import type { Playhead } from '../../story/playhead.ts';
import { polyline, sample } from '../curve.ts';
import type { MapView } from '../map-view.ts';
import type { Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Clipped, type PlotArea } from './Axes.tsx';
import { DecisionRegions, LabelledPoints, squareArea } from './DecisionMap.tsx';
import { Fade } from './Fade.tsx';
import { Dot, Path } from './shapes.tsx';

/** The square of the points as it is seen. */
export const areaOf = ({ square }: MapView): PlotArea => squareArea(square, MAP_REACH);

/** Where a point is in the map, in shares of its sides. */
export const shareOf = ({ x, y }: Pick<LabelledPoint, 'x' | 'y'>): Place => [
  (x / MAP_REACH + 1) / 2,
  (1 - y / MAP_REACH) / 2,
];

/** The boundary that the classes really have, dashed. @param props.width of the learned one beside it */
function TrueBoundary(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly kind: BoundaryKind;
  readonly width?: number;
}): ReactElement {
  const { stage, area, kind, width = 5 } = props;
  const { x, y } = area;
  const line = { stroke: stage.theme.text, width: 0.6 * width, dash: '4 11', round: true } as const;
  return kind === 'disc' ? (
    <Dot at={[x(0), y(0)]} r={x(DISC_RADIUS) - x(0)} {...line} />
  ) : (
    <Path d={polyline(sample(waveAt, [-1, 1], 61, x, y))} {...line} />
  );
}

/** Size of points that only check, relative to those that are learned, and how much paler these are meanwhile. */
const [CHECKED, PALER] = [0.55, 0.6] as const;

/**
 * What a network that tells two classes apart has learned: what it predicts everywhere, the true boundary, and the points.
 *
 * @param props.id unique within the frame
 * @param props.maps after each step, and `believed`: for each wrong label in order, whether the network gives it
 * @param props.width of the learned boundary
 * @param props.certainty how much stronger the prediction is where the network is sure, 0 … 1
 * @param props.checked other points, small, and how much of them is there, 0 … 1: as much less of the first
 */
export function LearnedMap(props: {
  readonly stage: Stage;
  readonly id: string;
  readonly view: MapView;
  readonly boundary: BoundaryKind;
  readonly maps: readonly LogitMap[];
  readonly believed?: readonly (readonly boolean[])[];
  readonly head: Playhead;
  readonly points: readonly LabelledPoint[];
  readonly width?: number;
  readonly certainty?: number;
  readonly checked?: { readonly points: readonly LabelledPoint[]; readonly shown: number };
}): ReactElement {
  const {
    stage,
    id,
    view,
    boundary,
    maps,
    believed = [],
    head,
    points,
    width = 5,
    certainty = 1,
    checked,
  } = props;
  const area = areaOf(view);
  const checking = checked?.shown ?? 0;
  return (
    <g>
      <DecisionRegions
        stage={stage}
        id={`${id}-learned`}
        view={view}
        maps={maps}
        head={head}
        width={width}
        certainty={certainty}
      />
      <Clipped id={`${id}-points`} rect={view.clip}>
        <TrueBoundary stage={stage} area={area} kind={boundary} width={width} />
        <Fade in={checking}>
          <LabelledPoints
            stage={stage}
            area={area}
            points={checked?.points ?? []}
            size={CHECKED}
            count={points.length}
            rings={0.6}
          />
        </Fade>
        <Fade in={1 - PALER * checking}>
          <LabelledPoints stage={stage} area={area} points={points} believed={believed[head.done] ?? []} />
        </Fade>
      </Clipped>
    </g>
  );
}
