import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { headsScene, removeScene } from '../../src/scene/attention/HeadsScenes.tsx';
import { learnScene } from '../../src/scene/attention/LearningScene.tsx';
import { placesScene } from '../../src/scene/attention/PlacesScene.tsx';
import { questionScene } from '../../src/scene/attention/QuestionScene.tsx';
import { scoresScene } from '../../src/scene/attention/ScoresScene.tsx';
import { vectorsScene } from '../../src/scene/attention/VectorsScene.tsx';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { subjectsOf } from '../../src/story/attention/readings.ts';
import type { FilmTrace } from './simulation.ts';
import type { AttentionStory } from './story.ts';
import { words } from './words.ts';

type AnyPart = AttentionStory['parts'][number];

/** A frame of the film of attention: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FilmTrace, AttentionStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const steps = trace.params.steps;
  const at = (step: number): string => m.say('updateOf', { step, steps });
  return (
    <Sheet
      m={m}
      {...(part.kind === 'learn'
        ? { aside: at(subjectsOf(trace).run.updates[m.head(part.clock).done] ?? 0), widest: at(steps) }
        : {})}
    >
      {partScene(m, part, trace)}
    </Sheet>
  );
}

function partScene(m: Moment, part: AnyPart, trace: FilmTrace): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'vectors':
      return vectorsScene(m, part, trace);
    case 'scores':
      return scoresScene(m, part, trace);
    case 'learn':
      return learnScene(m, part, trace);
    case 'heads':
      return headsScene(m, part, trace);
    case 'places':
      return placesScene(m, part, trace);
    case 'remove':
      return removeScene(m, part, trace);
  }
}
