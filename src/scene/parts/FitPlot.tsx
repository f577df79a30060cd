import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import type { Observations } from '../../sim/objectives/least-squares.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { px } from '../px.ts';
import { contains, type Place } from '../rect.ts';
import { ticks } from '../scale.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Axes } from './Axes.tsx';
import { axisNumbers, axisTicks } from './axis-numbers.ts';
import { each } from './each.tsx';
import { GlowingPath } from './Glow.tsx';
import type { MapArea } from './SurfaceMap.tsx';
import { Dot, Line } from './shapes.tsx';

/** More observations than this are drawn as smaller dots, and so many have their errors drawn. */
const MANY = 60;

/** The part of a line that lies within a plot; `null` if none does. */
function across({ x, y, window }: MapArea, [w, b]: Place2): readonly [Place, Place] | null {
  const {
    x: [left, right],
    y: [low, high],
  } = window;
  const [from, to] = [w * left + b, w * right + b];
  const at = (level: number): number => (to === from ? 0 : (level - from) / (to - from));
  const [enter, leave] = from === to ? [0, 1] : [Math.min(at(low), at(high)), Math.max(at(low), at(high))];
  const [start, end] = [Math.max(0, enter), Math.min(1, leave)];
  if (!(start < end) || (from === to && (from < low || from > high))) return null;
  const place = (t: number): Place => [x(lerp(left, right, t)), y(clamp(lerp(from, to, t), low, high))];
  return [place(start), place(end)];
}

/**
 * Observations with a line through them, y = w x + b.
 *
 * @param props.errors how much of each error is drawn, 0 … 1
 * @param props.ghosts earlier lines, the latest last; @param props.target another line, dashed, and its opacity
 */
export function FitPlot(props: {
  readonly stage: Stage;
  readonly area: MapArea;
  readonly observations: Observations;
  readonly line: Place2;
  readonly colour: Colour;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly ghosts?: readonly Place2[];
  readonly errors?: number;
  readonly target?: { readonly line: Place2; readonly shown: number };
}): ReactElement {
  const { stage, area, observations, line, colour, xLabel, yLabel, ghosts = [], errors = 0 } = props;
  const { theme } = stage;
  const { rect, window } = area;
  const yTicks = ticks(window.y, Math.max(2, Math.floor(rect.height / 90)));
  const lineOf = (one: Place2) => across(area, one);
  const target = props.target && lineOf(props.target.line);
  const drawn = lineOf(line);
  const r = observations.x.length > MANY ? 5 : 10;
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={axisTicks(stage, window.x, rect.width, 90)}
        yTicks={yTicks}
        xLabel={xLabel}
        {...axisNumbers(stage, yTicks, yLabel)}
      />
      {target && (
        <Line
          from={target[0]}
          to={target[1]}
          stroke={theme.text}
          width={3}
          dash="12 10"
          opacity={props.target?.shown ?? 1}
        />
      )}
      {each(ghosts, (ghost, i) => {
        const ends = lineOf(ghost);
        return (
          ends && (
            <Line
              from={ends[0]}
              to={ends[1]}
              stroke={colour}
              width={3}
              opacity={0.12 + (0.25 * i) / ghosts.length}
            />
          )
        );
      })}
      {errors > 0 &&
        each(observations.x.slice(0, MANY), (x, i) => {
          const [from, to] = [observations.y[i] ?? 0, line[0] * x + line[1]].map((value) =>
            area.y(clamp(value, ...window.y)),
          );
          const [top = 0, end = 0] = [from, to];
          return (
            <Line
              from={[area.x(x), top]}
              to={[area.x(x), lerp(top, end, errors)]}
              stroke={theme.validation}
              width={5}
            />
          );
        })}
      {each(observations.x, (x, i) => {
        const at: Place = [area.x(x), area.y(observations.y[i] ?? 0)];
        return (
          contains(rect, at) && <Dot at={at} r={r} fill={theme.train} stroke={theme.background} width={2} />
        );
      })}
      {drawn && (
        <GlowingPath
          d={`M${drawn[0].map(px).join(' ')}L${drawn[1].map(px).join(' ')}`}
          stroke={colour}
          width={6}
        />
      )}
    </g>
  );
}
