import type { ReactElement } from 'react';
import { CaptionBand } from '../../src/scene/Caption.tsx';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { fitted, wrap } from '../../src/scene/type/typeface.ts';
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
  const { header, theme, type, language } = stage;
  const heading = beat.kind === 'title' ? '' : word(headingOf(trace, beat), language);
  const epoch =
    beat.kind === 'remedy'
      ? word(
          say('epochOutOf', {
            epoch: playheadAt(beat.clock, frame, trace.params.epochs).done,
            epochs: trace.params.epochs,
          }),
          language,
        )
      : '';
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={stage.width}
      height={stage.height}
      viewBox={`0 0 ${stage.width} ${stage.height}`}
    >
      <rect x={0} y={0} width={stage.width} height={stage.height} fill={theme.background} />
      <BeatScene {...props} beat={beat} />
      <Words
        stage={stage}
        words={heading}
        x={header.x}
        y={header.y + 52}
        size={fitted(type.semibold, heading, SIZE.heading, header.width - (epoch === '' ? 0 : 290))}
        weight="semibold"
        fill={theme.text}
      />
      <Words
        stage={stage}
        words={epoch}
        x={header.x + header.width}
        y={header.y + 52}
        size={SIZE.medium}
        fill={theme.quiet}
        anchor="end"
      />
      <CaptionBand
        stage={stage}
        captions={story.captions}
        frame={frame}
        word={({ message }) => word(message, language)}
      />
    </svg>
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
