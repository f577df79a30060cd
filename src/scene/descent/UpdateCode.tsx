import type { ReactElement } from 'react';
import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { rateText } from '../../story/descent/commentary.ts';
import { fixed } from '../../story/numbers.ts';
import { phaseOf } from '../../story/phase.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { Moment } from '../moment.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Code } from '../parts/Code.tsx';
import { textWidth } from '../parts/Text.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { runColour } from '../theme.ts';
import { isQuick } from './Descent.tsx';

/** What the slope's colour means. */
export function legend(m: Moment, panel: Rect): ReactElement {
  const y = panel.y + 28;
  const end = panel.x + panel.width - 22;
  const words = m.say('slope');
  const style = { size: SIZE.small, fill: 'quiet', anchor: 'end' } as const;
  const start = end - textWidth(m.stage, words, style);
  return (
    <g>
      <Arrow
        from={[start - 92, y - 10]}
        to={[start - 18, y - 10]}
        colour={m.stage.theme.gradient}
        width={6}
      />
      {m.text(words, [end, y], style)}
    </g>
  );
}

/**
 * The update rule as a line of code, with the numbers of the current step: what it has computed is lit up. In
 * quick steps the numbers are left out.
 */
export function code(
  m: Moment,
  rect: Rect,
  trace: DescentTrace,
  index: number,
  run: RateRun,
  head: Playhead,
): ReactElement {
  const { stage } = m;
  const phase = phaseOf(head);
  // After the last step its numbers stay.
  const isOver = head.step === run.points.length - 1;
  const step = isOver ? Math.max(head.step - 1, 0) : head.step;
  const next = run.points[step + 1]?.[0];
  const shown = isQuick(m, head) ? 0 : 1;
  const moved = (isOver || phase === 'step' || phase === 'done') && next !== undefined;
  const colour = runColour(stage.theme, index);
  const [slope, rate] = [m.say('codeSlope'), m.say('codeRate')];
  const measured = fixed(run.series.gradient[step] ?? 0, 3);
  // Where there is no room for numbers below it, the code stands alone.
  const value = (words: string) => (stage.format === 'square' ? {} : { value: words });
  const known = phase === 'idle' ? 0 : shown;
  return (
    <Code
      stage={stage}
      rect={rect}
      lines={[`x = x - ${rate} * ${slope}(x)`]}
      size={SIZE.large}
      marks={[
        { token: 'x', nth: 0, fill: colour, ...value(fixed(next ?? 0, 3)), lit: moved ? shown : 0 },
        { token: 'x', nth: 1, fill: colour, ...value(fixed(run.points[step]?.[0] ?? 0, 3)), lit: shown },
        { token: rate, fill: colour, ...value(rateText(trace, index)), lit: 1 },
        { token: slope, fill: 'gradient', ...value(measured), lit: known },
      ]}
    />
  );
}
