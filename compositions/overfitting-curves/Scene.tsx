import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { learnScene, whyScene } from './LearnScene.tsx';
import { questionScene, taskScene } from './OpeningScene.tsx';
import { lessonScene, remedyScene, testScene } from './RemediesScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the overfitting film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<OverfittingTrace, OverfittingStory>): ReactElement {
  const m = moment(words, props);
  return <Sheet m={m}>{partScene(m, m.part, trace)}</Sheet>;
}

function partScene(
  m: Moment,
  part: OverfittingStory['parts'][number],
  trace: OverfittingTrace,
): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'task':
      return taskScene(m, part, trace);
    case 'learn':
      return learnScene(m, part, trace);
    case 'why':
      return whyScene(m, part, trace);
    case 'remedy':
      return remedyScene(m, part, trace);
    case 'test':
      return testScene(m, part, trace);
    case 'lesson':
      return lessonScene(m, part, trace);
  }
}
