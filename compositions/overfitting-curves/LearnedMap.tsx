import type { ReactElement } from 'react';
import { polyline, sample } from '../../src/scene/curve.ts';
import type { MapView } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { DecisionRegions, LabelledPoints, squareArea } from '../../src/scene/parts/DecisionMap.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box, Dot, Path } from '../../src/scene/parts/shapes.tsx';
import type { Place } from '../../src/scene/rect.ts';
import type { LabelledPoint } from '../../src/sim/data/labelled-points.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { RADIUS, waveAt } from './data.ts';
import { MAP_REACH, type OverfittingTrace, type ShownTraining } from './simulation.ts';

/** The square of the points as it is seen. */
export const areaOf = ({ square }: MapView): PlotArea => squareArea(square, MAP_REACH);

/** Where a point is in the map, in shares of its sides. */
export const shareOf = ({ x, y }: Pick<LabelledPoint, 'x' | 'y'>): Place => [
  (x / MAP_REACH + 1) / 2,
  (1 - y / MAP_REACH) / 2,
];

/** Sizes of test points, relative to those of training points. */
const TEST = { usual: 1.5, wrong: 2.3 } as const;

/** The true boundary, dashed. */
export function trueBoundary(
  { stage: { theme } }: Moment,
  { x, y }: PlotArea,
  { params }: OverfittingTrace,
  width = 5,
): ReactElement {
  const line = { stroke: theme.text, width: 0.6 * width, dash: '4 11', round: true } as const;
  return params.data.truth === 'disc' ? (
    <Dot at={[x(0), y(0)]} r={x(RADIUS) - x(0)} {...line} />
  ) : (
    <Path d={polyline(sample(waveAt, [-1, 1], 61, x, y))} {...line} />
  );
}

/**
 * The map of a training at a playhead, with the true boundary and the points.
 *
 * @param options.there how much of the prediction is there, 0 … 1
 * @param options.tested how far the training points have made way for the test points, and of those the ones that the
 *   network gets right for the others, 0 … 2
 */
export function learnedMap(
  m: Moment,
  id: string,
  view: MapView,
  training: Partial<ShownTraining> | undefined,
  head: Playhead,
  trace: OverfittingTrace,
  options: {
    readonly points?: readonly LabelledPoint[];
    readonly width?: number;
    readonly there?: number;
    readonly tested?: number;
  } = {},
): ReactElement {
  const { stage } = m;
  const { points = trace.points.train, width = 5, there = 1, tested = 0 } = options;
  const { maps = [], believed = [], passed = [] } = training ?? {};
  const area = areaOf(view);
  const testPoints = (right: boolean) => trace.points.test.filter((_, i) => passed[i] === right);
  const test = { stage, area, rings: 0, count: trace.points.test.length };
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
        {trueBoundary(m, area, trace, width)}
        <Fade in={1 - checking}>
          <LabelledPoints stage={stage} area={area} points={points} believed={believed[head.done] ?? []} />
        </Fade>
        {checking > 0 && (
          <g>
            <Fade in={checking - 0.85 * judged}>
              <LabelledPoints {...test} size={TEST.usual} points={testPoints(true)} />
            </Fade>
            <Fade in={checking}>
              <LabelledPoints
                {...test}
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
