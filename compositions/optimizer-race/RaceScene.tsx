import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut, easeOut } from '../../src/story/ease.ts';
import { layoutOf } from './layout.ts';
import { Paths } from './Paths.tsx';
import { racePosition } from './playhead.ts';
import { RaceChart } from './RaceChart.tsx';
import { LineUp, Ranking } from './Ranking.tsx';
import { Minima, mapArea, SurfaceMap } from './Surface.tsx';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import type { FocusBeat, RaceStory, ResultBeat, SurfaceBeat } from './story.ts';
import { say, word } from './text.ts';
import { UpdateArrows, UpdateWords, updateLayout } from './UpdateDrawing.tsx';
import { sketchAt, updateOnShow } from './update-shown.ts';
import { raceView } from './view.ts';

interface SceneProps<Beat> {
  readonly stage: Stage;
  readonly trace: RaceTrace;
  readonly story: RaceStory;
  readonly beat: Beat;
  readonly frame: number;
}

/** The surface comes up from its depth, its minima and the start are marked, the field lines up. */
export function SurfaceScene({ stage, trace, story, beat, frame }: SceneProps<SurfaceBeat>): ReactElement {
  const view = raceView(trace, beat.race);
  const runs = runsOf(trace, beat.race);
  const params = trace.params.races[beat.race];
  if (params === undefined) return <g />;
  const layout = layoutOf(stage, runs.length);
  const area = mapArea(view, layout.map);
  const { fps } = story;
  const after = (seconds: number, length: number): number => {
    const start = beat.start + Math.round(seconds * fps);
    return easeInOut(progress({ start, end: start + Math.round(length * fps) }, frame));
  };
  const field = easeInOut(progress(beat.field, frame));
  const named = after(1.4, 0.6);
  return (
    <g>
      <SurfaceMap stage={stage} surface={params.surface} view={view} area={area} drawn={after(0.1, 1.3)} />
      <Minima stage={stage} surface={params.surface} area={area} shown={named} />
      <Start stage={stage} area={area} start={params.start} shown={field} named />
      <Formula stage={stage} rect={layout.formula} trace={trace} race={beat.race} opacity={after(0.6, 0.6)} />
      {field > 0 && <LineUp stage={stage} rect={layout.ranking} runs={runs} shown={field} />}
    </g>
  );
}

/** Where everyone starts: a hollow ring, named while the surface is introduced. */
function Start(props: {
  readonly stage: Stage;
  readonly area: ReturnType<typeof mapArea>;
  readonly start: readonly [number, number];
  readonly shown: number;
  readonly named: boolean;
}): ReactElement | null {
  const { stage, area, start, shown, named } = props;
  if (shown <= 0) return null;
  const [x, y] = [area.x(start[0]), area.y(start[1])];
  const { rect } = area;
  const left = x > rect.x + rect.width * 0.75;
  const below = y < rect.y + 60;
  return (
    <g>
      <circle
        cx={px(x)}
        cy={px(y)}
        r={px(13 * shown)}
        fill={named ? stage.theme.text : 'none'}
        stroke={stage.theme.text}
        strokeWidth={3}
      />
      {named && (
        <Words
          stage={stage}
          words={word(say('start'), stage.language)}
          x={left ? x - 26 : x + 26}
          y={clamp(y + (below ? 18 : 10), rect.y + 30, rect.y + rect.height - 14)}
          size={SIZE.medium}
          weight="semibold"
          fill={stage.theme.text}
          anchor={left ? 'end' : 'start'}
          opacity={shown}
        />
      )}
    </g>
  );
}

/** The surface's formula, where the drawings of the race will stand. */
function Formula(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly trace: RaceTrace;
  readonly race: number;
  readonly opacity: number;
}): ReactElement {
  const { stage, rect, trace, race, opacity } = props;
  const surface = trace.params.races[race]?.surface ?? 'ravine';
  const lines = wrap(
    stage.type.regular,
    word(say('formula', { surface }), stage.language),
    SIZE.medium,
    rect.width,
  );
  const top = rect.y + 44;
  return (
    <g>
      {lines.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={rect.x}
          y={top + i * 46}
          size={SIZE.medium}
          fill={stage.theme.text}
          opacity={opacity}
        />
      ))}
    </g>
  );
}

/** A race under way, or over. */
export function RunningScene(props: SceneProps<FocusBeat | ResultBeat>): ReactElement {
  const { stage, trace, story, beat, frame } = props;
  const view = raceView(trace, beat.race);
  const runs = runsOf(trace, beat.race);
  const params = trace.params.races[beat.race];
  const facts = trace.facts.races[beat.race];
  if (params === undefined || facts === undefined) return <g />;
  const layout = layoutOf(stage, runs.length);
  const area = mapArea(view, layout.map);
  const position = racePosition(beat.timing.clock, frame);
  const lesson = beat.kind === 'focus' && beat.lesson;
  const back = lesson ? 1 : 0;
  const chart = chartShown(props, layout.lessonHidesChart);
  const shared = { stage, runs, position, focus: beat.focus, back };
  return (
    <g>
      <SurfaceMap stage={stage} surface={params.surface} view={view} area={area} drawn={1} />
      <Minima stage={stage} surface={params.surface} area={area} shown={1} />
      <Start stage={stage} area={area} start={params.start} shown={1} named={false} />
      <Paths {...shared} area={area} />
      <Ranking
        {...shared}
        rect={layout.ranking}
        leastLoss={facts.leastLoss}
        timing={beat.timing}
        frame={frame}
      />
      <Update
        stage={stage}
        run={runs[beat.focus]}
        {...{ beat, frame, story }}
        small={layout.update}
        large={layout.lesson}
        settled={chart}
      />
      {chart === 1 && <RaceChart {...shared} rect={layout.chart} view={view} leastLoss={facts.leastLoss} />}
    </g>
  );
}

/** Seconds in which the drawing of the update makes room for the chart. */
const MAKE_ROOM = 0.7;

/** How far the chart's place is free, 0 to 1. */
function chartShown({ story, beat, frame }: SceneProps<FocusBeat | ResultBeat>, shared: boolean): number {
  if (!shared) return 1;
  if (beat.kind === 'focus' && beat.lesson) return 0;
  const lessons = story.beats.filter(
    (other): other is FocusBeat => other.kind === 'focus' && other.race === beat.race && other.lesson,
  );
  const end = lessons.at(-1)?.end;
  if (end === undefined) return 1;
  return easeInOut(progress({ start: end, end: end + Math.round(MAKE_ROOM * story.fps) }, frame));
}

const mix = (from: Rect, to: Rect, t: number): Rect => ({
  x: lerp(from.x, to.x, t),
  y: lerp(from.y, to.y, t),
  width: lerp(from.width, to.width, t),
  height: lerp(from.height, to.height, t),
});

/** The update in focus: large while it is explained, then small; its words wait until it has arrived. */
function Update(props: {
  readonly stage: Stage;
  readonly run: RaceRun | undefined;
  readonly beat: FocusBeat | ResultBeat;
  readonly frame: number;
  readonly story: RaceStory;
  readonly small: Rect;
  readonly large: Rect;
  readonly settled: number;
}): ReactElement | null {
  const { stage, run, beat, frame, story, small, large, settled } = props;
  if (run === undefined) return null;
  const onShow = updateOnShow(beat.timing.clock, frame, story.fps);
  const sketch = sketchAt(run, onShow);
  if (sketch === null) return null;
  const [from, to] = [updateLayout(large), updateLayout(small)];
  const layout = settled === 1 ? to : from;
  const square = mix(from.square, to.square, settled);
  const shown = easeOut(
    progress({ start: beat.start, end: beat.start + Math.round(0.3 * story.fps) }, frame),
  );
  return (
    <g>
      <UpdateArrows stage={stage} square={square} run={run} sketch={sketch} />
      {(settled === 0 || settled === 1) && (
        <UpdateWords
          stage={stage}
          layout={layout}
          run={run}
          step={Math.min(onShow.step, run.updates.length - 1) + 1}
          opacity={beat.kind === 'focus' ? Math.max(shown, 0.2) : 1}
        />
      )}
    </g>
  );
}
