import type { ReactElement } from 'react';
import { clamp, cosPi, lerp, ln } from '../../sim/maths.ts';
import type { Point } from '../../sim/objectives/objective.ts';
import type { Place2, Window2 } from '../../sim/objectives/surface.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { StepClock } from '../../story/clock.ts';
import { polyline } from '../curve.ts';
import { type GrowingPath, growingPath, grownTo } from '../growing-path.ts';
import type { Moment } from '../moment.ts';
import { orbiting } from '../orbit.ts';
import { px } from '../px.ts';
import { mixColour, ramp } from '../ramp.ts';
import { inset, type Place } from '../rect.ts';
import { type Interval, linearScale } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Glow, GlowingPath } from './Glow.tsx';
import { RunMarker } from './Marker.tsx';
import type { MapArea, Relief } from './SurfaceMap.tsx';
import { Box, Path } from './shapes.tsx';
import type { Trailed } from './Trails.tsx';

/** From where a surface is seen in space. */
export interface SurfaceView {
  /** 0 from above, as a map without heights; 1 as a relief, in perspective. */
  readonly relief: number;
  /** How far it is turned to the right, in half turns. */
  readonly turn: number;
}

/** The tilt of a full relief; 0.5 is from above. */
const TILT = 0.22;
/** Height of the walls relative to the shorter side, and losses (of a start's) at which heights begin to level off. */
const WALLS = 0.55;
const LEVELLING = 2500;
/** Width and height of a full relief, relative to the rectangle: its corners are empty, so it may be as large. */
const FILLS = [1.12, 1] as const;
/** How far up it is moved, relative to the rectangle: what is near is larger. */
const RISE = 0.04;
/** Distance of the viewer in sizes of the rectangle. */
const DISTANCE = 1.8;
/** What lies further outside than this, in half sizes of the rectangle, is drawn there. */
const OUTSIDE = 5;

/** Where a surface that is seen in space shows a spot on it. */
export type OnSurface = (point: Place2) => Place;

/** Heights above the minimum that level off far above the start's, so that no wall hides what is below. */
function heightOf({ surface, ground, window }: Relief): OnHeight {
  const scale = LEVELLING * ground;
  const at = (point: Place2): number => {
    const excess = Math.max(surface.value(point) - surface.leastLoss, 0);
    return excess < Number.MAX_VALUE ? excess / (excess + scale) : 1;
  };
  const walls = window.x.flatMap((x) => window.y.map((y) => at([x, y])));
  const highest = Math.max(...walls, 0.05);
  return (point) => at(point) / highest;
}
type OnHeight = (point: Place2) => number;

/** The projection of a surface's spots, on the rectangle in which the map would show them. */
export function onSurface(
  relief: Relief,
  area: MapArea,
  { relief: amount, turn: full }: SurfaceView,
): OnSurface {
  const { rect } = area;
  const [cx, cy] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const { x: across, y: along } = relief.window;
  const [width, length] = [area.x(across[1]) - area.x(across[0]), area.y(along[0]) - area.y(along[1])];
  const [turn, tilt] = [full * amount, lerp(0.5, TILT, amount)];
  const tall = WALLS * Math.min(width, length);
  const [c, s, slope] = [Math.abs(cosPi(turn)), Math.abs(cosPi(turn - 0.5)), cosPi(tilt - 0.5)];
  // How large it is seen: as large as fits.
  const wide = c * width + s * length;
  const high = (s * width + c * length) * slope + tall * cosPi(tilt);
  const fit = Math.min((FILLS[0] * rect.width) / wide, (FILLS[1] * rect.height) / high);
  const zoom = lerp(1, fit, amount);
  const see = orbiting({ turn, tilt, nearness: amount / (DISTANCE * Math.max(rect.width, rect.height)) });
  const height = heightOf(relief);
  // It turns about the middle of its own window.
  const [mx, my] = [
    lerp(cx, area.x((across[0] + across[1]) / 2), amount),
    lerp(cy, area.y((along[0] + along[1]) / 2), amount),
  ];
  const bounded = (value: number, half: number): number => clamp(value, -OUTSIDE * half, OUTSIDE * half);
  return ([x, y]) => {
    const right = bounded(area.x(x) - mx, rect.width / 2);
    const up = bounded(my - area.y(y), rect.height / 2);
    const spot = [right, tall * amount * (height([x, y]) - 0.5), -up] as const;
    const [sx, sy] = see([zoom * spot[0], zoom * spot[1], zoom * spot[2]]);
    return [lerp(mx, cx, amount) + sx, lerp(my, cy - RISE * rect.height, amount) - sy];
  };
}

/** Cells of the mesh along the longer side. */
const CELLS = 64;
const SHADES = 28;
/** A relief lower than this lets the map below it shine through. */
const OPAQUE_FROM = 0.3;
/** Every so many rows and columns a line is drawn. */
const LINES = 4;

/** What the mesh covers: the surface's own window, and as the relief goes, all of the map. */
function meshWindow({ window: own }: Relief, { window }: MapArea, amount: number): Window2 {
  const mix = (from: Interval, to: Interval): Interval => [
    lerp(from[0], to[0], amount),
    lerp(from[1], to[1], amount),
  ];
  return { x: mix(window.x, own.x), y: mix(window.y, own.y) };
}

interface Mesh {
  readonly columns: number;
  readonly rows: number;
  /** Row by row, the farthest first. */
  readonly points: readonly (readonly Place2[])[];
  /** Of each cell: its colour from 0 lowest to 1 highest, and its light, 0 … 1. */
  readonly cells: readonly (readonly { readonly level: number; readonly light: number }[])[];
}

const meshOf = rememberFor(
  (relief: Relief, window: Window2): Mesh => {
    const [width, length] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
    const cell = Math.max(width, length) / CELLS;
    const [columns, rows] = [Math.ceil(width / cell), Math.ceil(length / cell)];
    const x = linearScale([0, columns], window.x);
    const y = linearScale([0, rows], [window.y[1], window.y[0]]);
    const height = heightOf(relief);
    const { surface, ground, heights } = relief;
    const [depth, walls] = heights;
    const points = Array.from({ length: rows + 1 }, (_, j) =>
      Array.from({ length: columns + 1 }, (_, i): Place2 => [x(i), y(j)]),
    );
    const cells = Array.from({ length: rows }, (_, j) =>
      Array.from({ length: columns }, (_, i) => {
        const middle: Place2 = [x(i + 0.5), y(j + 0.5)];
        const excess = Math.max(surface.value(middle) - surface.leastLoss, 0);
        const across = height([x(i + 1), middle[1]]) - height([x(i), middle[1]]);
        const along = height([middle[0], y(j)]) - height([middle[0], y(j + 1)]);
        // Light from the upper left.
        const lean = 10 * (0.6 * across - 0.8 * along);
        const level = (ln(excess + ground) - depth) / (walls - depth);
        return { level, light: clamp(0.5 + lean / (1 + Math.abs(lean)) / 1.6, 0, 1) };
      }),
    );
    return { columns, rows, points, cells };
  },
  (window) => JSON.stringify(window),
);

/**
 * A surface plot: the surface of a map as a relief in space, from the farthest row to the nearest, lit from the upper left.
 * It is drawn over the map: as the relief goes to 0, it becomes that and lets it through.
 *
 * @param props.id unique in the frame
 */
export function SurfacePlot(props: {
  readonly stage: Stage;
  readonly relief: Relief;
  readonly area: MapArea;
  readonly id: string;
  readonly view: SurfaceView;
}): ReactElement {
  const { stage, relief, area, id, view } = props;
  return (
    <Fade in={Math.min(1, view.relief / OPAQUE_FROM)}>
      <Box rect={inset(area.rect, -2)} fill={stage.theme.background} />
      <Clipped id={id} rect={area.rect}>
        {mesh(stage, relief, area, view)}
      </Clipped>
    </Fade>
  );
}

function mesh(stage: Stage, relief: Relief, area: MapArea, view: SurfaceView): ReactElement {
  const { theme } = stage;
  const { rows, points, cells } = meshOf(relief, meshWindow(relief, area, view.relief));
  const see = onSurface(relief, area, view);
  const places = points.map((row) => row.map(see));
  const colour = ramp(theme.heights);
  const [shadow, shine] = theme.name === 'dark' ? [0.5, 0.42] : [0.35, 0.5];
  const paint = (level: number, light: number) => {
    const base = colour(Math.round(clamp(level, 0, 1) * SHADES) / SHADES);
    const dark = theme.name === 'dark' ? theme.background : theme.line;
    const bright = theme.name === 'dark' ? theme.text : theme.background;
    const lit = (Math.round(light * SHADES) / SHADES - 0.5) * 2 * view.relief;
    return lit < 0 ? mixColour(base, dark, -lit * shadow) : mixColour(base, bright, lit * shine);
  };
  return each(Array.from({ length: rows }).keys(), (j) => {
    const [far = [], near = []] = [places[j], places[j + 1]];
    const fills = (cells[j] ?? []).map(({ level, light }) => paint(level, light));
    const starts = fills.flatMap((fill, i) => (fill === fills[i - 1] ? [] : [i]));
    // Of each row, too, the farthest is drawn first.
    const order = view.turn > 0 ? [...starts.keys()].reverse() : [...starts.keys()];
    const line = (j + 1) % LINES === 0 ? polyline(near) : '';
    const ribs = far
      .flatMap((place, i) => (i % LINES === 0 ? [polyline([place, near[i] ?? place])] : []))
      .join('');
    return (
      <g>
        {each(order, (s) => {
          const from = starts[s] ?? 0;
          const to = starts[s + 1] ?? fills.length;
          const edge = [...far.slice(from, to + 1), ...near.slice(from, to + 1).reverse()];
          const fill = fills[from] ?? theme.panel;
          return <path d={`${polyline(edge)}Z`} fill={fill} stroke={fill} strokeWidth={1.2} />;
        })}
        <path
          d={`${line}${ribs}`}
          fill="none"
          stroke={theme.text}
          strokeWidth={1.2}
          strokeOpacity={px(0.2 * view.relief)}
        />
      </g>
    );
  });
}

/** Points of a path over a surface, and at most for each step. */
const [POINTS, DENSEST] = [720, 60];
const densityOf = (steps: number): number => clamp(Math.round(POINTS / Math.max(steps, 1)), 1, DENSEST);

/** How far beyond a surface's window paths are followed, in its own widths and lengths. */
const FOLLOWED = 1.5;

/** The stretch of the way from one point to another, as fractions of it, that is within some ranges; all of it if none is. */
function within(from: Place2, to: Place2, { x, y }: Window2): readonly [number, number] {
  let [enter, leave] = [0, 1];
  for (const [a, b, range] of [[from[0], to[0], x] as const, [from[1], to[1], y] as const]) {
    if (a === b) continue;
    const more = FOLLOWED * (range[1] - range[0]);
    const [one, other] = [(range[0] - more - a) / (b - a), (range[1] + more - a) / (b - a)];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter < leave ? [enter, leave] : [0, 1];
}

/** The path over a surface through the states of a run: of a long step, only what comes near the surface. */
function pathOnSurface(points: readonly Point[], window: Window2, see: OnSurface): GrowingPath {
  const between = densityOf(points.length);
  const dense = points.flatMap(([x = 0, y = 0], k): readonly Place2[] => {
    const [nx = x, ny = y] = points[k + 1] ?? [];
    if (k === points.length - 1) return [[x, y]];
    const [enter, leave] = within([x, y], [nx, ny], window);
    return Array.from({ length: between }, (_, i): Place2 => {
      const t = lerp(enter, leave, i / between);
      return [lerp(x, nx, t), lerp(y, ny, t)];
    });
  });
  return growingPath(dense.map(see));
}

/**
 * Runs on a surface that is seen in space, each up to where it is at the moment, the first on top; the whole of it faintly.
 *
 * @param props.size of markers and lines
 */
export function SurfaceTrails(props: {
  readonly m: Moment;
  readonly relief: Relief;
  readonly see: OnSurface;
  readonly clock: StepClock;
  readonly runs: readonly Trailed[];
  readonly size: number;
}): ReactElement {
  const { m, relief, see, clock, runs, size } = props;
  const { theme } = m.stage;
  const drawn = runs.toReversed().map(({ lane, points, outSince }) => {
    const { step, t, done } = m.head(clock, points.length);
    const path = pathOnSurface(points, relief.window, see);
    const along = (step + t) * densityOf(points.length);
    const whole = Math.min(Math.floor(along), path.places.length - 1);
    const out = outSince !== null && done >= outSince;
    return {
      lane,
      colour: runColour(theme, lane),
      whole: path.d,
      out,
      ...grownTo(path, whole, along - whole),
    };
  });
  return (
    <g>
      {each(drawn, ({ colour, whole }) => (
        <Path d={whole} stroke={colour} width={3 * size} strokeOpacity={0.22} round />
      ))}
      {each(drawn, ({ colour, d }) => (
        <GlowingPath d={d} stroke={colour} width={5 * size} />
      ))}
      {each(drawn, ({ lane, colour, head, out }) => (
        <g>
          <Glow at={head} r={16 * size} colour={colour} />
          <RunMarker stage={m.stage} run={lane} at={head} r={15 * size} out={out} />
        </g>
      ))}
    </g>
  );
}

/** How far a surface is turned at a time, swaying slowly. @param seconds since it is seen */
export const swaying = (seconds: number): number => 0.37 - 0.05 * cosPi(seconds / 8);
