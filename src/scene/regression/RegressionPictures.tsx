import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import type { LineTrace } from '../../sim/regression/regressions.ts';
import type { StepClock } from '../../story/clock.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { Moment } from '../moment.ts';
import type { Series } from '../parts/chart-line.tsx';
import { FitPlot } from '../parts/FitPlot.tsx';
import { LineChart } from '../parts/LineChart.tsx';
import { ParameterMap } from '../parts/ParameterMap.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { shortened } from '../parts/Text.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { type Colour, runColour } from '../theme.ts';
import { type DrawnRun, viewOf } from './regression-view.ts';

/** The clock of a map on which nothing moves. */
export const STILL = { onsets: [0], moves: [], landings: [], easedFrom: 0 } as const;
/** Steps of which the data keep a faint line. */
const GHOSTS = 5;
/** Room for the name of a column. */
const NAME = 250;

/** The state of a run at a playhead, between two of them on the straight line. */
export function stateAt<T extends readonly number[]>(states: readonly T[], { step, t }: Playhead): Place2 {
  const [from, to] = [states[step] ?? states.at(-1), states[step + 1]];
  const [w = 0, b = 0] = from ?? [];
  return [lerp(w, to?.[0] ?? w, t), lerp(b, to?.[1] ?? b, t)];
}

/** Lines of the steps just done. */
export const ghostsOf = ({ lines }: DrawnRun, { step }: Playhead): readonly Place2[] =>
  lines.slice(Math.max(0, step - GHOSTS), step);

/** The data with a line through them, and at an opacity that of least squares. */
export function dataPlot(
  m: Moment,
  { facts }: LineTrace,
  area: MapArea,
  shown: {
    readonly line: Place2;
    readonly colour: Colour;
    readonly ghosts?: readonly Place2[];
    readonly errors?: number;
    readonly best?: number;
  },
): ReactElement {
  const { best = 0, ...drawn } = shown;
  const [x = 'x', y = 'y'] = facts.houses ? [m.say('size'), m.say('price')] : (facts.names ?? []);
  return (
    <FitPlot
      stage={m.stage}
      area={area}
      observations={facts.samples}
      xLabel={shortened(m.stage, x, NAME, { size: SIZE.small })}
      yLabel={shortened(m.stage, y, NAME, { size: SIZE.small })}
      {...drawn}
      {...(best > 0 ? { target: { line: facts.best, shown: best } } : {})}
    />
  );
}

/** The contours of J with runs on them, each in its lane. */
export const map = (
  m: Moment,
  trace: LineTrace,
  area: MapArea,
  clock: StepClock,
  runs: readonly (readonly [lane: number, drawn: DrawnRun])[],
): ReactElement => (
  <ParameterMap
    m={m}
    relief={viewOf(trace).relief}
    area={area}
    start={[trace.params.start.w, trace.params.start.b]}
    labels={['w', 'b']}
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

/** J over steps, on a logarithmic axis, with the least there is. */
export function costs(
  m: Moment,
  trace: LineTrace,
  rect: Rect,
  x: { readonly label: string; readonly steps: number },
  series: readonly Series[],
): ReactElement {
  const { cost } = viewOf(trace);
  const least = Math.max(trace.facts.leastLoss, cost[0]);
  const end = Math.max(1, x.steps);
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="cost"
      x={{ label: x.label, domain: [0, end] }}
      y={{ label: m.say('cost'), domain: cost, log: true }}
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

/** The lengths of gradients and steps, on one logarithmic axis: a step is the rate times the gradient. */
export function fading(
  m: Moment,
  { slopes, run }: DrawnRun,
  rect: Rect,
  lane: number,
  clock: StepClock,
): ReactElement {
  const { step, t } = m.head(clock, run.losses.length);
  const upTo = Math.min(step + t, slopes.length - 1);
  const steps = slopes.map((slope) => run.rate * slope);
  const most = Math.max(...slopes, ...steps, 1e-9);
  const least = Math.max(Math.min(...slopes, ...steps), 1e-6 * most);
  const { theme } = m.stage;
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="fading"
      x={{ label: m.say('step'), domain: [0, Math.max(1, run.losses.length - 1)] }}
      y={{ label: m.say('length'), domain: [0.5 * least, 2 * most], log: true }}
      series={[
        { values: slopes, colour: theme.gradient, dash: '5 7', name: m.say('gradient'), upTo },
        { values: steps, colour: runColour(theme, lane), width: 4, name: m.say('stepLength'), upTo },
      ]}
    />
  );
}
