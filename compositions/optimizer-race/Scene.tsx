import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { compareScene } from './CompareScene.tsx';
import type en from './en.json';
import { LEAVE } from './layout.ts';
import { raceScene } from './RaceScene.tsx';
import { scalesScene } from './ScalesScene.tsx';
import { surfaceScene } from './SurfaceScene.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RaceStory } from './story.ts';
import { titleScene } from './TitleScene.tsx';
import { words } from './words.ts';

/** A frame of the optimizer race: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<RaceTrace, RaceStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const clock = part.kind === 'race' || part.kind === 'scales' ? part.clock : null;
  const steps = clock?.landings.length ?? 0;
  const stepOf = (step: number): string => (clock === null ? '' : m.say('stepOf', { step, steps }));
  return (
    <Sheet m={m} aside={stepOf(clock === null ? 0 : m.head(clock).done)} widest={stepOf(steps)}>
      {partScene(m, part, trace)}
      {leftBehind(props, m, trace)}
    </Sheet>
  );
}

function partScene(
  m: Moment<RaceStory['parts'][number], keyof typeof en>,
  part: RaceStory['parts'][number],
  trace: RaceTrace,
  leaving = false,
): ReactElement {
  switch (part.kind) {
    case 'title':
      return titleScene(m, part, trace);
    case 'surface':
      return surfaceScene(m, part, trace, leaving);
    case 'race':
      return raceScene(m, part, trace);
    case 'scales':
      return scalesScene(m, part, trace);
    case 'compare':
      return compareScene(m, trace);
  }
}

/** The last frame of the part before, while it goes: nothing is cut. */
function leftBehind(
  props: Omit<SceneProps<RaceTrace, RaceStory>, 'trace'>,
  m: Moment<RaceStory['parts'][number], keyof typeof en>,
  trace: RaceTrace,
): ReactElement | null {
  const left = m.between(0, LEAVE);
  if (m.part.start === 0 || left >= 1) return null;
  const before = moment(words, { ...props, frame: m.part.start - 1 });
  return <Fade in={1 - left}>{partScene(before, before.part, trace, true)}</Fade>;
}
