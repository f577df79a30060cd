import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { TitleCard } from '../../src/scene/parts/TitleCard.tsx';
import { playheadOf } from '../../src/story/playhead.ts';
import { learnedRegions } from './BoundaryMap.tsx';
import { compareScene } from './CompareScene.tsx';
import { dataScene } from './DataScene.tsx';
import { learnScene } from './LearnScene.tsx';
import { remedyScene } from './RemedyScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the overfitting film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<OverfittingTrace, OverfittingStory>): ReactElement {
  const m = moment(words, props);
  const steps = trace.params.epochs;
  const aside = (step: number): string => m.say('epochOf', { step, steps });
  const remedy = m.part.kind === 'remedy' ? m.head(m.part.clock) : null;
  return (
    <Sheet m={m} {...(remedy ? { aside: aside(remedy.done), widest: aside(steps) } : {})}>
      {partScene(m, m.part, trace)}
    </Sheet>
  );
}

function partScene(
  m: Moment,
  part: OverfittingStory['parts'][number],
  trace: OverfittingTrace,
): ReactElement | null {
  switch (part.kind) {
    case 'title':
      return titleScene(m, trace);
    case 'data':
      return dataScene(m, part, trace);
    case 'learn':
      return learnScene(m, part, trace);
    case 'remedy':
      return remedyScene(m, part, trace);
    case 'compare':
      return compareScene(m, trace);
  }
}

/** The film's name over the final decision boundary. */
function titleScene(m: Moment, { params, maps }: OverfittingTrace): ReactElement {
  const { width, height } = m.stage;
  const head = playheadOf(params.epochs * m.through(m.part), params.epochs + 1);
  return (
    <TitleCard m={m} title={m.say('title')} subtitle={m.say('subtitle')} strong>
      {learnedRegions(m, 'title', { x: 0, y: 0, width, height }, maps[0] ?? [], head, 0)}
    </TitleCard>
  );
}
