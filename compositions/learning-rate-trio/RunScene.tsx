import type { ReactElement } from 'react';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Arrow } from '../../src/scene/parts/Arrow.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import { rowWidth, type TextPart, textRow, textWidth } from '../../src/scene/parts/Text.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { fixed, rate } from '../../src/story/numbers.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { descent, isQuick } from './Descent.tsx';
import { landscape, landscapeArea } from './Landscape.tsx';
import { brokenThreshold, thresholdOf, verdictMessage } from './messages.ts';
import { PHASES, phaseOf } from './phase.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import type { TrioPart } from './story.ts';
import { chartDomain, EPSILON, viewOf } from './view.ts';

/** Seconds in which the landscape makes room for the numbers, and in which these appear. */
const MORPH = 0.9;
const ENTRY = 0.4;
/** Minimum duration of a step, in seconds, for its phases to be named. */
const NAMED_PHASE = 0.4;

const layoutOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(48, {
      landscape: 1060,
      side: [620, column(20, { equation: 144, readouts: 90, verdict: 88, chart: 400 })],
    }),
    portrait: column(24, { landscape: 570, equation: 140, readouts: 90, verdict: 88, chart: 400 }),
    square: column(20, {
      landscape: 400,
      side: [
        308,
        row(28, { numbers: [530, column(14, { equation: 112, readouts: 84, verdict: 84 })], chart: 420 }),
      ],
    }),
  });

/** One run on its own: landscape, equation, readouts, verdict, and the chart, which keeps earlier runs. */
export function runScene(m: Moment, part: TrioPart<'run'>, trace: TrioTrace): ReactElement {
  const { stage } = m;
  const run = trace.runs[part.run];
  if (run === undefined) return <g />;
  const at = layoutOf(stage);
  const head = m.head(part.clock, run.points.length);
  // The first run takes over the landscape from the previous part, where it filled the whole body.
  const isFirst = part.run === 0;
  const arrived = isFirst ? m.between(0, MORPH) : 1;
  const shown = isFirst ? m.between(MORPH, ENTRY) : m.between(0, ENTRY);
  const panel = mixRect(stage.body, at('landscape'), arrived);
  const area = landscapeArea(viewOf(trace), panel, 'landscape', false);
  const isOver = head.step === run.points.length - 1;
  const [x, loss] = [run.points[head.done]?.[0] ?? 0, run.losses[head.done] ?? 0];
  return (
    <g>
      {landscape(m, trace, area, { ball: [area.x(x), area.y(loss)] })}
      {descent(m, trace, part.run, run, head, area, {
        tangent: run.status === 'diverged' && isOver ? 0 : shown,
        grown: isFirst ? 1 : shown,
        arriving: isFirst ? 1 - arrived : 0,
      })}
      {arrived === 1 && (
        <g>
          <Fade in={shown}>
            {phases(m, panel, head)}
            {equation(m, at('equation'), part.run, run, head)}
            <Readouts
              stage={stage}
              rect={at('readouts')}
              readings={[
                {
                  share: 0.355,
                  label: m.say('step'),
                  value: m.say('outOf', { step: head.done, steps: trace.params.steps }),
                },
                {
                  share: 0.325,
                  label: m.say('rate'),
                  value: rate(run.learningRate),
                  fill: runColour(stage.theme, part.run),
                },
                { share: 0.32, label: m.say('loss'), value: fixed(loss, 4) },
              ]}
            />
          </Fade>
          {verdict(m, part, trace, run, at('verdict'))}
          <Fade in={isFirst ? shown : 1}>{chart(m, at('chart'), trace, part.run, head)}</Fade>
        </g>
      )}
    </g>
  );
}

/** Earlier runs in full, and the current one up to its playhead. */
const chart = (m: Moment, rect: Rect, trace: TrioTrace, current: number, head: Playhead): ReactElement => {
  const view = viewOf(trace);
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="chart"
      x={{ label: m.say('chartSteps'), domain: [0, trace.params.steps] }}
      y={{ label: m.say('chart', { epsilon: EPSILON }), domain: chartDomain(view), log: true }}
      series={trace.runs.slice(0, current + 1).map((run, i) => ({
        values: view.excesses[i] ?? [],
        run: i,
        colour: runColour(m.stage.theme, i),
        name: rate(run.learningRate),
        // Only background lines are dashed: dashes would distort the peaks of a zigzag.
        ...(i === current ? { upTo: head.step + head.t } : { dash: runDash(i), width: 4, opacity: 0.55 }),
      }))}
    />
  );
};

/** What the slope's colour means, and the phase of a step while it is slow enough to read. */
function phases(m: Moment, panel: Rect, head: Playhead): ReactElement {
  const y = panel.y + 28;
  const style = { size: SIZE.small, bold: true, anchor: 'end' } as const;
  let right = panel.x + panel.width - 22;
  const row = PHASES.toReversed().map((phase) => {
    const words = m.say('phase', { phase });
    const x = right;
    right -= textWidth(m.stage, words, style) + 26;
    return { isCurrent: phase === phaseOf(head), words, x };
  });
  const legend = m.say('slope');
  const [end, quiet] = [right - 14, { size: SIZE.small, fill: 'quiet', anchor: 'end' } as const];
  const start = end - textWidth(m.stage, legend, quiet);
  return (
    <g>
      {head.length > NAMED_PHASE * m.story.fps &&
        each(row, ({ isCurrent, words, x }) =>
          m.text(words, [x, y], {
            ...style,
            fill: isCurrent ? 'text' : 'quiet',
            opacity: isCurrent ? 1 : 0.45,
          }),
        )}
      <Arrow
        from={[start - 92, y - 10]}
        to={[start - 18, y - 10]}
        colour={m.stage.theme.gradient}
        width={6}
      />
      {m.text(legend, [end, y], quiet)}
    </g>
  );
}

/**
 * The update rule and, below it, the rule with the numbers of the current step. The subject of the current phase is
 * highlighted in its colour: the slope while the gradient is measured, the new x while the step is taken.
 */
function equation(m: Moment, rect: Rect, index: number, run: RateRun, head: Playhead): ReactElement {
  const { stage } = m;
  const colour = runColour(stage.theme, index);
  const phase = phaseOf(head);
  // After the last step its numbers stay.
  const isOver = head.step === run.points.length - 1;
  const step = isOver ? Math.max(head.step - 1, 0) : head.step;
  const [x, next] = [run.points[step]?.[0] ?? 0, run.points[step + 1]?.[0]];
  const rule: readonly TextPart[] = [
    { words: 'x', fill: colour, bold: true },
    { words: ` ← x − ${m.say('rate')} · `, bold: true },
    { words: m.say('gradient'), fill: 'gradient', bold: true },
  ];
  const idle = phase === 'idle' ? ({ fill: 'quiet' } as const) : {};
  const numbers: readonly TextPart[] = [
    { words: `= ${fixed(x, 4)} − ${rate(run.learningRate)} · (`, ...idle },
    { words: fixed(run.series.gradient[step] ?? 0, 4), fill: 'gradient', bold: true, ...idle },
    { words: ')', ...idle },
  ];
  const result: readonly TextPart[] = [
    { words: '= ' },
    { words: next === undefined ? '' : fixed(next, 4), fill: colour, bold: true },
  ];
  const size = stage.format === 'square' ? SIZE.medium : SIZE.large;
  const indent = textWidth(stage, 'x ', { size: SIZE.large, bold: true });
  const small = Math.min(size * 0.86, (size * (rect.width - indent)) / rowWidth(stage, numbers, size));
  const [left, third] = [rect.x + indent, rect.height / 3];
  const quick = isQuick(m, head);
  const moved = isOver || phase === 'step' || phase === 'done';
  return (
    <g>
      {textRow(stage, rule, [rect.x, rect.y + third * 0.72], size)}
      {!quick && textRow(stage, numbers, [left, rect.y + third * 1.72], small)}
      {!quick && moved && next !== undefined && textRow(stage, result, [left, rect.y + third * 2.72], small)}
    </g>
  );
}

/** The outcome of the run and, if it explains that, the threshold it exceeded. */
function verdict(m: Moment, part: TrioPart<'run'>, trace: TrioTrace, run: RateRun, rect: Rect): ReactElement {
  const threshold = run.verdict.kind === 'settles' ? thresholdOf(trace, run) : brokenThreshold(trace, run);
  // Shown from the caption that explains it on, else together with the verdict.
  const explained = m.story.captions.find(
    ({ start, message }) => message.key === 'captionOvershoots' && start >= part.start && start < part.end,
  );
  const colour = runColour(m.stage.theme, part.run);
  const block = m.block(m.word(verdictMessage(trace, run)), rect.width, { bold: true, fill: colour });
  const stands = m.since(part.verdictFrame);
  const single = !stands || block.lines.length < 2;
  return (
    <g>
      {threshold !== null &&
        m.since(explained?.start ?? part.verdictFrame) &&
        single &&
        m.text(
          m.say('threshold', { threshold, rate: run.learningRate, above: run.learningRate > threshold }),
          [rect.x, rect.y + 32],
        )}
      {stands && block.at([rect.x, rect.y + 32 + (single ? block.leading : 0)])}
    </g>
  );
}
