import type { ReactElement } from 'react';
import { Heading, Sheet } from '../../src/scene/Sheet.tsx';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { contains, progress } from '../../src/story/clock.ts';
import { easeInOut, easeOut } from '../../src/story/ease.ts';
import { beatAt } from '../../src/story/story.ts';
import { LearnedRegions, mapArea } from './BoundaryMap.tsx';
import { CompareScene } from './CompareScene.tsx';
import { DataScene } from './DataScene.tsx';
import { LearnScene } from './LearnScene.tsx';
import { playheadAt } from './playhead.ts';
import { RemedyScene } from './RemedyScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import { headingOf, type OverfittingBeat, type OverfittingStory, type TitleBeat } from './story.ts';
import { say, word } from './text.ts';

interface Props {
  readonly trace: OverfittingTrace;
  readonly story: OverfittingStory;
  readonly frame: number;
  readonly stage: Stage;
}

/** A frame of the overfitting film: a pure function of trace, story, frame and stage. */
export function OverfittingScene(props: Props): ReactElement {
  const { trace, story, frame, stage } = props;
  const beat = beatAt(story, frame);
  const { language } = stage;
  const { epochs } = trace.params;
  const heading = beat.kind === 'title' ? '' : word(headingOf(trace, beat), language);
  const done = beat.kind === 'remedy' ? playheadAt(beat.clock, frame, epochs).done : null;
  const epochText = (epoch: number | null): string =>
    epoch === null ? '' : word(say('epochOutOf', { epoch, epochs }), language);
  return (
    <Sheet stage={stage} captions={story.captions} frame={frame} word={word}>
      <BeatScene {...props} beat={beat} />
      <Heading
        stage={stage}
        words={heading}
        aside={epochText(done)}
        widest={epochText(done === null ? null : epochs)}
      />
    </Sheet>
  );
}

function BeatScene({ beat, ...props }: Props & { readonly beat: OverfittingBeat }): ReactElement {
  switch (beat.kind) {
    case 'title':
      return <TitleCard {...props} beat={beat} />;
    case 'data':
      return <DataScene {...props} beat={beat} />;
    case 'learn':
      return <LearnScene {...props} beat={beat} />;
    case 'remedy':
      return <RemedyScene {...props} beat={beat} />;
    case 'compare':
      return <CompareScene {...props} beat={beat} />;
  }
}

/** The film's name over its boundary, which bends as it will. */
function TitleCard({ stage, trace, story, frame, beat }: Props & { readonly beat: TitleBeat }): ReactElement {
  const { theme, safe, width, height, language, type } = stage;
  if (!contains(beat, frame)) return <g />;
  const { epochs } = trace.params;
  const at = epochs * easeInOut(progress(beat, frame));
  const epoch = Math.floor(at);
  const area = mapArea('title', { x: 0, y: 0, width, height });
  const title = wrap(type.semibold, word(say('title'), language), SIZE.title, safe.width);
  const subtitle = wrap(type.regular, word(say('subtitle'), language), SIZE.large, safe.width);
  const top = height * 0.48 - (title.length - 1) * SIZE.title * 0.6;
  const start = beat.start + Math.round(0.4 * story.fps);
  const second = easeOut(progress({ start, end: start + Math.round(0.6 * story.fps) }, frame));
  const centre = { stage, x: safe.x + safe.width / 2, anchor: 'middle', fill: theme.text } as const;
  return (
    <g>
      <LearnedRegions
        stage={stage}
        area={area}
        maps={trace.maps[0] ?? []}
        head={{ epoch, t: at - epoch, done: epoch }}
        boundary={0}
      />
      {title.map((words, i) => (
        <Words
          key={words}
          {...centre}
          words={words}
          y={top + i * SIZE.title * 1.2}
          size={SIZE.title}
          weight="semibold"
        />
      ))}
      {subtitle.map((words, i) => (
        <Words
          key={words}
          {...centre}
          words={words}
          y={top + title.length * SIZE.title * 1.05 + i * 52}
          size={SIZE.large}
          opacity={second}
        />
      ))}
    </g>
  );
}
