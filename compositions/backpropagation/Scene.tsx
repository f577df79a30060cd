import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { clipScene } from './Clip.tsx';
import { cureScene, deepScene, whyScene } from './Deep.tsx';
import type { FlowMoment } from './moment.ts';
import { answerScene, gathering, questionScene } from './Signals.tsx';
import { smallScene } from './Small.tsx';
import type { FlowTrace } from './simulation.ts';
import type { FlowStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the film of backpropagation: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FlowTrace, FlowStory>): ReactElement {
  const m = moment(words, props);
  return (
    <Sheet m={m} aside={m.part.kind === 'answer' ? m.say('shades') : ''}>
      {partScene(m, trace)}
    </Sheet>
  );
}

function partScene(m: FlowMoment, trace: FlowTrace): ReactElement {
  const { part } = m;
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'forward': {
      const gathered = m.between(0, 0.7);
      return (
        <g>
          {gathered < 1 && gathering(m, trace, gathered)}
          {smallScene(m, trace)}
        </g>
      );
    }
    case 'back':
    case 'heat':
    case 'update':
      return smallScene(m, trace);
    case 'deep':
      return deepScene(m, part, trace);
    case 'why':
      return whyScene(m, part, trace);
    case 'init':
    case 'residual':
      return cureScene(m, part, trace);
    case 'clip':
      return clipScene(m, part, trace);
    case 'answer':
      return answerScene(m, part, trace);
  }
}
