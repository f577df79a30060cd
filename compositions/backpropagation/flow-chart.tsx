import type { ReactElement } from 'react';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { text } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { remember } from '../../src/sim/remember.ts';
import { graded } from '../../src/story/numbers.ts';
import { groupOf } from './commentary.ts';
import type { FlowMoment as M } from './moment.ts';
import type { FlowRun, FlowTrace } from './simulation.ts';
import { viewOf } from './view.ts';

/** A run as it is drawn in a panel: its lane is its colour and dash. */
export interface Drawn {
  readonly run: FlowRun;
  readonly lane: number;
  readonly name: string;
  /** How much of it is drawn, and how much of its verdict is seen. */
  readonly upTo: number;
  readonly told: number;
  /** Whether its name rides on its line, too. */
  readonly riding?: boolean;
}

export const lineOf = (m: M, trace: FlowTrace, { run, lane, upTo, name, riding = false }: Drawn): Series => {
  const values = viewOf(trace).lines.get(run.id) ?? [];
  return {
    values,
    colour: runColour(m.stage.theme, lane),
    dash: runDash(lane),
    run: lane,
    upTo: upTo * (values.length - 1),
    ...(riding ? { label: { words: name, widest: name } } : {}),
  };
};

/** The two bounds between which a signal is steady. */
const boundsOf = remember((trace: FlowTrace) => {
  const { limit, depth } = trace.params;
  return [1 / limit, limit].map((bound) => Array<number>(depth).fill(bound));
});

/** Lengths of signals from the last layer back. @param rule how much the bounds are seen */
export function flowChart(
  m: M,
  trace: FlowTrace,
  rect: Rect,
  id: string,
  series: readonly Series[],
  rule: number,
): ReactElement {
  const bounds = boundsOf(trace).map(
    (values): Series => ({ values, colour: m.stage.theme.quiet, width: 2.5, dash: '6 8', opacity: rule }),
  );
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id={id}
      x={{ label: m.say('layersBack'), domain: [0, trace.params.depth - 1] }}
      y={{ label: m.say('length'), domain: viewOf(trace).shares, log: true }}
      series={[...(rule > 0 ? bounds : []), ...series]}
    />
  );
}

const LEADING = 44;
/** Height of a panel's title, and the share of its width that its chart has where words stand beside it. */
const TITLE = 46;
const BESIDE = 0.48;

/** The chart of a panel that has so many rows of words. */
export function chartIn(m: M, place: Rect, rows: number): Rect {
  if (m.stage.format !== 'landscape') return { ...place, width: place.width * BESIDE };
  return { ...place, y: place.y + TITLE, height: place.height - TITLE - rows * LEADING - 14 };
}

/** One activation function: its lines, and what each comes to. */
export function panel(
  m: M,
  trace: FlowTrace,
  place: Rect,
  title: string,
  drawn: readonly Drawn[],
  rule: number,
): ReactElement {
  const { stage } = m;
  const beside = stage.format !== 'landscape';
  const indent = beside ? place.width * (BESIDE + 0.025) : 0;
  const words = { ...place, x: place.x + indent, width: place.width - indent };
  const chart = chartIn(m, place, drawn.length);
  const first = beside
    ? words.y + TITLE + LEADING
    : place.y + place.height - (drawn.length - 1) * LEADING - 12;
  return (
    <g>
      {text(stage, title, [words.x, words.y + 34], { bold: true })}
      {flowChart(
        m,
        trace,
        chart,
        `flow-${title}`,
        drawn.map((one) => lineOf(m, trace, one)),
        rule,
      )}
      {each(drawn, ({ run, lane, name, told }, i) => {
        const fill = runColour(stage.theme, lane);
        const y = first + LEADING * i;
        const result = `${m.say('verdict', { verdict: run.verdict })}  ${graded(run.ratio)}`;
        return (
          <g>
            {text(stage, name, [words.x, y], { size: SIZE.small, fill, bold: true })}
            {text(stage, result, [words.x + words.width, y], {
              size: SIZE.small,
              fill,
              anchor: 'end',
              opacity: told,
            })}
          </g>
        );
      })}
    </g>
  );
}

export const nameOf = (m: M, activation: string): string => m.say('activationName', { activation });

/** The networks at every scale, by activation function. */
export function scalesDrawn(
  m: M,
  trace: FlowTrace,
  activation: string,
  upTo: number,
  told: number,
): readonly Drawn[] {
  return groupOf(trace, 'scales')
    .filter((run) => run.activation === activation)
    .map((run, i) => ({
      run,
      lane: i,
      name: m.say('scaleName', { scale: trace.params.scales[i] ?? 1 }),
      upTo,
      told,
      riding: true,
    }));
}
