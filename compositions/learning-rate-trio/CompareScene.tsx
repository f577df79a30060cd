import type { ReactElement } from 'react';
import { Marker } from '../../src/scene/Marker.tsx';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { Descent } from './Descent.tsx';
import { rateText } from './figures.ts';
import { Landscape, landscapeArea } from './Landscape.tsx';
import { cellsOf } from './layout.ts';
import { verdictMessage } from './messages.ts';
import { playhead } from './playhead.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import type { CompareBeat } from './story.ts';
import { say, word } from './text.ts';
import type { View } from './view.ts';

/** All runs at once, each in its cell: the same landscape, its own ball, its verdict. */
export function CompareScene(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly view: View;
  readonly beat: CompareBeat;
  readonly frame: number;
  readonly fps: number;
}): ReactElement {
  const { stage, trace, view, beat, frame, fps } = props;
  const cells = cellsOf(stage, trace.runs.length);
  const lines = Math.max(
    ...trace.runs.map((run, i) => {
      const cell = cells[i];
      return cell === undefined ? 0 : verdictLines(stage, trace, run, cell).length;
    }),
  );
  const shown = easeOut(progress({ start: beat.start, end: beat.start + Math.round(0.4 * fps) }, frame));
  const step = Math.max(...trace.runs.map((run) => playhead(run, beat.clock, frame).done));
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      <Words
        stage={stage}
        words={word(say('stepOutOf', { step, steps: view.steps }), stage.language)}
        x={stage.header.x + stage.header.width}
        y={stage.header.y + 52}
        size={SIZE.medium}
        fill={stage.theme.quiet}
        anchor="end"
      />
      {trace.runs.map((run, index) => {
        const cell = cells[index];
        return cell === undefined ? null : (
          <Cell key={run.id} {...{ stage, trace, view, beat, frame, fps, run, index, cell, lines }} />
        );
      })}
    </g>
  );
}

const PADDING = 22;
const LABEL_HEIGHT = 60;
const VERDICT_LEADING = 42;

/** Room for a verdict beside a plot, or below it. */
const verdictWidth = (cell: Rect): number => (cell.width - 2 * PADDING) * (isBeside(cell) ? 0.44 : 1);

/** Wide cells have their words beside the plot. */
const isBeside = (cell: Rect): boolean => cell.width > 1.6 * cell.height && cell.height < 300;

const verdictLines = (stage: Stage, trace: TrioTrace, run: RateRun, cell: Rect): readonly string[] =>
  wrap(
    stage.type.semibold,
    word(verdictMessage(trace, run), stage.language),
    SIZE.medium,
    verdictWidth(cell),
  );

function Cell(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly view: View;
  readonly beat: CompareBeat;
  readonly frame: number;
  readonly fps: number;
  readonly run: RateRun;
  readonly index: number;
  readonly cell: Rect;
  /** Lines that the longest of the verdicts takes. */
  readonly lines: number;
}): ReactElement {
  const { stage, trace, view, beat, frame, fps, run, index, cell, lines } = props;
  const colour = runColour(stage.theme, index);
  const head = playhead(run, beat.clock, frame);
  const beside = isBeside(cell);
  const inner = {
    x: cell.x + PADDING,
    y: cell.y + PADDING,
    width: cell.width - 2 * PADDING,
    height: cell.height - 2 * PADDING,
  };
  const textWidth = verdictWidth(cell);
  const verdict = verdictLines(stage, trace, run, cell);
  const verdictHeight = 16 + lines * VERDICT_LEADING;
  const plot = beside
    ? { ...inner, width: inner.width * 0.52 }
    : { ...inner, y: inner.y + LABEL_HEIGHT, height: inner.height - LABEL_HEIGHT - verdictHeight - 8 };
  const left = beside ? inner.x + inner.width - textWidth : inner.x;
  const verdictTop = beside ? inner.y + 62 : inner.y + inner.height - verdictHeight + 6;
  const area = landscapeArea(view, plot, `cell-${index}`, true);
  return (
    <g>
      <rect
        x={px(cell.x)}
        y={px(cell.y)}
        width={px(cell.width)}
        height={px(cell.height)}
        rx={14}
        fill={stage.theme.panel}
      />
      <Marker run={index} x={left + 12} y={inner.y + 18} r={12} fill={colour} />
      <Words
        stage={stage}
        words={rateText(run.learningRate)}
        x={left + 38}
        y={inner.y + 30}
        size={SIZE.medium}
        weight="semibold"
        fill={colour}
      />
      <Landscape
        stage={stage}
        trace={trace}
        view={view}
        area={area}
        compact
        drawn={1}
        named={1}
        ball={[area.x(head.x), area.y(head.loss)]}
      />
      <Descent {...{ stage, trace, run, index, head, view, area, fps }} compact tangent={0} />
      {frame >= beat.verdictFrame &&
        verdict.map((words, i) => (
          <Words
            key={words}
            stage={stage}
            words={words}
            x={left}
            y={verdictTop + 28 + i * VERDICT_LEADING}
            size={SIZE.medium}
            weight="semibold"
            fill={colour}
          />
        ))}
    </g>
  );
}
