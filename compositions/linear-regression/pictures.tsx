import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { FitPlot } from '../../src/scene/parts/FitPlot.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { ParameterMap } from '../../src/scene/parts/ParameterMap.tsx';
import type { MapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { type Colour, runColour } from '../../src/scene/theme.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import type { StepClock } from '../../src/story/clock.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { RegressionTrace } from './simulation.ts';
import { type DrawnRun, viewOf } from './view.ts';

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
  { facts }: RegressionTrace,
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
  trace: RegressionTrace,
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
  trace: RegressionTrace,
  rect: Rect,
  id: string,
  x: { readonly label: string; readonly steps: number },
  series: readonly Series[],
  low = viewOf(trace).cost[0],
): ReactElement {
  const cost = [low, viewOf(trace).cost[1]] as const;
  const least = Math.max(trace.facts.leastLoss, cost[0]);
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id={id}
      x={{ label: x.label, domain: [0, Math.max(1, x.steps)] }}
      y={{ label: 'J', domain: cost, log: true }}
      series={[
        {
          values: [least, least],
          steps: [0, Math.max(1, x.steps)],
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
