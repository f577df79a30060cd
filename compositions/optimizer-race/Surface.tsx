import type { ReactElement } from 'react';
import { type Shot, seenAt, wholeShot } from '../../src/scene/camera.ts';
import { contourPath, sampleField } from '../../src/scene/contour.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Axes, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { Camera } from '../../src/scene/parts/Camera.tsx';
import { Contours } from '../../src/scene/parts/Contours.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box, Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import { px } from '../../src/scene/px.ts';
import { ramp } from '../../src/scene/ramp.ts';
import { contains, type Place, type Rect } from '../../src/scene/rect.ts';
import { type Interval, linearScale, ticks } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp, lerp, ln } from '../../src/sim/maths.ts';
import type { Window2 } from '../../src/sim/objectives/surface.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import type { View } from './view.ts';

/** A map's rectangle, the parameters it shows, and the camera on it. */
export interface MapArea extends PlotArea {
  readonly window: Window2;
  readonly shot: Shot;
  /** Tells areas apart. */
  readonly key: string;
}

/**
 * The map of a race in a rectangle: its window is extended along one axis until both axes have the same scale.
 *
 * @param shot the camera on it; by default it sees all of it
 */
export function mapArea({ window: { x, y } }: View, rect: Rect, shot: Shot = wholeShot(rect)): MapArea {
  const unit = Math.min(rect.width / (x[1] - x[0]), rect.height / (y[1] - y[0]));
  const grow = ([low, high]: Interval, length: number): Interval => {
    const more = (length / unit - (high - low)) / 2;
    return [low - more, high + more];
  };
  const window = { x: grow(x, rect.width), y: grow(y, rect.height) };
  const across = linearScale(window.x, [rect.x, rect.x + rect.width]);
  const up = linearScale(window.y, [rect.y + rect.height, rect.y]);
  return {
    rect,
    window,
    shot,
    key: JSON.stringify([rect, shot]),
    x: (value) => seenAt(shot, rect, [across(value), 0])[0],
    y: (value) => seenAt(shot, rect, [0, up(value)])[1],
  };
}

/** Number of contours: at a constant ratio of heights, dense at the bottom, sparse on the walls. */
const LEVELS = 13;

/** The bands of a surface, lowest first. */
const bandsOf = rememberFor(
  ({ surface, ground, heights: [depth, walls] }: View, { rect, window }: MapArea): readonly string[] => {
    const x = linearScale([rect.x, rect.x + rect.width], window.x);
    const y = linearScale([rect.y + rect.height, rect.y], window.y);
    const { grid, place } = sampleField((sx, sy) => {
      const excess = surface.value([x(sx), y(sy)]) - surface.leastLoss;
      return ln(Math.max(excess, 0) + ground);
    }, rect);
    return Array.from({ length: LEVELS }, (_, i) =>
      contourPath(grid, lerp(depth, walls, (i + 1) / (LEVELS + 1)), place, 1),
    );
  },
  ({ rect }) => JSON.stringify(rect),
);

/** The bands of a surface, as the camera sees them. */
export function ground(
  { stage: { theme }, part }: Moment,
  view: View,
  area: MapArea,
  name = 'map',
): ReactElement {
  const id = `${part.id}-${name}`;
  const colour = ramp(theme.heights);
  const shore = { stroke: theme.line, width: 1.5, strokeOpacity: 0.45 } as const;
  const regions = bandsOf(view, area).map((d, i) => ({ d, ...shore, fill: colour((i + 1) / LEVELS) }));
  const bands = <Contours id={id} rect={area.rect} ground={colour(0)} regions={regions} />;
  if (area.shot.zoom === 1) return bands;
  return (
    <Camera id={`${id}-near`} rect={area.rect} shot={area.shot}>
      {bands}
    </Camera>
  );
}

/**
 * A surface from above: bands coloured by height, its minima, and the common start.
 *
 * @param axes opacity of axes and colour scale
 * @param start opacity of its mark
 * @param named introduces the start: filled, with its name
 */
export function surfaceMap(
  m: Moment,
  view: View,
  area: MapArea,
  { axes = 1, start = 1, named = false, id = 'map' } = {},
): ReactElement {
  const { rect, window } = area;
  return (
    <g>
      <Fade in={axes}>
        <Axes
          stage={m.stage}
          area={area}
          xTicks={ticks(window.x, Math.min(6, Math.floor(rect.width / 110)))}
          yTicks={ticks(window.y, Math.min(5, Math.floor(rect.height / 90)))}
        />
        {heightLegend(m, rect)}
      </Fade>
      {ground(m, view, area, id)}
      {each(
        view.surface.minima.filter(([x, y]) => contains(rect, [area.x(x), area.y(y)])),
        ([x, y]) => minimum(m, [area.x(x), area.y(y)], rect.width > 400 ? 17 : 12),
      )}
      {start > 0 &&
        contains(rect, [area.x(view.start[0]), area.y(view.start[1])]) &&
        startMark(m, view, area, start, named)}
    </g>
  );
}

/** The mark of a minimum: a ring with a cross. */
function minimum(m: Moment, at: Place, r: number): ReactElement {
  const { text: stroke } = m.stage.theme;
  const [left, top, arm] = [px(at[0] - 0.45 * r), px(at[1] - 0.45 * r), px(0.9 * r)];
  return (
    <g>
      <Dot at={at} r={r} stroke={stroke} width={3} />
      <Path d={`M${left} ${px(at[1])}h${arm}M${px(at[0])} ${top}v${arm}`} stroke={stroke} width={3} />
    </g>
  );
}

/** A ring at the common start. */
function startMark(
  m: Moment,
  view: View,
  { rect, x, y }: MapArea,
  shown: number,
  named: boolean,
): ReactElement {
  const [sx, sy] = [x(view.start[0]), y(view.start[1])];
  const { text: stroke } = m.stage.theme;
  const left = sx > rect.x + rect.width * 0.75;
  const baseline = clamp(sy + (sy < rect.y + 60 ? 18 : 10), rect.y + 30, rect.y + rect.height - 14);
  return (
    <g>
      <Dot at={[sx, sy]} r={13 * shown} {...(named ? { fill: stroke } : {})} stroke={stroke} width={3} />
      {named &&
        m.text(m.say('start'), [left ? sx - 26 : sx + 26, baseline], {
          bold: true,
          anchor: left ? 'end' : 'start',
          opacity: shown,
        })}
    </g>
  );
}

const SWATCH = 13;

/** The colour scale, above the map's right end. */
function heightLegend(m: Moment, rect: Rect): ReactElement {
  const { theme } = m.stage;
  const style = { size: SIZE.small, fill: 'quiet', anchor: 'end' } as const;
  const [right, y, width] = [rect.x + rect.width, rect.y - 16, SWATCH * (LEVELS + 1)];
  const left = right - textWidth(m.stage, m.say('high'), style) - 12 - width;
  const box = { x: left, y: y - 21, width, height: 22 };
  const colour = ramp(theme.heights);
  return (
    <g>
      {m.text(m.say('high'), [right, y], style)}
      {each(Array(LEVELS + 1).keys(), (i) => (
        <Box rect={{ ...box, x: left + i * SWATCH, width: SWATCH }} fill={colour(i / LEVELS)} />
      ))}
      <Box rect={box} stroke={theme.line} width={1.5} />
      {m.text(m.say('low'), [left - 12, y], style)}
    </g>
  );
}
