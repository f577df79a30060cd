import type { ReactElement } from 'react';
import { clamp, ln } from '../../sim/maths.ts';
import type { Place2, Window2 } from '../../sim/objectives/surface.ts';
import { rememberFor } from '../../sim/remember.ts';
import { polyline } from '../curve.ts';
import { px } from '../px.ts';
import { mixColour, ramp } from '../ramp.ts';
import { inset, type Place } from '../rect.ts';
import { linearScale, mixInterval } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { heightOf, onSurface, type SurfaceView } from '../surface-view.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import type { MapArea, Relief } from './SurfaceMap.tsx';
import { Box } from './shapes.tsx';

/** Cells of the mesh along the longer side. */
const CELLS = 46;
const SHADES = 16;
/** A relief lower than this lets the map below it shine through. */
const OPAQUE_FROM = 0.3;
/** Every so many rows and columns a line is drawn. */
const LINES = 3;

/** What the mesh covers: the surface's own window, and as the relief goes, all of the map. */
function meshWindow({ window: own }: Relief, { window }: MapArea, amount: number): Window2 {
  return { x: mixInterval(window.x, own.x, amount), y: mixInterval(window.y, own.y, amount) };
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
 * @param props.alone whether there is no map below it to be hidden
 */
export function SurfacePlot(props: {
  readonly stage: Stage;
  readonly relief: Relief;
  readonly area: MapArea;
  readonly id: string;
  readonly view: SurfaceView;
  readonly alone?: boolean;
}): ReactElement {
  const { stage, relief, area, id, view, alone = false } = props;
  return (
    <Fade in={Math.min(1, view.relief / OPAQUE_FROM)}>
      {alone ? null : <Box rect={inset(area.rect, -2)} fill={stage.theme.background} />}
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
  const tenth = (value: number): number => Math.round(10 * value) / 10;
  // A mesh of many cells: its coordinates need no second decimal.
  const places = points.map((row) =>
    row.map((point): Place => {
      const [sx, sy] = see(point);
      return [tenth(sx), tenth(sy)];
    }),
  );
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
