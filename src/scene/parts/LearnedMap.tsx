import type { ReactElement } from 'react';
import { type BoundaryKind, DISC_RADIUS, waveAt } from '../../sim/data/boundaries.ts';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { lerp } from '../../sim/maths.ts';
import { type LogitMap, MAP_REACH } from '../../sim/network/two-classes.ts';
import type { Playhead } from '../../story/playhead.ts';
import { polyline, sample } from '../curve.ts';
import type { MapView } from '../map-view.ts';
import type { Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Clipped, type PlotArea } from './Axes.tsx';
import { DecisionRegions, LabelledPoints, squareArea } from './DecisionMap.tsx';
import { Fade } from './Fade.tsx';
import { Box, Dot, Path } from './shapes.tsx';

/** The square of the points as it is seen. */
export const areaOf = ({ square }: MapView): PlotArea => squareArea(square, MAP_REACH);

/** Where a point is in the map, in shares of its sides. */
export const shareOf = ({ x, y }: Pick<LabelledPoint, 'x' | 'y'>): Place => [
  (x / MAP_REACH + 1) / 2,
  (1 - y / MAP_REACH) / 2,
];

/** The boundary that the classes really have, dashed. @param props.width of the learned one beside it */
export function TrueBoundary(props: {
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

/** Sizes of test points, relative to those of training points. */
const TEST = { usual: 1.5, wrong: 2.3 } as const;

/**
 * What a network that tells two classes apart has learned: what it predicts everywhere, the true boundary, and the points.
 *
 * @param props.id unique within the frame
 * @param props.maps after each step, and `believed`: for each wrong label in order, whether the network gives it
 * @param props.width of the learned boundary
 * @param props.there how much of the prediction is there, 0 … 1
 * @param props.test points to be tested on, and of each whether the network is right
 * @param props.tested how far they have taken the training points' place, and those that the network gets wrong stand out
 *   from the others, 0 … 2
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
  readonly there?: number;
  readonly test?: { readonly points: readonly LabelledPoint[]; readonly passed: readonly boolean[] };
  readonly tested?: number;
}): ReactElement {
  const { stage, id, view, boundary, maps, believed = [], head, points, test } = props;
  const { width = 5, there = 1, tested = 0 } = props;
  const area = areaOf(view);
  const testPoints = (right: boolean) => test?.points.filter((_, i) => test.passed[i] === right) ?? [];
  const asked = { stage, area, rings: 0, count: test?.points.length ?? 0 };
  const [checking, judged] = [Math.min(1, tested), Math.max(0, tested - 1)];
  return (
    <g>
      {there < 1 && <Box rect={view.clip} fill={stage.theme.panel} />}
      <Fade in={there}>
        <DecisionRegions
          stage={stage}
          id={`${id}-learned`}
          view={view}
          maps={maps}
          head={head}
          width={width}
        />
      </Fade>
      <Clipped id={`${id}-points`} rect={view.clip}>
        <TrueBoundary stage={stage} area={area} kind={boundary} width={width} />
        <Fade in={1 - checking}>
          <LabelledPoints stage={stage} area={area} points={points} believed={believed[head.done] ?? []} />
        </Fade>
        {checking > 0 && (
          <g>
            <Fade in={checking - 0.85 * judged}>
              <LabelledPoints {...asked} size={TEST.usual} points={testPoints(true)} />
            </Fade>
            <Fade in={checking}>
              <LabelledPoints
                {...asked}
                size={lerp(TEST.usual, TEST.wrong, judged)}
                points={testPoints(false)}
              />
            </Fade>
          </g>
        )}
      </Clipped>
    </g>
  );
}
