import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Arrow } from './Arrow.tsx';
import { Clipped } from './Axes.tsx';
import { Glow, Halo } from './Glow.tsx';
import type { RidingLabel } from './HeadLabels.tsx';
import { bandOf, dotsOf, endOf, type Ground, groundOf, type LinePoints, lineOf } from './line-paths.ts';
import { Marker } from './Marker.tsx';
import { Cross, Path } from './shapes.tsx';

/** A line of the chart: all its values, of which the film reveals only those reached so far. */
export interface Series extends LinePoints {
  /** Marks each value by a dot: for lines of few values. */
  readonly dots?: boolean;
  /** Light around its marker, 0 … 1: the line is moving. */
  readonly glow?: number;
  /** Words that ride beside its marker: the number it is at. */
  readonly label?: RidingLabel;
  /** Light along the line, 0 … 1. */
  readonly light?: number;
  /** Light between the line and the floor of the plot, 0 … 1. */
  readonly ground?: number;
  /** Crosses the marker out: no value follows. */
  readonly out?: boolean;
  readonly colour: Colour;
  /** The run whose marker is at its end. A line without one is drawn behind the others, for comparison. */
  readonly run?: number;
  /** Name in the legend. */
  readonly name?: string;
  /** Of 0, only its band is seen. */
  readonly width?: number;
  readonly dash?: string;
  readonly opacity?: number;
  /** Half-width of a band around it, per step. */
  readonly band?: readonly number[];
  /** Individual runs, drawn behind their mean. */
  readonly ghosts?: readonly (readonly number[])[];
}

// Two lines may share their values and not their steps.
const placed = ({ steps }: Series, own: Ground): Ground & { readonly steps?: readonly number[] } => ({
  ...own,
  key: `${own.key},${steps?.length},${steps?.[0]},${steps?.at(-1)}`,
  ...(steps ? { steps } : {}),
});

/** The light below a line is all there when the line is so long. */
const DAWN = 160;

/** The light below a line, as far as the line has come: brightest at the top of the plot. @param id unique in the frame */
export function groundBelow(line: Series, own: Ground, id: string): ReactElement | null {
  const { values, colour, ground = 0 } = line;
  const { x, y, width, height } = own.area.rect;
  const reached = endOf(line, own.area) - x;
  // It comes with the line, which may begin quickly.
  const strength = ground * clamp(reached / DAWN, 0, 1);
  const d = strength > 0 ? groundOf(values, { ...placed(line, own), values }) : '';
  if (d === '') return null;
  const stop = (offset: number, opacity: number): ReactElement => (
    <stop offset={offset} stopColor={colour} stopOpacity={px(opacity * strength)} />
  );
  return (
    <Clipped id={id} rect={{ x, y, width: clamp(reached, 0.01, width), height }}>
      <linearGradient
        id={`${id}-light`}
        gradientUnits="userSpaceOnUse"
        x1={0}
        y1={px(y)}
        x2={0}
        y2={px(y + height)}
      >
        {stop(0, 0.34)}
        {stop(1, 0.02)}
      </linearGradient>
      <path d={d} fill={`url(#${id}-light)`} />
    </Clipped>
  );
}

/** Band, individual runs and the line itself. */
export function strokes(line: Series, own: Ground): ReactElement {
  const { values, colour, width = 5, dash, dots = false, band, ghosts = [], light = 0 } = line;
  const ground = placed(line, own);
  return (
    <g>
      {band && <path d={bandOf(band, { ...ground, values })} fill={colour} fillOpacity={0.2} />}
      {ghosts.length > 0 && (
        <g strokeOpacity={0.45}>
          <Path
            d={ghosts.map((ghost) => lineOf(ghost, { ...ground, values: ghost })).join('')}
            stroke={colour}
            width={1.5}
          />
        </g>
      )}
      {light > 0 && (
        <Halo d={lineOf(values, { ...ground, values })} stroke={colour} width={width} strength={light} />
      )}
      {width > 0 && (
        <g strokeLinejoin="round">
          <Path
            d={lineOf(values, { ...ground, values })}
            stroke={colour}
            width={width}
            {...(dash ? { dash } : {})}
          />
        </g>
      )}
      {dots && <Path d={dotsOf(values, { ...ground, values })} fill={colour} />}
    </g>
  );
}

/** The end of a line: its run's marker, or an arrow if it has left through the top. */
export function head(
  { run, colour, width = 5, opacity = 1, out = false, glow = 0 }: Series,
  at: Place,
  { top, stage }: { readonly top: number; readonly stage: Stage },
): ReactElement | null {
  if (run === undefined) return null;
  if (out) {
    const fill = stage.theme.background;
    return (
      <g>
        <Marker run={run} at={at} r={16} fill={fill} stroke={colour} width={4} opacity={opacity} />
        <Cross at={at} r={9} stroke={colour} />
      </g>
    );
  }
  const [x, y] = at;
  if (y < top - 6)
    return <Arrow from={[x, top + 40]} to={[x, top]} colour={colour} width={6} opacity={opacity} />;
  const marker = <Marker run={run} at={at} r={width < 5 ? 8 : 10} fill={colour} opacity={opacity} />;
  if (glow <= 0) return marker;
  return (
    <g>
      <Glow at={at} r={12} colour={colour} strength={glow * opacity} />
      {marker}
    </g>
  );
}
