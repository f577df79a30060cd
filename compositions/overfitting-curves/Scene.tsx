import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { answerScene } from './AnswerScene.tsx';
import { learnScene } from './LearnScene.tsx';
import { questionScene, taskScene } from './OpeningScene.tsx';
import { remediesScene, testScene } from './RemediesScene.tsx';
import { lessonScene, runsScene } from './RunsScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the overfitting film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<OverfittingTrace, OverfittingStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  return (
    <Sheet m={m} aside={asideOf(m, part, trace)}>
      {partScene(m, part, trace)}
    </Sheet>
  );
}

/** Whose maps and losses are seen. */
function asideOf(m: Moment, part: OverfittingStory['parts'][number], trace: OverfittingTrace): string {
  const run = trace.facts.shown.run + 1;
  if (part.kind === 'runs' && !m.since(part.drawing.start)) return m.say('lossesOf', { run });
  if (part.kind === 'learn' && trace.facts.shown.bend !== null) return m.say('meaning');
  return part.kind === 'remedies' || part.kind === 'answer' ? m.say('ofRun', { run }) : '';
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
    case 'runs':
      return runsScene(m, part, trace);
    case 'remedies':
      return remediesScene(m, part, trace);
    case 'test':
      return testScene(m, part, trace);
    case 'answer':
      return answerScene(m, part, trace);
    case 'lesson':
      return lessonScene(m, part, trace);
  }
}
