import type { ReactElement } from 'react';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import { descent } from '../../src/scene/descent/Descent.tsx';
import { chartDomain, EPSILON, viewOf } from '../../src/scene/descent/descent-view.ts';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import { dipWindow, ghost, parabola } from '../../src/scene/descent/Parabola.tsx';
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
import { runColour, runDash } from '../../src/scene/theme.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import {
  brokenThreshold,
  rateText,
  thresholdOf,
  verdictMessage,
} from '../../src/story/descent/commentary.ts';
import { fixed } from '../../src/story/numbers.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart } from './story.ts';

/** Seconds in which the landscape makes room for the numbers, and in which these appear. */
const MORPH = 0.9;
const ENTRY = 0.4;
/** Seconds in which the camera comes back from a dip. */
const BACK = 0.9;

const layoutOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(48, {
      landscape: 974,
      side: [706, column(18, { code: 150, loss: 44, chart: 492, verdict: 84 })],
    }),
    portrait: column(24, { landscape: 550, code: 150, loss: 44, chart: 496, verdict: 84 }),
    square: column(20, {
      landscape: 400,
      side: [308, row(28, { numbers: [566, column(14, { code: 150, loss: 44, verdict: 84 })], chart: 384 })],
    }),
  });

/** Where the landscape is plotted while a run is alone. */
export const runPlot = (stage: Stage): Rect => insidePanel(layoutOf(stage)('landscape'));

/** One run on its own: landscape, equation, readouts, verdict, and the chart, which keeps earlier runs. */
export function runScene(m: Moment, part: TrioPart<'run'>, trace: TrioTrace): ReactElement {
  const { stage } = m;
  const run = trace.runs[part.run];
  if (run === undefined) return <g />;
  const at = layoutOf(stage);
  const head = m.head(part.clock, run.points.length);
  // The first run takes over the landscape from the previous part, where it filled the whole body.
  const isFirst = part.run === 0;
  const isLast = part.run === trace.runs.length - 1;
  const arrived = isFirst ? m.between(0, MORPH) : 1;
  const entered = isFirst ? m.between(MORPH, ENTRY) : m.between(0, ENTRY);
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
  return (
    <g>
      {landscape(m, trace, area, {
        ball: [area.x(x), area.y(loss)],
        shown: axes,
        named: Math.max(0, 1 - 2 * close),
      })}
      {close > 0 && <Fade in={close}>{parabola(m, trace, minimum ?? 0, area)}</Fade>}
      {close > 0 && m.since(part.ghost) && (
        <Fade in={close}>{ghost(m, { clock: part.clock, from: part.ghost }, trace, run, head, area)}</Fade>
      )}
      {each(trace.runs.slice(0, part.run), (earlier, i) => rested(m, earlier, i, area, 1 - close))}
      {descent(m, trace, part.run, run, head, area, {
        tangent: run.status === 'diverged' && isOver ? 0 : shown * (1 - close),
        r: isFirst ? 22 : 22 * Math.max(0.05, entered),
        arriving: isFirst ? 1 - arrived : 0,
      })}
      {arrived === 1 && (
        <g>
          <Fade in={shown}>
            {legend(m, panel)}
            {code(m, at('code'), trace, part.run, run, head)}
            {lossReadout(m, at('loss'), loss)}
            {verdict(m, part, trace, run, at('verdict'))}
          </Fade>
          <Fade in={Math.min(isFirst ? entered : 1, isLast ? m.leave() : 1)}>
            {chart(m, at('chart'), trace, part.run, head)}
          </Fade>
        </g>
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
      y={{ label: m.say('descentChart'), domain: chartDomain(view), log: true }}
      series={trace.runs.slice(0, current + 1).map((_, i) => ({
        // Whoever is lower than that is at the floor.
        values: (view.excesses[i] ?? []).map((excess) => Math.max(excess - EPSILON, EPSILON)),
        run: i,
        colour: runColour(m.stage.theme, i),
        name: rateText(trace, i),
        // Only background lines are dashed: dashes would distort the peaks of a zigzag.
        ...(i === current ? { upTo: head.step + head.t } : { dash: runDash(i), width: 4, opacity: 0.55 }),
      }))}
    />
  );
};

/** The outcome of the run and, if it explains that, the threshold it exceeded. */
function verdict(m: Moment, part: TrioPart<'run'>, trace: TrioTrace, run: RateRun, rect: Rect): ReactElement {
  // Shown from the caption that explains it on, else together with the verdict.
  const explained = m.story.captions.find(
    ({ start, message }) => message.key === 'captionThreshold' && start < part.end,
  );
  const told = explained !== undefined && run.verdict.kind === 'settles';
  const threshold = told ? thresholdOf(trace, run) : brokenThreshold(trace, run);
  const here = explained !== undefined && explained.start >= part.start ? explained.start : part.verdictFrame;
  const colour = runColour(m.stage.theme, part.run);
  const block = m.block(m.word(verdictMessage(trace, run)), rect.width, { bold: true, fill: colour });
  const stands = m.since(part.verdictFrame);
  const comes = (from: number): number =>
    m.through({ start: from, end: from + Math.round(ENTRY * m.story.fps) });
  const single = !stands || block.lines.length < 2;
  return (
    <g>
      {threshold !== null &&
        single &&
        m.text(
          m.say('descentThreshold', {
            threshold,
            rate: rateText(trace, part.run),
            above: run.learningRate > threshold,
          }),
          [rect.x, rect.y + 32],
          { opacity: comes(here) },
        )}
      {stands && block.at([rect.x, rect.y + 32 + (single ? block.leading : 0)], comes(part.verdictFrame))}
    </g>
  );
}
