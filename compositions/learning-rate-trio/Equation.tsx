import type { ReactElement } from 'react';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { type Part, rowWidth, WordRow } from '../../src/scene/Words.tsx';
import { fixed } from '../../src/story/numbers.ts';
import { rateText } from './figures.ts';
import type { Playhead } from './playhead.ts';
import type { RateRun } from './simulation.ts';
import { say, word } from './text.ts';

/**
 * The update rule and, below it, the rule with the numbers of this very step. What the current phase is about is
 * written in its colour: the slope while the gradient is measured, the new x while the step is taken.
 */
export function Equation(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly run: RateRun;
  readonly index: number;
  readonly head: Playhead;
  /** The step is over too soon to read its numbers. */
  readonly quick: boolean;
}): ReactElement {
  const { stage, rect, run, index, head, quick } = props;
  const { text, quiet, tangent } = stage.theme;
  const colour = runColour(stage.theme, index);
  // After the last step its numbers stay.
  const step = head.to === null ? Math.max(head.step - 1, 0) : head.step;
  const x = run.points[step]?.[0] ?? head.x;
  const slope = run.series.gradient[step] ?? head.from.slope;
  const next = run.points[step + 1]?.[0];
  const moved = head.to === null || head.phase === 'step' || head.phase === 'done';
  const rule: readonly Part[] = [
    { words: 'x', fill: colour, weight: 'semibold' },
    { words: ' ← x − ', fill: text, weight: 'semibold' },
    { words: word(say('equationRate'), stage.language), fill: text, weight: 'semibold' },
    { words: ' · ', fill: text, weight: 'semibold' },
    { words: word(say('equationGradient'), stage.language), fill: tangent, weight: 'semibold' },
  ];
  const indent = rowWidth(stage, [{ words: 'x ', fill: text, weight: 'semibold' }], SIZE.large);
  const numbers: readonly Part[] = [
    {
      words: `= ${fixed(x, 4)} − ${rateText(run.learningRate)} · (`,
      fill: head.phase === 'idle' ? quiet : text,
    },
    { words: fixed(slope, 4), fill: head.phase === 'idle' ? quiet : tangent, weight: 'semibold' },
    { words: ')', fill: head.phase === 'idle' ? quiet : text },
  ];
  const result: readonly Part[] = [
    { words: '= ', fill: text },
    { words: next === undefined ? '' : fixed(next, 4), fill: colour, weight: 'semibold' },
  ];
  const size = stage.format === 'square' ? SIZE.medium : SIZE.large;
  const fitted = Math.min(size * 0.86, (size * (rect.width - indent)) / rowWidth(stage, numbers, size));
  const leading = rect.height / 3;
  return (
    <g>
      <WordRow stage={stage} parts={rule} x={rect.x} y={rect.y + leading * 0.72} size={size} />
      {!quick && (
        <WordRow
          stage={stage}
          parts={numbers}
          x={rect.x + indent}
          y={rect.y + leading * 1.72}
          size={fitted}
        />
      )}
      {!quick && moved && next !== undefined && (
        <WordRow stage={stage} parts={result} x={rect.x + indent} y={rect.y + leading * 2.72} size={fitted} />
      )}
    </g>
  );
}
