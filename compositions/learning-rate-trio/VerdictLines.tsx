import type { ReactElement } from 'react';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { brokenThreshold, thresholdOf, verdictMessage } from './messages.ts';
import type { TrioTrace } from './simulation.ts';
import type { RunBeat, TrioStory } from './story.ts';
import { say, word } from './text.ts';

/** What became of the run and, where it explains that, the threshold it broke. */
export function VerdictLines(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly story: TrioStory;
  readonly beat: RunBeat;
  readonly frame: number;
  readonly rect: Rect;
}): ReactElement | null {
  const { stage, trace, story, beat, frame, rect } = props;
  const run = trace.runs[beat.run];
  if (run === undefined) return null;
  const threshold = run.verdict.kind === 'settles' ? thresholdOf(trace, run) : brokenThreshold(trace, run);
  // It stands from where a caption explains it, else beside the verdict.
  const explained =
    story.captions.find(
      ({ start, message }) => message.key === 'captionOvershoots' && start >= beat.start && start < beat.end,
    )?.start ?? beat.verdictFrame;
  const colour = runColour(stage.theme, beat.run);
  const lines =
    frame < beat.verdictFrame
      ? []
      : wrap(stage.type.semibold, word(verdictMessage(trace, run), stage.language), SIZE.medium, rect.width);
  const leading = 42;
  return (
    <g>
      {threshold !== null && frame >= explained && lines.length < 2 && (
        <Words
          stage={stage}
          words={word(say('threshold', { threshold, rate: run.learningRate }), stage.language)}
          x={rect.x}
          y={rect.y + 32}
          size={SIZE.medium}
          fill={stage.theme.text}
        />
      )}
      {lines.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={rect.x}
          y={rect.y + 32 + leading * (i + (lines.length < 2 ? 1 : 0))}
          size={SIZE.medium}
          weight="semibold"
          fill={colour}
        />
      ))}
    </g>
  );
}
