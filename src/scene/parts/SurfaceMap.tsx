import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp, ln } from '../../sim/maths.ts';
import type { Place2, Surface, Window2 } from '../../sim/objectives/surface.ts';
import { rememberFor } from '../../sim/remember.ts';
import { type Shot, seenAt, wholeShot } from '../camera.ts';
import { contourPath, sampleField } from '../contour.ts';
import { px } from '../px.ts';
import { ramp } from '../ramp.ts';
import { contains, type Place, type Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { Axes, type PlotArea } from './Axes.tsx';
import { Camera } from './Camera.tsx';
import { Contours } from './Contours.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Box, Dot, Path } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** A surface as it is mapped. */
export interface Relief {
  readonly surface: Surface;
  /** Range of parameters that must be visible; a wider or taller map shows more. */
  readonly window: Window2;
  /** Added to L − L* before the map takes its logarithm: anything deeper has a single colour. */
  readonly ground: number;
  /** The logarithms between which the map has its contours. */
  readonly heights: Interval;
  /** Whether heights in space are in proportion to the loss, as chords need it; without, they level off. */
  readonly straight?: boolean;
}

/** Ratio of the start’s height to that of the lowest contour. */
const GROUND = 1500;

/** How a surface is mapped on which runs begin at a start: its contours reach from a small fraction of their height to the walls. */
export function reliefOf(surface: Surface, start: Place2, window: Window2): Relief {
  const height = Math.max(surface.value(start) - surface.leastLoss, 1e-3);
  const ground = height / GROUND;
  const [xs, ys] = [window.x, window.y].map(([low, high]) => [low, (low + high) / 2, high]);
  const walls = (xs ?? []).flatMap((x) => (ys ?? []).map((y) => surface.value([x, y]) - surface.leastLoss));
  return { surface, window, ground, heights: [ln(ground), ln(Math.max(...walls, height) + ground)] };
}

/** A map's rectangle, the parameters it shows, and the camera on it. */
export interface MapArea extends PlotArea {
  readonly window: Window2;
  readonly shot: Shot;
  /** Tells areas apart. */
  readonly key: string;
}

/**
 * The map of a surface in a rectangle: its window is extended along one axis until both axes have the same scale.
 *
 * @param shot the camera on it; by default it sees all of it
 */
export function mapArea({ window: { x, y } }: Relief, rect: Rect, shot: Shot = wholeShot(rect)): MapArea {
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
  ({ surface, ground, heights: [depth, walls] }: Relief, { rect, window }: MapArea): readonly string[] => {
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

/** The bands of a surface coloured by height, as the camera sees them. @param props.id unique in the frame */
export function SurfaceBands(props: {
  readonly stage: Stage;
  readonly relief: Relief;
  readonly area: MapArea;
  readonly id: string;
}): ReactElement {
  const { id, relief, area } = props;
  const { theme } = props.stage;
  const colour = ramp(theme.heights);
  const shore = { stroke: theme.line, width: 1.5, strokeOpacity: 0.45 } as const;
  const regions = bandsOf(relief, area).map((d, i) => ({ d, ...shore, fill: colour((i + 1) / LEVELS) }));
  const bands = <Contours id={id} rect={area.rect} ground={colour(0)} regions={regions} />;
  if (area.shot.zoom === 1) return bands;
  return (
    <Camera id={`${id}-near`} rect={area.rect} shot={area.shot}>
      {bands}
    </Camera>
  );
}

/**
 * A surface from above: bands coloured by height, its minima, and the common start of runs.
 *
 * @param props.id unique in the frame
 * @param props.axes opacity of axes and colour scale; none by default
 * @param props.scale the words at the ends of the colour scale
 * @param props.start the mark of the start: its opacity, and its name if it is introduced
 */
export function SurfaceMap(props: {
  readonly stage: Stage;
  readonly relief: Relief;
  readonly area: MapArea;
  readonly id: string;
  readonly axes?: number;
  readonly scale: { readonly low: string; readonly high: string };
  readonly start: { readonly at: Place2; readonly shown?: number; readonly name?: string };
}): ReactElement {
  const { stage, relief, area, id, axes = 0, scale, start } = props;
  const { rect, window } = area;
  const { shown = 1, name } = start;
  const placeOf = ([x, y]: Place2): Place => [area.x(x), area.y(y)];
  const minima = relief.surface.minima.map(placeOf).filter((at) => contains(rect, at));
  const startsAt = placeOf(start.at);
  return (
    <g>
      <Fade in={axes}>
        <Axes
          stage={stage}
          area={area}
          xTicks={ticks(window.x, Math.min(6, Math.floor(rect.width / 110)))}
          yTicks={ticks(window.y, Math.min(5, Math.floor(rect.height / 90)))}
        />
        {heightScale(stage, rect, scale)}
      </Fade>
      <SurfaceBands stage={stage} relief={relief} area={area} id={id} />
      {each(minima, (at) => minimum(stage, at, rect.width > 400 ? 17 : 12))}
      {shown > 0 && contains(rect, startsAt) && startMark(stage, rect, startsAt, shown, name)}
    </g>
  );
}

/** The mark of a minimum: a ring with a cross. */
function minimum({ theme: { text: stroke } }: Stage, at: Place, r: number): ReactElement {
  const [left, top, arm] = [px(at[0] - 0.45 * r), px(at[1] - 0.45 * r), px(0.9 * r)];
  return (
    <g>
      <Dot at={at} r={r} stroke={stroke} width={3} />
      <Path d={`M${left} ${px(at[1])}h${arm}M${px(at[0])} ${top}v${arm}`} stroke={stroke} width={3} />
    </g>
  );
}

/** A ring at the start, filled where it has its name. */
function startMark(stage: Stage, rect: Rect, at: Place, shown: number, name?: string): ReactElement {
  const [x, y] = at;
  const { text: stroke } = stage.theme;
  const left = x > rect.x + rect.width * 0.75;
  const baseline = clamp(y + (y < rect.y + 60 ? 18 : 10), rect.y + 30, rect.y + rect.height - 14);
  return (
    <g>
      <Dot at={at} r={13 * shown} fill={name === undefined ? 'none' : stroke} stroke={stroke} width={3} />
      {name !== undefined &&
        text(stage, name, [left ? x - 26 : x + 26, baseline], {
          bold: true,
          anchor: left ? 'end' : 'start',
          opacity: shown,
        })}
    </g>
  );
}

const SWATCH = 13;

/** The colour scale, above the map's right end. */
function heightScale(stage: Stage, rect: Rect, { low, high }: { low: string; high: string }): ReactElement {
  const { theme } = stage;
  const style = { size: SIZE.small, fill: 'quiet', anchor: 'end' } as const;
  const [right, y, width] = [rect.x + rect.width, rect.y - 16, SWATCH * (LEVELS + 1)];
  const left = right - textWidth(stage, high, style) - 12 - width;
  const box = { x: left, y: y - 21, width, height: 22 };
  const colour = ramp(theme.heights);
  // Above a narrow map there is no space for it.
  if (left - 12 - textWidth(stage, low, style) < stage.safe.x) return <g />;
  return (
    <g>
      {text(stage, high, [right, y], style)}
      {each(Array(LEVELS + 1).keys(), (i) => (
        <Box rect={{ ...box, x: left + i * SWATCH, width: SWATCH }} fill={colour(i / LEVELS)} />
      ))}
      <Box rect={box} stroke={theme.line} width={1.5} />
      {text(stage, low, [left - 12, y], style)}
    </g>
  );
}
