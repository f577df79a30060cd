import type { ReactElement } from 'react';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import { descent, goesOn } from '../../src/scene/descent/Descent.tsx';
import { chartDomain, EPSILON, viewOf } from '../../src/scene/descent/descent-view.ts';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import { dipWindow, ghost, parabola, throws } from '../../src/scene/descent/Parabola.tsx';
import { code, legend } from '../../src/scene/descent/UpdateCode.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { type CurveArea, curveArea, mixWindow } from '../../src/scene/parts/LossCurve.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { textRow } from '../../src/scene/parts/Text.tsx';
import { contains as encloses, mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { type Colour, runColour } from '../../src/scene/theme.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import { doubleWellCurvature } from '../../src/sim/objectives/double-well.ts';
import type { FrameRange, StepClock } from '../../src/story/clock.ts';
import { rateText } from '../../src/story/descent/commentary.ts';
import { fixed } from '../../src/story/numbers.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart } from './story.ts';

/** Seconds in which the landscape makes room for the numbers, and in which these appear. */
const MORPH = 0.9;
const ENTRY = 0.4;
/** Seconds in which the camera comes back from a dip, and in which a ball on the parabola appears. */
const [BACK, FADE] = [0.9, 0.3];

/** Heights below this are drawn there: their logarithm must be a number. */
const LEAST = 1e-12;

const layoutOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(48, {
      landscape: 974,
      side: [706, column(18, { code: 150, loss: 44, chart: 594 })],
    }),
    portrait: column(24, { landscape: 600, code: 150, loss: 44, chart: 554 }),
    square: column(20, {
      landscape: 400,
      side: [308, row(28, { numbers: [566, column(14, { code: 150, loss: 144 })], chart: 384 })],
    }),
  });

/** Whether code and chart stand beside the landscape. */
const hasRoom = ({ format }: Stage): boolean => format === 'landscape';

/** Where the landscape is plotted at the end of the last of some runs; beside the first one stands nothing. */
export const runPlot = (stage: Stage, runs: number): Rect =>
  insidePanel(runs === 1 && hasRoom(stage) ? stage.body : layoutOf(stage)('landscape'));

/** Where the code stands over the landscape of the first run: on the side away from the start, where the walls leave room. */
function sky(stage: Stage, trace: TrioTrace): Rect {
  const { x, y, width } = insidePanel(stage.body);
  const code = { width: Math.min(720, 0.6 * width), height: 150 };
  return { ...code, x: trace.params.start < 0 ? x + width - code.width : x + 30, y: y + 60 };
}

/** One run on its own: landscape, equation, readouts, verdict, and the chart, which keeps earlier runs. */
export function runScene(m: Moment, part: TrioPart<'run'>, trace: TrioTrace): ReactElement {
  const { stage } = m;
  const run = trace.runs[part.run];
  if (run === undefined) return <g />;
  const at = layoutOf(stage);
  const head = m.head(part.clock, run.points.length);
  // Where the chart stands beside it, the landscape keeps the whole body for the first run, and makes room in the second.
  const isFirst = part.run === 0;
  const isWide = isFirst && hasRoom(stage);
  const makesRoom = part.run === (hasRoom(stage) ? 1 : 0);
  const isLast = part.run === trace.runs.length - 1;
  const arrived = makesRoom ? m.between(0, MORPH) : isWide ? 0 : 1;
  const entered = makesRoom ? m.between(MORPH, ENTRY) : m.between(0, ENTRY);
  const shown = Math.min(entered, m.leave());
  const panel = mixRect(stage.body, at('landscape'), arrived);
  const { minimum } = run.verdict;
  // The camera goes to the dip that the run cannot settle in, and comes back before the part ends.
  const close = minimum === null ? 0 : Math.min(m.through(part.parabola), m.leave(BACK, 0.1));
  const whole = wholeWindow(viewOf(trace));
  const window = close === 0 ? whole : mixWindow(whole, dipWindow(trace, run, minimum ?? 0), close);
  const area = curveArea(window, insidePanel(panel), 'landscape');
  const isOver = head.step === run.points.length - 1;
  const [x, loss] = [run.points[head.done]?.[0] ?? 0, run.losses[head.done] ?? 0];
  const axes = Math.abs(1 - 2 * close);
  // While others step on the parabola, the run itself is away.
  const [demo] = [part.demos[0] ? Math.min(m.through(comes(m, part.demos[0])), m.leave(BACK, 0.1)) : 0];
  // What explains it is gone before the camera has come far: its numbers would run into the names of the minima.
  const why = m.leave(FADE, BACK - 0.2);
  return (
    <g>
      {landscape(m, trace, area, {
        ball: [area.x(x), area.y(loss)],
        shown: axes,
        named: Math.max(0, 1 - 2 * close),
      })}
      {close > 0 && <Fade in={close}>{parabola(m, trace, minimum ?? 0, area)}</Fade>}
      {close > 0 && <Fade in={why}>{explained(m, part, trace, minimum ?? 0, area)}</Fade>}
      {each(trace.runs.slice(0, part.run), (earlier, i) => rested(m, earlier, i, area, 1 - close))}
      <Fade in={1 - demo}>
        {descent(m, trace, part.run, run, head, area, {
          tangent: run.status === 'diverged' && isOver ? 0 : shown * (1 - close),
          r: isFirst ? 22 : 22 * Math.max(0.05, m.between(0, ENTRY)),
          arriving: isFirst ? 1 - m.between(0, ENTRY) : 0,
          // A low plot has the names of the minima there.
          step: isFirst && stage.format !== 'square' ? `${m.say('codeRate')} × ${m.say('codeSlope')}` : '',
        })}
      </Fade>
      {(isWide || arrived === 1) && (
        <Fade in={shown}>
          <Fade in={1 - close}>{legend(m, panel)}</Fade>
          {code(m, isWide ? sky(m.stage, trace) : at('code'), trace, part.run, run, head)}
          {!isWide && lossReadout(m, at('loss'), loss)}
        </Fade>
      )}
      {!isWide && arrived === 1 && (
        <Fade in={Math.min(makesRoom ? entered : 1, isLast ? m.leave() : 1)}>
          {chart(m, at('chart'), trace, part.run, head)}
        </Fade>
      )}
    </g>
  );
}

/** The stretch in which what a clock moves appears. */
const comes = ({ story }: Moment, { onsets: [start = 0] }: StepClock): FrameRange => ({
  start: start - Math.round(FADE * story.fps),
  end: start,
});

/** Steps on the parabola, at the limit and at the run's own rate, and then those of the run itself: one after the other. */
function explained(
  m: Moment,
  { run, demos }: TrioPart<'run'>,
  trace: TrioTrace,
  minimum: number,
  area: CurveArea,
): ReactElement {
  const { theme } = m.stage;
  const [limit, factor, own] = demos;
  const shown = (clock: StepClock, next: StepClock | null | undefined): number =>
    m.through(comes(m, clock)) * (next ? 1 - m.through(comes(m, next)) : 1);
  const curvature = doubleWellCurvature(trace.params.objective, minimum);
  const steps = (clock: StepClock, rate: number, colour: Colour) =>
    ghost(m, trace, minimum, area, { clock, rate, colour });
  return (
    <g>
      {limit && <Fade in={shown(limit, factor)}>{steps(limit, 2 / curvature, theme.text)}</Fade>}
      {factor && (
        <Fade in={shown(factor, own)}>
          {steps(factor, trace.runs[run]?.learningRate ?? 0, runColour(theme, run))}
        </Fade>
      )}
      {own && (
        <Fade in={shown(own, null)}>
          {/* The run comes back while this goes: ids are for the whole frame. */}
          {goesOn(m, trace, run, own, { ...area, id: 'goes-on' })}
          {throws(m, trace, run, minimum, area)}
        </Fade>
      )}
    </g>
  );
}

/** The loss, as a number. */
const lossReadout = (m: Moment, { x, y }: Rect, loss: number): ReactElement =>
  textRow(
    m.stage,
    [
      { words: `${m.say('loss')}  `, fill: 'quiet' },
      { words: fixed(loss, 4), bold: true },
    ],
    [x, y + 32],
    SIZE.medium,
  );

/** Where an earlier run has ended. */
function rested(
  m: Moment,
  { points, losses }: RateRun,
  run: number,
  area: CurveArea,
  shown: number,
): ReactElement | null {
  const at: Place = [area.x(points.at(-1)?.[0] ?? 0), area.y(losses.at(-1) ?? 0)];
  if (!encloses(area.rect, at)) return null;
  return <Marker run={run} at={at} r={11} fill={runColour(m.stage.theme, run)} opacity={0.6 * shown} />;
}

/** Earlier runs in full, and the current one up to its playhead. */
const chart = (m: Moment, rect: Rect, trace: TrioTrace, current: number, head: Playhead): ReactElement => {
  const view = viewOf(trace);
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="chart"
      x={{ label: m.say('descentSteps'), domain: [0, trace.params.steps] }}
      y={{ label: m.say('descentChart'), domain: chartDomain(view), log: true, part: true }}
      series={trace.runs.slice(0, current + 1).map((_, i) => ({
        values: (view.excesses[i] ?? []).map((excess) => Math.max(excess - EPSILON, LEAST)),
        run: i,
        colour: runColour(m.stage.theme, i),
        name: rateText(trace, i),
        ...(i === current ? { upTo: head.step + head.t } : { width: 4, opacity: 0.55 }),
      }))}
    />
  );
};
