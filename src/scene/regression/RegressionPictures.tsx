import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { lerp } from '../../sim/maths.ts';
import type { Place2, Window2 } from '../../sim/objectives/surface.ts';
import type { LineTrace } from '../../sim/regression/regressions.ts';
import type { StepClock } from '../../story/clock.ts';
import { logged, significant } from '../../story/numbers.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import type { Series } from '../parts/chart-line.tsx';
import { each } from '../parts/each.tsx';
import { FitPlot } from '../parts/FitPlot.tsx';
import { Glow } from '../parts/Glow.tsx';
import { LineChart } from '../parts/LineChart.tsx';
import { ParameterMap } from '../parts/ParameterMap.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { Box, Dot, Line } from '../parts/shapes.tsx';
import { shortened, textWidth } from '../parts/Text.tsx';
import { px } from '../px.ts';
import { contains, type Place, type Rect } from '../rect.ts';
import { mixInterval } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { type Colour, runColour } from '../theme.ts';
import { type DrawnRun, viewOf } from './regression-view.ts';

/** A part of the axes of J over steps. */
export interface Close {
  readonly x: Interval;
  readonly y: Interval;
}

/** The clock of a map on which nothing moves. */
export const STILL = { onsets: [0], moves: [], landings: [], easedFrom: 0 } as const;
/** Steps of which the data keep a faint line. */
const GHOSTS = 5;
/** Room for the name of a column, and for the length of a gradient or a step. */
const [NAME, NUMBER] = [250, 172] as const;

/** The state of a run at a playhead, between two of them on the straight line. */
export function stateAt<T extends readonly number[]>(states: readonly T[], { step, t }: Playhead): Place2 {
  const [from, to] = [states[step] ?? states.at(-1), states[step + 1]];
  const [w = 0, b = 0] = from ?? [];
  return [lerp(w, to?.[0] ?? w, t), lerp(b, to?.[1] ?? b, t)];
}

/** Lines of the steps just done. */
export const ghostsOf = ({ lines }: DrawnRun, { step }: Playhead): readonly Place2[] =>
  lines.slice(Math.max(0, step - GHOSTS), step);

/** The data with a line through them; at opacities that of least squares, and the pivot at x = 0 about which lines of the first b turn. */
export function dataPlot(
  m: Moment,
  { facts, params }: LineTrace,
  area: MapArea,
  shown: {
    readonly line: Place2;
    readonly colour: Colour;
    readonly ghosts?: readonly Place2[];
    readonly errors?: number;
    readonly best?: number;
    readonly pivot?: number;
  },
): ReactElement {
  const { best = 0, pivot = 0, ...drawn } = shown;
  const [x = 'x', y = 'y'] = facts.houses ? [m.say('size'), m.say('price')] : (facts.names ?? []);
  const turning: Place = [area.x(0), area.y(params.start.b)];
  const { focus } = m.stage.theme;
  return (
    <g>
      <FitPlot
        stage={m.stage}
        area={area}
        observations={facts.samples}
        xLabel={shortened(m.stage, x, NAME, { size: SIZE.small })}
        yLabel={shortened(m.stage, y, NAME, { size: SIZE.small })}
        {...drawn}
        {...(best > 0 ? { target: { line: facts.best, shown: best } } : {})}
      />
      {pivot > 0 && contains(area.rect, turning) && (
        <g>
          <Glow at={turning} r={16} colour={focus} strength={pivot} />
          <Dot at={turning} r={14 * pivot} fill={focus} stroke={m.stage.theme.background} width={3} />
          {m.text(`b = ${significant(params.start.b, 3)}`, [turning[0] + 30, turning[1] + 4], {
            bold: true,
            fill: 'focus',
            opacity: pivot,
          })}
        </g>
      )}
    </g>
  );
}

/** The floor of the valley of J: through its bottom, along the direction in which it is flattest. */
export function valleyFloor(stage: Stage, area: MapArea, [w, b]: Place2, [dw, db]: Place2): ReactElement {
  const { x, y } = area.window;
  const reach =
    2 * Math.min((x[1] - x[0]) / (Math.abs(dw) || 1e-300), (y[1] - y[0]) / (Math.abs(db) || 1e-300));
  const end = (side: 1 | -1): Place => [area.x(w + side * reach * dw), area.y(b + side * reach * db)];
  return (
    <Clipped id={`floor-${px(area.rect.x)}-${px(area.rect.y)}`} rect={area.rect}>
      <Line from={end(1)} to={end(-1)} stroke={stage.theme.text} width={3} dash="4 11" round />
    </Clipped>
  );
}

/** A window of the data, opened so far that the pivot at x = 0 is seen. */
export function openedTo({ x, y }: Window2, pivot: number, opened: number): Window2 {
  const wider = ([low, high]: Interval, at: number): Interval => {
    const more = 0.06 * (high - low);
    return mixInterval([low, high], [Math.min(low, at - more), Math.max(high, at + more)], opened);
  };
  return { x: wider(x, 0), y: wider(y, pivot) };
}

/** The contours of J with runs on them, each in its lane. */
export const map = (
  m: Moment,
  trace: LineTrace,
  area: MapArea,
  clock: StepClock,
  runs: readonly (readonly [lane: number, drawn: DrawnRun])[],
  relief = viewOf(trace).relief,
): ReactElement => (
  <ParameterMap
    m={m}
    relief={relief}
    area={area}
    start={[trace.params.start.w, trace.params.start.b]}
    labels={[m.say('slope'), m.say('intercept')]}
    runs={runs.map(([lane, { path }]) => ({ lane, points: path, outSince: null }))}
    clock={clock}
  />
);

/** A line of J over steps. */
export const costSeries = (
  m: Moment,
  { losses }: DrawnRun,
  lane: number,
  clock: StepClock,
  name?: string,
): Series => {
  const { step, t } = m.head(clock, losses.length);
  return {
    values: losses,
    run: lane,
    colour: runColour(m.stage.theme, lane),
    upTo: step + t,
    ...(name === undefined ? {} : { name }),
  };
};

/** J over steps, on a logarithmic axis, with the least there is; in a close-up on an even one. */
export function costs(
  m: Moment,
  trace: LineTrace,
  rect: Rect,
  x: { readonly label: string; readonly steps: number },
  series: readonly Series[],
  closeUp?: Close,
): ReactElement {
  const { cost } = viewOf(trace);
  const least = Math.max(trace.facts.leastLoss, cost[0]);
  const end = Math.max(1, x.steps);
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="cost"
      x={{ label: x.label, domain: closeUp?.x ?? [0, end] }}
      y={{ label: m.say('cost'), domain: closeUp?.y ?? cost, log: closeUp === undefined }}
      series={[
        {
          values: [least, least],
          steps: [0, end],
          colour: m.stage.theme.text,
          dash: '12 10',
          width: 3,
          name: m.say('least'),
        },
        ...series,
      ]}
    />
  );
}

/** Lengths of the gradient where the run is and of the step that follows from it, which is the rate times as long; they change on landing. */
export function strides(
  m: Moment,
  { slopes, run }: DrawnRun,
  rect: Rect,
  lane: number,
  clock: StepClock,
): ReactElement {
  const { theme } = m.stage;
  const slope = slopes[Math.min(m.head(clock, run.losses.length).done, slopes.length - 1)] ?? 0;
  const most = Math.max(...slopes, ...slopes.map((one) => run.rate * one), 1e-300);
  const rows = [
    { name: m.say('gradient'), value: slope, colour: theme.gradient },
    {
      name: m.say('stepLength', { rate: run.rate }),
      value: run.rate * slope,
      colour: runColour(theme, lane),
    },
  ];
  // Beside a long name the number has no room: it then stands beside the bar.
  const below = rows.some(({ name }) => textWidth(m.stage, name) > rect.width - NUMBER);
  const room = rect.width - NUMBER;
  return each(rows, ({ name, value, colour }, i) => {
    const y = rect.y + (i * rect.height) / 2;
    const bar = {
      x: rect.x,
      y: y + (below ? 62 : 50),
      width: Math.max(3, (value / most) * (below ? room : rect.width)),
      height: 16,
    };
    return (
      <g>
        {m.text(name, [rect.x, y + 38], { width: below ? rect.width : room })}
        {m.text(logged(value), [rect.x + rect.width, y + (below ? 84 : 38)], {
          anchor: 'end',
          bold: true,
          fill: colour,
        })}
        <Box rect={bar} fill={colour} rx={4} />
      </g>
    );
  });
}
