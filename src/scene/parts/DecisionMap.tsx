import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import type { LogitMap } from '../../sim/network/two-classes.ts';
import type { Playhead } from '../../story/playhead.ts';
import { contourPath } from '../contour.ts';
import type { MapView } from '../map-view.ts';
import { px } from '../px.ts';
import { mixColour } from '../ramp.ts';
import type { Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { type Colour, classMark, type Theme } from '../theme.ts';
import type { PlotArea } from './Axes.tsx';
import { Contours } from './Contours.tsx';
import { each } from './each.tsx';
import { Glow } from './Glow.tsx';
import { Dot, Path } from './shapes.tsx';

/** The logit of 90 %, in hundredths: beyond it the network counts as sure. */
const SURE = 220;
/** Hundredths within which a region takes on its colour. */
const LEANING = 40;
/** Strength of the tint where the network leans towards a class, and where it is sure. */
const TINT = { leans: 0.14, sure: 0.34 } as const;

/** Colour of one of two classes: of its points, and of the region where a network predicts it. */
export const classInk = (theme: Theme, label: 0 | 1): Colour => classMark(theme, label === 1 ? 4 : 2);

/** The square from −`reach` to `reach` in a square rectangle, y upwards. */
export const squareArea = (rect: Rect, reach: number): PlotArea => ({
  rect,
  x: linearScale([-reach, reach], [rect.x, rect.x + rect.width]),
  y: linearScale([-reach, reach], [rect.y + rect.height, rect.y]),
});

/**
 * What a network predicts everywhere in a square: two colours, stronger where it is sure, and the decision boundary
 * between them.
 *
 * @param props.id unique within the frame
 * @param props.maps after each step; the last one stays
 * @param props.width of the boundary line
 * @param props.certainty how much stronger it is where the network is sure, 0 … 1
 */
export function DecisionRegions(props: {
  readonly stage: Stage;
  readonly id: string;
  readonly view: MapView;
  readonly maps: readonly LogitMap[];
  readonly head: Playhead;
  readonly width?: number;
  readonly certainty?: number;
}): ReactElement | null {
  const { stage, id, view, maps, head, width = 5, certainty = 1 } = props;
  const { theme } = stage;
  const { square, clip } = view;
  const from = maps[head.step] ?? maps.at(-1);
  const to = maps[head.step + 1];
  if (from === undefined) return null;
  const still = head.t === 0 || to === undefined;
  const values = still ? from : from.map((value, i) => lerp(value, to[i] ?? value, head.t));
  const side = Math.round(Math.sqrt(values.length));
  const cell = square.width / (side - 1);
  const above = (level: number): string =>
    contourPath({ columns: side, rows: side, values }, level, (column, row) => [
      square.x + column * cell,
      square.y + square.height - row * cell,
    ]);
  const [low = 0, high = 0] = extent(values);
  const most = { 0: Math.max(0, -low), 1: Math.max(0, high) };
  const tint = (label: 0 | 1, strength: number): Colour =>
    mixColour(theme.panel, classInk(theme, label), strength);
  // A region that comes up somewhere takes on its colour as the network becomes surer there.
  const sure = (label: 0 | 1): Colour => {
    const reached = clamp((most[label] - SURE) / LEANING, 0, 1);
    return tint(label, lerp(TINT.leans, TINT.sure, certainty * reached));
  };
  const leans = (label: 0 | 1): Colour => {
    const other = label === 1 ? 0 : 1;
    const reached = most[label] / Math.max(Math.min(most[other], LEANING), 1e-9);
    return mixColour(tint(other, TINT.leans), tint(label, TINT.leans), clamp(reached, 0, 1));
  };
  const edge = above(0);
  return (
    <Contours
      id={id}
      rect={clip}
      ground={sure(0)}
      regions={[
        { d: above(-SURE), fill: leans(0) },
        { d: edge, fill: leans(1) },
        { d: above(SURE), fill: sure(1) },
        { d: edge, stroke: theme.curve, width: 3.2 * width, strokeOpacity: 0.12, round: true },
        { d: edge, stroke: theme.curve, width, round: true },
      ]}
    />
  );
}

/** Radius of a point, by the number of points and the size of the map. */
const pointSize = (count: number, side: number): number => Math.min(0.017, 0.12 / Math.sqrt(count)) * side;

/** One class's points as one path: discs for class 1, squares for class 0. @param sizes of each, relative to the radius */
function pointsPath(
  points: readonly LabelledPoint[],
  label: 0 | 1,
  area: PlotArea,
  radius: number,
  sizes?: readonly number[],
): string {
  return points
    .map(({ x, y, label: own }, i) => {
      const r = radius * (sizes?.[i] ?? 1);
      if (own !== label || r < 0.5) return '';
      const [cx, cy, half] = [area.x(x), area.y(y), 0.88 * r];
      return label === 1
        ? `M${px(cx - r)} ${px(cy)}a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0Z`
        : `M${px(cx - half)} ${px(cy - half)}h${px(2 * half)}v${px(2 * half)}h${px(-2 * half)}Z`;
    })
    .join('');
}

/**
 * Points by class, also distinguished by shape; wrong labels are ringed, and those that a network believes glow.
 *
 * @param props.rings opacity of the rings
 * @param props.size of a point relative to the default, and `sizes` of each relative to that
 * @param props.count total number of points, where only some of them are drawn
 * @param props.believed for each wrong label in order, whether the network gives it
 */
export function LabelledPoints(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly points: readonly LabelledPoint[];
  readonly rings?: number;
  readonly size?: number;
  readonly sizes?: readonly number[];
  readonly count?: number;
  readonly believed?: readonly boolean[];
}): ReactElement {
  const { stage, area, points, rings = 1, size = 1, sizes, count = points.length, believed = [] } = props;
  const { theme } = stage;
  const r = pointSize(count, area.rect.width) * size;
  const wrong = rings > 0 ? points.filter(({ flipped }) => flipped) : [];
  return (
    <g>
      {each(wrong, ({ x, y }, i) =>
        believed[i] ? (
          <Glow at={[area.x(x), area.y(y)]} r={1.5 * r} colour={theme.focus} strength={rings} />
        ) : null,
      )}
      {each([0, 1] as const, (label) => (
        <Path
          d={pointsPath(points, label, area, r, sizes)}
          fill={classInk(theme, label)}
          stroke={theme.background}
          width={Math.min(2, r / 5)}
        />
      ))}
      {each(wrong, ({ x, y }, i) => (
        <Dot
          at={[area.x(x), area.y(y)]}
          r={r * (1 + rings)}
          stroke={believed[i] ? theme.focus : theme.text}
          width={r / (believed[i] ? 2.4 : 3.4)}
        />
      ))}
    </g>
  );
}
