import type { ReactElement } from 'react';
import { Ball } from '../../src/scene/Ball.tsx';
import { Heading, Sheet } from '../../src/scene/Sheet.tsx';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { Words } from '../../src/scene/Words.tsx';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { Message } from '../../src/story/captions.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { beatAt } from '../../src/story/story.ts';
import { EndCard, LessonCard, TitleCard } from './Cards.tsx';
import { CompareScene } from './CompareScene.tsx';
import { Landscape, landscapeArea } from './Landscape.tsx';
import { RunScene } from './RunScene.tsx';
import type { TrioTrace } from './simulation.ts';
import { drawnShare, type LandscapeBeat, type TrioBeat, type TrioStory } from './story.ts';
import { say, word } from './text.ts';
import { type View, viewOf } from './view.ts';

/** A frame of the learning-rate trio: a pure function of trace, story, frame and stage. */
export function TrioScene(props: {
  readonly trace: TrioTrace;
  readonly story: TrioStory;
  readonly frame: number;
  readonly stage: Stage;
}): ReactElement {
  const { trace, story, frame, stage } = props;
  const beat = beatAt(story, frame);
  const view = viewOf(trace);
  const heading = headingOf(trace, beat);
  return (
    <Sheet stage={stage} captions={story.captions} frame={frame} word={word}>
      <Heading stage={stage} words={heading === null ? '' : word(heading, stage.language)} />
      <BeatScene {...{ stage, trace, story, view, beat, frame }} />
    </Sheet>
  );
}

function headingOf(trace: TrioTrace, beat: TrioBeat): Message | null {
  switch (beat.kind) {
    case 'landscape':
      return say('landscapeHeading');
    case 'run': {
      const rate = trace.runs[beat.run]?.learningRate ?? Number.NaN;
      return say('runHeading', { run: beat.run + 1, runs: trace.runs.length, rate });
    }
    case 'compare':
      return say('compareHeading');
    default:
      return null;
  }
}

function BeatScene(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly story: TrioStory;
  readonly view: View;
  readonly beat: TrioBeat;
  readonly frame: number;
}): ReactElement {
  const { stage, trace, story, view, beat, frame } = props;
  const { fps } = story;
  switch (beat.kind) {
    case 'title':
      return <TitleCard {...{ stage, trace, view, beat, frame, fps }} />;
    case 'landscape':
      return <LandscapeScene {...{ stage, trace, view, beat, frame }} />;
    case 'run':
      return <RunScene {...{ stage, trace, story, view, beat, frame }} />;
    case 'compare':
      return <CompareScene {...{ stage, trace, view, beat, frame, fps }} />;
    case 'lesson':
      return <LessonCard {...{ stage, trace, view, beat, frame, fps }} />;
    case 'end':
      return <EndCard {...{ stage, trace, view, beat, frame, fps }} />;
  }
}

/** The landscape alone: it draws itself, its minima are named, the ball appears at the start. */
function LandscapeScene(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly view: View;
  readonly beat: LandscapeBeat;
  readonly frame: number;
}): ReactElement {
  const { stage, trace, view, beat, frame } = props;
  const { objective, start } = trace.params;
  const area = landscapeArea(view, stage.body, 'landscape', false);
  const drop = progress(beat.ball, frame);
  const appeared = easeInOut(drop);
  const at = [area.x(start), area.y(doubleWellValue(objective, start))] as const;
  const left = at[0] > area.rect.x + area.rect.width * 0.8;
  return (
    <g>
      <Landscape
        stage={stage}
        trace={trace}
        view={view}
        area={area}
        compact={false}
        drawn={drawnShare(beat, frame)}
        named={easeInOut(progress(beat.minima, frame))}
      />
      {drop > 0 && (
        <g>
          <Ball theme={stage.theme} at={at} r={22 * appeared} colour={stage.theme.text} />
          <Words
            stage={stage}
            words={word(say('start'), stage.language)}
            x={left ? at[0] - 40 : at[0] + 40}
            y={at[1] + 10}
            size={SIZE.medium}
            weight="semibold"
            fill={stage.theme.text}
            anchor={left ? 'end' : 'start'}
            opacity={appeared}
          />
        </g>
      )}
    </g>
  );
}
