import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { clipScene } from './Clip.tsx';
import { deepScene } from './Deep.tsx';
import type { FlowMoment } from './moment.ts';
import { answerScene, questionScene } from './Signals.tsx';
import { smallScene } from './Small.tsx';
import type { FlowTrace } from './simulation.ts';
import type { FlowStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the film of backpropagation: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FlowTrace, FlowStory>): ReactElement {
  const m = moment(words, props);
  return (
    <Sheet m={m} aside={asideOf(m)}>
      {partScene(m, trace)}
    </Sheet>
  );
}

/** What the colours of a part mean. */
function asideOf(m: FlowMoment): string {
  const { kind } = m.part;
  if (kind === 'answer') return m.say('shades');
  return kind === 'back' ? m.say('legend') : '';
}

function partScene(m: FlowMoment, trace: FlowTrace): ReactElement {
  const { part } = m;
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'forward':
    case 'back':
    case 'update':
      return smallScene(m, trace);
    case 'deep':
    case 'why':
    case 'init':
    case 'residual':
      return deepScene(m, part, trace);
    case 'clip':
      return clipScene(m, part, trace);
    case 'answer':
      return answerScene(m, part, trace);
  }
}
