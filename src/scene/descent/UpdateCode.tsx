import type { ReactElement } from 'react';
import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { rateText } from '../../story/descent/commentary.ts';
import { fixed } from '../../story/numbers.ts';
import { PHASES, phaseOf } from '../../story/phase.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { Moment } from '../moment.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Code } from '../parts/Code.tsx';
import { each } from '../parts/each.tsx';
import { textWidth } from '../parts/Text.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { runColour } from '../theme.ts';
import { isQuick } from './Descent.tsx';

/** Minimum duration of a step, in seconds, for its phases to be named. */
const NAMED_PHASE = 0.4;

/** What the slope's colour means, and the phase of a step while it is slow enough to read. */
export function phases(m: Moment, panel: Rect, head: Playhead): ReactElement {
  const y = panel.y + 28;
  const style = { size: SIZE.small, bold: true, anchor: 'end' } as const;
  let right = panel.x + panel.width - 22;
  const row = PHASES.toReversed().map((phase) => {
    const words = m.say('stepPhase', { phase });
    const x = right;
    right -= textWidth(m.stage, words, style) + 26;
    return { isCurrent: phase === phaseOf(head), words, x };
  });
  const words = (['slope', 'slopeShort'] as const).map((key) => m.say(key));
  // Beside the name of the vertical axis.
  const room = right - 14 - 92 - panel.x - textWidth(m.stage, m.say('loss'), { size: SIZE.small }) - 24;
  const legend = words.find((each) => textWidth(m.stage, each, { size: SIZE.small }) <= room) ?? '';
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
      {legend !== '' && (
        <Arrow
          from={[start - 92, y - 10]}
          to={[start - 18, y - 10]}
          colour={m.stage.theme.gradient}
          width={6}
        />
      )}
      {m.text(legend, [end, y], quiet)}
    </g>
  );
}

/**
 * The update rule as code, with the numbers of the current step: the line at work is lit up, and what it has computed. In
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
  const [gradient, rate] = [m.say('codeGradient'), m.say('codeRate')];
  const slope = fixed(run.series.gradient[step] ?? 0, 4);
  // Where there is no room for numbers below it, the code stands alone.
  const value = (words: string) => (stage.format === 'square' ? {} : { value: words });
  const known = phase === 'idle' ? 0 : shown;
  return (
    <Code
      stage={stage}
      rect={rect}
      lines={[`${gradient} = ${m.say('codeSlope')}(x)`, `x = x - ${rate} * ${gradient}`]}
      size={SIZE.large}
      {...(phase === 'idle' || isOver ? {} : { active: phase === 'gradient' ? 0 : 1 })}
      marks={[
        { token: gradient, line: 0, fill: 'gradient', ...value(slope), lit: known },
        { token: 'x', line: 0, fill: colour, ...value(fixed(run.points[step]?.[0] ?? 0, 4)), lit: shown },
        { token: 'x', line: 1, nth: 0, fill: colour, ...value(fixed(next ?? 0, 4)), lit: moved ? shown : 0 },
        { token: rate, line: 1, fill: colour, ...value(rateText(trace, index)), lit: 1 },
        { token: gradient, line: 1, fill: 'gradient', lit: known },
      ]}
    />
  );
}
