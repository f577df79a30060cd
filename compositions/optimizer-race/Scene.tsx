import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { TitleCard } from '../../src/scene/parts/TitleCard.tsx';
import { compareScene } from './CompareScene.tsx';
import { raceScene, surfaceScene } from './RaceScene.tsx';
import { ground, mapArea } from './Surface.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RaceStory } from './story.ts';
import { viewOf } from './view.ts';
import { words } from './words.ts';

/** A frame of the optimizer race: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<RaceTrace, RaceStory>): ReactElement {
  const m = moment(words, props);
  const clock = m.part.kind === 'race' ? m.part.clock : null;
  const steps = clock?.landings.length ?? 0;
  const stepOf = (step: number): string => (clock === null ? '' : m.say('stepOf', { step, steps }));
  return (
    <Sheet m={m} aside={stepOf(clock === null ? 0 : m.head(clock).done)} widest={stepOf(steps)}>
      {partScene(m, m.part, trace)}
    </Sheet>
  );
}

function partScene(m: Moment, part: RaceStory['parts'][number], trace: RaceTrace): ReactElement {
  switch (part.kind) {
    case 'title':
      return titleScene(m, trace);
    case 'surface':
      return surfaceScene(m, part, trace);
    case 'race':
      return raceScene(m, part, trace);
    case 'compare':
      return compareScene(m, trace);
  }
}

/** The film's name over its first surface. */
function titleScene(m: Moment, trace: RaceTrace): ReactElement {
  const { width, height } = m.stage;
  const view = viewOf(trace, 0);
  const lanes = new Set(trace.runs.map(({ lane }) => lane)).size;
  const surfaces = new Set(trace.params.races.map(({ surface }) => surface)).size;
  const subtitle = m.say('subtitle', { optimizers: Math.max(lanes, view.runs.length), races: surfaces });
  return (
    <TitleCard m={m} title={m.say('title')} subtitle={subtitle} strong>
      {ground(m, view, mapArea(view, { x: 0, y: 0, width, height }), m.enter(0))}
    </TitleCard>
  );
}
