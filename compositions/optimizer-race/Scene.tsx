import type { ReactElement } from 'react';
import { Heading, Sheet } from '../../src/scene/Sheet.tsx';
import type { Stage } from '../../src/scene/stage.ts';
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
    <Sheet stage={stage} captions={story.captions} frame={frame} word={word}>
      <BeatScene {...props} beat={beat} />
      <Header stage={stage} trace={trace} beat={beat} frame={frame} />
    </Sheet>
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
  const { language } = stage;
  const heading = headingOf(trace, beat);
  if (heading === null) return null;
  const words = word(heading, language);
  if (beat.kind !== 'focus' && beat.kind !== 'result') return <Heading stage={stage} words={words} />;
  const steps = trace.params.races[beat.race]?.steps ?? 0;
  const stepText = (step: number): string => word(say('stepOutOf', { step, steps }), language);
  const { done } = racePosition(beat.timing.clock, frame);
  return <Heading stage={stage} words={words} aside={stepText(done)} widest={stepText(steps)} />;
}
