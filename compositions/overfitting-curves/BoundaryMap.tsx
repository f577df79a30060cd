import type { ReactElement } from 'react';
import { contourPath } from '../../src/scene/contour.ts';
import { polyline, sample } from '../../src/scene/curve.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { Contours } from '../../src/scene/parts/Contours.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Box, Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { mixColour } from '../../src/scene/ramp.ts';
import type { Rect } from '../../src/scene/rect.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { type Colour, classColour, type Theme } from '../../src/scene/theme.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { type Point, RADIUS, type Truth, waveAt } from './data.ts';
import type { MapView } from './layout.ts';
import type { ShownTraining } from './simulation.ts';
import { type LogitMap, MAP_REACH } from './training.ts';

/** The logit of 90 %, in hundredths: beyond it the network counts as sure. */
const SURE = 220;
/** Strength of the tint where the network leans towards a class, and where it is sure. */
const TINT = { leans: 0.14, sure: 0.34 } as const;

/** Colour of a class's points and of the region where the network predicts it. */
export const classInk = (theme: Theme, label: 0 | 1): Colour => classColour(theme, label === 1 ? 4 : 2);

/** The square of all positions, from −{@link MAP_REACH} to {@link MAP_REACH}, y upwards. */
export const mapArea = (rect: Rect): PlotArea => ({
  rect,
  x: linearScale([-MAP_REACH, MAP_REACH], [rect.x, rect.x + rect.width]),
  y: linearScale([-MAP_REACH, MAP_REACH], [rect.y + rect.height, rect.y]),
});

/**
 * The network's prediction everywhere: two colours, stronger where it is sure, and the decision boundary between them.
 *
 * @param id unique within the frame
 * @param width of the boundary line
 */
export function learnedRegions(
  { stage: { theme } }: Moment,
  id: string,
  { square, clip }: MapView,
  maps: readonly LogitMap[],
  { step, t }: Playhead,
  width = 5,
): ReactElement | null {
  const from = maps[step] ?? maps.at(-1);
  const to = maps[step + 1];
  if (from === undefined) return null;
  const values = t === 0 || to === undefined ? from : from.map((value, i) => lerp(value, to[i] ?? value, t));
  const side = Math.round(Math.sqrt(values.length));
  const cell = square.width / (side - 1);
  const above = (level: number): string =>
    contourPath({ columns: side, rows: side, values }, level, (column, row) => [
      square.x + column * cell,
      square.y + square.height - row * cell,
    ]);
  const tint = (label: 0 | 1, how: keyof typeof TINT): Colour =>
    mixColour(theme.panel, classInk(theme, label), TINT[how]);
  const edge = above(0);
  return (
    <Contours
      id={id}
      rect={clip}
      ground={tint(0, 'sure')}
      regions={[
        { d: above(-SURE), fill: tint(0, 'leans') },
        { d: edge, fill: tint(1, 'leans') },
        { d: above(SURE), fill: tint(1, 'sure') },
        { d: edge, stroke: theme.curve, width: 3.2 * width, strokeOpacity: 0.12, round: true },
        { d: edge, stroke: theme.curve, width, round: true },
      ]}
    />
  );
}

/** The true boundary, dashed. */
export function trueBoundary(
  { stage: { theme } }: Moment,
  { x, y }: PlotArea,
  truth: Truth,
  width = 5,
): ReactElement {
  const line = { stroke: theme.text, width: 0.6 * width, dash: '4 11', round: true } as const;
  return truth === 'disc' ? (
    <Dot at={[x(0), y(0)]} r={x(RADIUS) - x(0)} {...line} />
  ) : (
    <Path d={polyline(sample(waveAt, [-1, 1], 61, x, y))} {...line} />
  );
}

/** Radius of a point, by the number of points and the size of the map. */
const pointSize = (count: number, side: number): number => Math.min(0.017, 0.12 / Math.sqrt(count)) * side;

/** One class's points as one path: discs for class 1, squares for class 0. */
function pointsPath(points: readonly Point[], label: 0 | 1, area: PlotArea, r: number): string {
  const half = 0.88 * r;
  return points
    .filter((point) => point.label === label)
    .map(({ x, y }) => {
      const [cx, cy] = [area.x(x), area.y(y)];
      return label === 1
        ? `M${px(cx - r)} ${px(cy)}a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0Z`
        : `M${px(cx - half)} ${px(cy - half)}h${px(2 * half)}v${px(2 * half)}h${px(-2 * half)}Z`;
    })
    .join('');
}

/**
 * Points by class, also distinguished by shape; wrong labels are ringed, and those that the network believes glow.
 *
 * @param options.rings opacity of the rings
 * @param options.size of a point relative to the default; @param options.count total number of points
 * @param options.believed for each wrong label in order, whether the network gives it
 */
export function dataPoints(
  { stage: { theme } }: Moment,
  area: PlotArea,
  points: readonly Point[],
  options: {
    readonly rings?: number;
    readonly size?: number;
    readonly count?: number;
    readonly believed?: readonly boolean[];
  } = {},
): ReactElement {
  const { rings = 1, size = 1, count = points.length, believed = [] } = options;
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
          d={pointsPath(points, label, area, r)}
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

/**
 * The map of a training at a playhead, with the true boundary and the points.
 *
 * @param options.there how much of the prediction is there, 0 … 1
 */
export function trainedMap(
  m: Moment,
  id: string,
  view: MapView,
  training: Pick<ShownTraining, 'maps' | 'believed'> | undefined,
  head: Playhead,
  options: {
    readonly truth: Truth;
    readonly points: readonly Point[];
    readonly width?: number;
    readonly there?: number;
  },
): ReactElement {
  const { truth, points, width = 5, there = 1 } = options;
  const area = mapArea(view.square);
  return (
    <g>
      {there < 1 && <Box rect={view.clip} fill={m.stage.theme.panel} />}
      <Fade in={there}>{learnedRegions(m, `${id}-learned`, view, training?.maps ?? [], head, width)}</Fade>
      <Clipped id={`${id}-points`} rect={view.clip}>
        {trueBoundary(m, area, truth, width)}
        {dataPoints(m, area, points, { believed: training?.believed[head.done] ?? [] })}
      </Clipped>
    </g>
  );
}
