import type { ReactElement } from 'react';
import { linearScale } from '../../src/scene/scale.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { SurfaceGround } from './Surface.tsx';
import { type RaceTrace, runsOf } from './simulation.ts';
import type { TitleBeat } from './story.ts';
import { say, word } from './text.ts';
import { evenWindow, raceView } from './view.ts';

/** The film's name over its first surface. */
export function TitleCard(props: {
  readonly stage: Stage;
  readonly trace: RaceTrace;
  readonly beat: TitleBeat;
  readonly frame: number;
  readonly fps: number;
}): ReactElement {
  const { stage, trace, beat, frame, fps } = props;
  const { theme, safe, width, height, language } = stage;
  const entered = (delay: number): number => {
    const start = beat.start + Math.round(delay * fps);
    return easeOut(progress({ start, end: start + Math.round(0.6 * fps) }, frame));
  };
  const rect = { x: 0, y: 0, width, height };
  const view = raceView(trace, 0);
  const window = evenWindow(view.window, rect);
  const area = {
    id: 'title-map',
    rect,
    x: linearScale(window.x, [0, width]),
    y: linearScale(window.y, [height, 0]),
  };
  const lanes = new Set(trace.runs.map(({ lane }) => lane)).size;
  const values = {
    optimizers: Math.max(lanes, runsOf(trace, 0).length),
    races: new Set(trace.params.races.map(({ surface }) => surface)).size,
  };
  const title = wrap(stage.type.semibold, word(say('title'), language), SIZE.title, safe.width);
  const subtitle = wrap(stage.type.regular, word(say('subtitle', values), language), SIZE.large, safe.width);
  const top = height * 0.47 - (title.length - 1) * SIZE.title * 0.6;
  const surface = trace.params.races[0]?.surface ?? 'ravine';
  return (
    <g>
      <SurfaceGround stage={stage} surface={surface} view={view} area={area} drawn={entered(0)} />
      {title.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={safe.x + safe.width / 2}
          y={top + i * SIZE.title * 1.2}
          size={SIZE.title}
          weight="semibold"
          fill={theme.text}
          anchor="middle"
          opacity={entered(0.2)}
        />
      ))}
      {subtitle.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={safe.x + safe.width / 2}
          y={top + title.length * SIZE.title * 1.1 + i * 52}
          size={SIZE.large}
          fill={theme.text}
          anchor="middle"
          opacity={entered(0.6)}
        />
      ))}
    </g>
  );
}
