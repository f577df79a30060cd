import type { ReactElement } from 'react';
import { cosPi } from '../../sim/maths.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { polyline, sample } from '../curve.ts';
import { contains, type Place, type Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { Axes, Clipped, insidePanel } from './Axes.tsx';
import { each } from './each.tsx';
import type { MapArea, Relief } from './SurfaceMap.tsx';
import { Dot, Line, Path } from './shapes.tsx';

/** How far from the bottom a chord reaches to either side, as shares of the cut's half. */
const CHORD = [-0.6, 1] as const;
/** Half the length of a cut, as a share of the map. */
const HALF = 0.3;
/** How far above a plot curves are followed. */
const ABOVE = 400;

/**
 * A cut through a bowl that turns about its bottom: where it lies on the map, the course of the loss along it, and a chord.
 *
 * @param props.turn in half turns; @param props.panel where the course is plotted
 */
export function BowlSection(props: {
  readonly stage: Stage;
  readonly relief: Relief;
  readonly best: Place2;
  readonly area: MapArea;
  readonly panel: Rect;
  readonly turn: number;
  readonly xLabel: string;
  readonly yLabel: string;
}): ReactElement {
  const { stage, relief, best, area, panel, turn, xLabel, yLabel } = props;
  const { surface, window } = relief;
  const { theme } = stage;
  const half = (axis: 'x' | 'y'): number => HALF * (window[axis][1] - window[axis][0]);
  const away = (share: number): Place2 => [
    best[0] + share * half('x') * cosPi(turn),
    best[1] + share * half('y') * cosPi(turn - 0.5),
  ];
  const rect = insidePanel(panel);
  const levels = [-1, -0.5, 0, 0.5, 1].map((angle) =>
    surface.value([best[0] + half('x') * cosPi(angle), best[1] + half('y') * cosPi(angle - 0.5)]),
  );
  const top = Math.max(...levels, 1e-9) * 1.1;
  const [x, y] = [
    linearScale([-1.1, 1.1], [rect.x, rect.x + rect.width]),
    linearScale([0, top], [rect.y + rect.height, rect.y]),
  ];
  const place = (share: number): Place => [x(share), Math.max(y(surface.value(away(share))), rect.y - ABOVE)];
  const curve = polyline(
    sample(
      (share) => surface.value(away(share)),
      [-1.1, 1.1],
      61,
      x,
      (value) => Math.max(y(value), rect.y - ABOVE),
    ),
  );
  const onMap = CHORD.map((share): Place => [area.x(away(share)[0]), area.y(away(share)[1])]);
  return (
    <g>
      {onMap[0] && onMap[1] && (
        <Clipped id="cut" rect={area.rect}>
          <Line from={onMap[0]} to={onMap[1]} stroke={theme.focus} width={4} />
          {each(onMap, (at) => (
            <Dot at={at} r={10} fill={theme.focus} stroke={theme.background} width={3} />
          ))}
        </Clipped>
      )}
      <Axes stage={stage} area={{ rect, x, y }} xTicks={[]} yTicks={[]} xLabel={xLabel} yLabel={yLabel} />
      <Clipped id="section" rect={rect}>
        <Path d={curve} stroke={theme.curve} width={5} />
        <Line from={place(CHORD[0])} to={place(CHORD[1])} stroke={theme.focus} width={4} dash="14 9" />
        {each(CHORD, (share) =>
          contains(rect, place(share)) ? (
            <Dot at={place(share)} r={10} fill={theme.focus} stroke={theme.background} width={3} />
          ) : null,
        )}
      </Clipped>
    </g>
  );
}
