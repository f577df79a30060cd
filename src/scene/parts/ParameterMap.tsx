import type { ReactElement } from 'react';
import type { Place2, Window2 } from '../../sim/objectives/surface.ts';
import type { StepClock } from '../../story/clock.ts';
import { wholeShot } from '../camera.ts';
import type { Moment } from '../moment.ts';
import { inset, nearest, type Place, type Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { Arrow } from './Arrow.tsx';
import { Axes, Clipped, insidePanel } from './Axes.tsx';
import { axisNumbers, axisTicks } from './axis-numbers.ts';
import { type MapArea, type Relief, SurfaceMap } from './SurfaceMap.tsx';
import { type Trailed, Trails } from './Trails.tsx';

/** Seconds from which on a step's arrow can be followed. */
const FOLLOWED = 0.3;

/** A plot of a window in a panel, each axis with a scale of its own. */
export function windowArea(window: Window2, panel: Rect): MapArea {
  const rect = insidePanel(panel);
  return {
    rect,
    window,
    shot: wholeShot(rect),
    key: JSON.stringify([rect, window]),
    x: linearScale(window.x, [rect.x, rect.x + rect.width]),
    y: linearScale(window.y, [rect.y + rect.height, rect.y]),
  };
}

/**
 * The contours of a loss over two parameters whose units differ, with runs on them. A single run has its long steps drawn
 * as arrows, against the gradient, before they are made.
 *
 * @param props.labels the names of the parameters
 */
export function ParameterMap(props: {
  readonly m: Moment;
  readonly relief: Relief;
  readonly area: MapArea;
  readonly start: Place2;
  readonly labels: readonly [x: string, y: string];
  readonly runs: readonly Trailed[];
  readonly clock: StepClock;
}): ReactElement {
  const { m, relief, area, start, labels, runs, clock } = props;
  const { rect } = area;
  const yTicks = ticks(area.window.y, Math.max(2, Math.floor(rect.height / 90)));
  const [first, second] = runs;
  const points = first?.points ?? [];
  const head = m.head(clock, Math.max(1, points.length));
  const follows = second === undefined && head.t < 1 && head.length > FOLLOWED * m.story.fps;
  const placeOf = ([x = 0, y = 0]: readonly number[] = []): Place =>
    nearest(inset(rect, -400), [area.x(x), area.y(y)]);
  return (
    <g>
      <SurfaceMap
        stage={m.stage}
        relief={relief}
        area={area}
        id="map"
        start={{ at: start }}
        scale={{ low: '', high: '' }}
      />
      <Axes
        stage={m.stage}
        area={area}
        xTicks={axisTicks(m.stage, area.window.x, rect.width, 140)}
        yTicks={yTicks}
        xLabel={labels[0]}
        {...axisNumbers(m.stage, yTicks, labels[1])}
      />
      <Trails
        m={m}
        id="trails"
        area={area}
        clock={clock}
        runs={runs}
        focus={runs.length === 1 ? 0 : -1}
        size={0.8}
      />
      {follows && (
        <Clipped id="arrow" rect={rect}>
          <Arrow
            from={placeOf(points[head.step])}
            to={placeOf(points[head.step + 1])}
            colour={m.stage.theme.gradient}
            width={6}
            opacity={1 - head.t}
          />
        </Clipped>
      )}
    </g>
  );
}
