import type { ReactElement } from 'react';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { clamp, exp, lerp, ln } from '../../sim/maths.ts';
import { polyline, sample } from '../curve.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { AXIS_MARGIN, Axes, type PlotArea } from './Axes.tsx';
import { LabelledPoints } from './DecisionMap.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Line, Path } from './shapes.tsx';
import { text } from './Text.tsx';

/** The highest loss of the chart: that of a label which is given a probability of 5 %. Losses above it are drawn there. */
const TOP = 3;
/** How much later the last of some points sets out than the first, in shares of the way that each takes. */
const LATER = 1.2;

/** Space above the vertical axis: there is no legend. */
const ABOVE = 36;

/** The scales of the chart: the probability that is given to a label, and its cross-entropy. */
export function lossArea(rect: Rect): PlotArea {
  const [x, y] = [rect.x + AXIS_MARGIN.left, rect.y + ABOVE];
  const width = rect.width - AXIS_MARGIN.left - AXIS_MARGIN.right;
  const height = rect.height - ABOVE - AXIS_MARGIN.bottom;
  return {
    rect: { x, y, width, height },
    x: linearScale([0, 1], [x, x + width]),
    y: linearScale([0, TOP], [y + height, y]),
  };
}

/** How much larger points are on the curve than in the map. */
const ARRIVED = 1.35;

/** Where an answer of a loss is on the curve. */
export const lossPlace = ({ x, y }: PlotArea, loss: number): Place => [x(exp(-loss)), y(Math.min(loss, TOP))];

/** Points that come from their places in a map to their places on the curve. */
export interface PricedPoints {
  readonly points: readonly LabelledPoint[];
  /** The loss of each. */
  readonly losses: readonly number[];
  /** How far they have come, 0 … 1: one after the other. */
  readonly come: number;
  readonly shown: number;
  readonly size?: number;
  readonly rings?: number;
  readonly believed?: readonly boolean[];
}

/**
 * What each answer costs: the curve of cross-entropy over the probability that a network gives to a point's label, the points
 * on it, and levels across it, such as their mean.
 *
 * @param props.drawn how much of the curve is drawn, 0 … 1
 * @param props.from the map that the points come from; they are as large as there
 * @param props.names the ends of the horizontal axis and its middle, and the vertical axis
 */
export function PointLosses(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly from: PlotArea;
  readonly drawn: number;
  readonly sets: readonly PricedPoints[];
  readonly levels: readonly { readonly at: number; readonly colour: Colour; readonly shown: number }[];
  readonly names: {
    readonly wrong: string;
    readonly middle: string;
    readonly right: string;
    readonly loss: string;
  };
}): ReactElement {
  const { stage, rect, from, drawn, sets, levels, names } = props;
  const { theme } = stage;
  const area = lossArea(rect);
  const { x, y, width, height } = area.rect;
  const first = exp(-TOP);
  const curve = sample((p) => -ln(p), [first, lerp(first, 1, drawn)], 121, area.x, area.y);
  const style = { size: SIZE.small, fill: 'quiet' } as const;
  const baseline = y + height + 40;
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={[]}
        yTicks={[0, 1, 2, TOP].filter((tick) => height > 150 || tick !== 2)}
        yLabel={names.loss}
      />
      {text(stage, names.wrong, [x, baseline], style)}
      {text(stage, names.middle, [x + width / 2, baseline], { ...style, anchor: 'middle' })}
      {text(stage, names.right, [x + width, baseline], { ...style, anchor: 'end' })}
      {drawn > 0 && (
        <g>
          <Path d={polyline(curve)} stroke={theme.curve} width={16} strokeOpacity={0.12} round />
          <Path d={polyline(curve)} stroke={theme.curve} width={3} strokeOpacity={0.6} round />
        </g>
      )}
      {each(levels, ({ at, colour, shown }) => (
        <Fade in={shown}>
          <Line
            from={[x, area.y(Math.min(at, TOP))]}
            to={[x + width, area.y(Math.min(at, TOP))]}
            stroke={colour}
            width={5}
            dash="14 9"
          />
        </Fade>
      ))}
      {each(sets, ({ points, losses, come, shown, size = 1, rings = 1, believed = [] }) => (
        <Fade in={shown}>
          <LabelledPoints
            stage={stage}
            area={{ rect: from.rect, x: (at) => at, y: (at) => at }}
            points={points.map((point, i) => {
              const t = clamp(come * (1 + LATER) - (LATER * i) / points.length, 0, 1);
              const eased = t * t * (3 - 2 * t);
              const [left, top] = lossPlace(area, losses[i] ?? 0);
              return {
                ...point,
                x: lerp(from.x(point.x), left, eased),
                y: lerp(from.y(point.y), top, eased),
              };
            })}
            size={size * lerp(1, ARRIVED, come)}
            rings={rings}
            believed={believed}
          />
        </Fade>
      ))}
    </g>
  );
}
