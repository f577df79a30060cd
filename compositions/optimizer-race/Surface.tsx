import type { ReactElement } from 'react';
import { contourPath, sampleField } from '../../src/scene/contour.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Axes, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { Contours } from '../../src/scene/parts/Contours.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Box, Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import { px } from '../../src/scene/px.ts';
import { ramp } from '../../src/scene/ramp.ts';
import type { Rect } from '../../src/scene/rect.ts';
import { type Interval, linearScale, ticks } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp, lerp, ln } from '../../src/sim/maths.ts';
import type { Window2 } from '../../src/sim/objectives/surface.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import type { View } from './view.ts';

/** A map's rectangle, and the parameters it shows. */
export interface MapArea extends PlotArea {
  readonly window: Window2;
}

/** The map of a race in a rectangle: its window is extended along one axis until both axes have the same scale. */
export function mapArea({ window: { x, y } }: View, rect: Rect): MapArea {
  const unit = Math.min(rect.width / (x[1] - x[0]), rect.height / (y[1] - y[0]));
  const grow = ([low, high]: Interval, length: number): Interval => {
    const more = (length / unit - (high - low)) / 2;
    return [low - more, high + more];
  };
  const window = { x: grow(x, rect.width), y: grow(y, rect.height) };
  return {
    rect,
    window,
    x: linearScale(window.x, [rect.x, rect.x + rect.width]),
    y: linearScale(window.y, [rect.y + rect.height, rect.y]),
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

/** The bands rise from the bottom like water; parts not reached yet have the panel's colour. */
export function ground({ stage: { theme } }: Moment, view: View, area: MapArea, drawn = 1): ReactElement {
  const bands = bandsOf(view, area);
  const colour = ramp(theme.heights);
  const shown = Math.floor(drawn * (LEVELS + 0.5));
  const shore = { stroke: theme.line, width: 1.5 } as const;
  const wet = bands
    .slice(0, shown)
    .map((d, i) => ({ d, ...shore, fill: colour((i + 1) / LEVELS), strokeOpacity: 0.45 }));
  const dry = bands.slice(shown, shown + 1).map((d) => ({ d, ...shore, fill: theme.panel }));
  return <Contours id="map" rect={area.rect} ground={colour(0)} regions={[...wet, ...dry]} />;
}

/**
 * A surface from above: bands coloured by height, its minima, and the common start.
 *
 * @param drawn fraction of the bands that is visible
 * @param minima opacity of their marks, and of the start's
 * @param named introduces the start: filled, with its name
 */
export function surfaceMap(
  m: Moment,
  view: View,
  area: MapArea,
  { drawn = 1, minima = 1, start = 1, named = false } = {},
): ReactElement {
  const { rect, window } = area;
  const { text: stroke } = m.stage.theme;
  return (
    <g>
      <Axes
        stage={m.stage}
        area={area}
        xTicks={ticks(window.x, Math.min(6, Math.floor(rect.width / 110)))}
        yTicks={ticks(window.y, Math.min(5, Math.floor(rect.height / 90)))}
      />
      {heightLegend(m, rect)}
      {ground(m, view, area, drawn)}
      {each(view.surface.minima, ([x, y]) => {
        const [at, r] = [[area.x(x), area.y(y)] as const, 17 * minima];
        const [left, top, arm] = [px(at[0] - 0.45 * r), px(at[1] - 0.45 * r), px(0.9 * r)];
        return (
          <g>
            <Dot at={at} r={r} stroke={stroke} width={3} />
            <Path d={`M${left} ${px(at[1])}h${arm}M${px(at[0])} ${top}v${arm}`} stroke={stroke} width={3} />
          </g>
        );
      })}
      {start > 0 && startMark(m, view, area, start, named)}
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
