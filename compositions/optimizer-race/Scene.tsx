import type { ReactElement } from 'react';
import { CaptionBand } from '../../src/scene/Caption.tsx';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { fitted, measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import type { Message } from '../../src/story/captions.ts';
import { beatAt } from '../../src/story/story.ts';
import { TitleCard } from './Cards.tsx';
import { CompareScene } from './CompareScene.tsx';
import { racePosition } from './playhead.ts';
import { RunningScene, SurfaceScene } from './RaceScene.tsx';
import type { RaceTrace } from './simulation.ts';
import { compareHeading, type RaceBeat, type RaceStory } from './story.ts';
import { say, word } from './text.ts';

interface Props {
  readonly trace: RaceTrace;
  readonly story: RaceStory;
  readonly frame: number;
  readonly stage: Stage;
}

/** A frame of the optimizer race: a pure function of trace, story, frame and stage. */
export function RaceFilmScene(props: Props): ReactElement {
  const { trace, story, frame, stage } = props;
  const beat = beatAt(story, frame);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={stage.width}
      height={stage.height}
      viewBox={`0 0 ${stage.width} ${stage.height}`}
    >
      <rect x={0} y={0} width={stage.width} height={stage.height} fill={stage.theme.background} />
      <BeatScene {...props} beat={beat} />
      <Header stage={stage} trace={trace} beat={beat} frame={frame} />
      <CaptionBand
        stage={stage}
        captions={story.captions}
        frame={frame}
        word={({ message }) => word(message, stage.language)}
      />
    </svg>
  );
}

function BeatScene({ trace, story, frame, stage, beat }: Props & { readonly beat: RaceBeat }): ReactElement {
  switch (beat.kind) {
    case 'title':
      return <TitleCard {...{ stage, trace, beat, frame }} fps={story.fps} />;
    case 'surface':
      return <SurfaceScene {...{ stage, trace, story, beat, frame }} />;
    case 'focus':
    case 'result':
      return <RunningScene {...{ stage, trace, story, beat, frame }} />;
    case 'compare':
      return <CompareScene {...{ stage, trace, beat, frame }} fps={story.fps} />;
  }
}

function headingOf(trace: RaceTrace, beat: RaceBeat): Message | null {
  if (beat.kind === 'title') return null;
  if (beat.kind === 'compare') return compareHeading(trace);
  const { races } = trace.params;
  const surface = races[beat.race]?.surface ?? 'ravine';
  return say('raceHeading', { race: beat.race + 1, races: races.length, surface });
}

/** Which race this is, and how many steps have been made. */
function Header(props: {
  readonly stage: Stage;
  readonly trace: RaceTrace;
  readonly beat: RaceBeat;
  readonly frame: number;
}): ReactElement | null {
  const { stage, trace, beat, frame } = props;
  const { header, theme, language, type } = stage;
  const heading = headingOf(trace, beat);
  if (heading === null) return null;
  const words = word(heading, language);
  const steps =
    beat.kind === 'focus' || beat.kind === 'result' ? (trace.params.races[beat.race]?.steps ?? 0) : 0;
  const room =
    beat.kind === 'compare'
      ? 0
      : 40 + measure(type.regular, word(say('stepOutOf', { step: steps, steps }), language), SIZE.medium);
  const done =
    beat.kind === 'focus' || beat.kind === 'result' ? racePosition(beat.timing.clock, frame).done : null;
  return (
    <g>
      <Words
        stage={stage}
        words={words}
        x={header.x}
        y={header.y + 52}
        size={fitted(type.semibold, words, SIZE.heading, header.width - room)}
        weight="semibold"
        fill={theme.text}
      />
      {done !== null && (
        <Words
          stage={stage}
          words={word(say('stepOutOf', { step: done, steps }), language)}
          x={header.x + header.width}
          y={header.y + 52}
          size={SIZE.medium}
          fill={theme.quiet}
          anchor="end"
        />
      )}
    </g>
  );
}
