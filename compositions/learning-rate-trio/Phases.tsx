import type { ReactElement } from 'react';
import { Arrow } from '../../src/scene/Arrow.tsx';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import type { Phase } from '../../src/story/clock.ts';
import type { Playhead } from './playhead.ts';
import { say, word } from './text.ts';

/** What the slope's colour means, and the phase of a step while it is slow enough to be read. */
export function Phases(props: {
  readonly stage: Stage;
  readonly panel: Rect;
  readonly head: Playhead;
  readonly named: boolean;
}): ReactElement {
  const { stage, panel, head, named } = props;
  const { theme } = stage;
  const phases: readonly (readonly [Phase, string])[] = [
    ['idle', word(say('phaseIdle'), stage.language)],
    ['gradient', word(say('phaseGradient'), stage.language)],
    ['step', word(say('phaseStep'), stage.language)],
    ['done', word(say('phaseDone'), stage.language)],
  ];
  const y = panel.y + 28;
  let right = panel.x + panel.width - 22;
  const row = [...phases].reverse().map(([phase, words]) => {
    const x = right;
    right -= measure(stage.type.semibold, words, SIZE.small) + 26;
    return { phase, words, x };
  });
  const legend = word(say('slope'), stage.language);
  const legendEnd = right - 14;
  const legendStart = legendEnd - measure(stage.type.regular, legend, SIZE.small);
  return (
    <g>
      {named &&
        row.map(({ phase, words, x }) => (
          <Words
            key={phase}
            stage={stage}
            words={words}
            x={x}
            y={y}
            size={SIZE.small}
            weight="semibold"
            fill={phase === head.phase ? theme.text : theme.quiet}
            anchor="end"
            opacity={phase === head.phase ? 1 : 0.45}
          />
        ))}
      <Arrow
        from={[legendStart - 92, y - 10]}
        to={[legendStart - 18, y - 10]}
        colour={theme.tangent}
        width={6}
      />
      <Words
        stage={stage}
        words={legend}
        x={legendEnd}
        y={y}
        size={SIZE.small}
        fill={theme.quiet}
        anchor="end"
      />
    </g>
  );
}
