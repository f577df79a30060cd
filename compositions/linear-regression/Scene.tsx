import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { windowArea } from '../../src/scene/parts/ParameterMap.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { batchesScene } from '../../src/scene/regression/BatchesScene.tsx';
import { bowlScene } from '../../src/scene/regression/BowlScene.tsx';
import { predictScene } from '../../src/scene/regression/PredictionScene.tsx';
import {
  costSeries,
  costs,
  dataPlot,
  ghostsOf,
  map,
  openedTo,
  stateAt,
  strides,
  valleyFloor,
} from '../../src/scene/regression/RegressionPictures.tsx';
import { placesOf, together } from '../../src/scene/regression/regression-layout.ts';
import { type DrawnRun, LANES, viewOf } from '../../src/scene/regression/regression-view.ts';
import { scalingsScene } from '../../src/scene/regression/ScalingsScene.tsx';
import { mixInterval } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import type { Place2, Window2 } from '../../src/sim/objectives/surface.ts';
import { fromScaled } from '../../src/sim/regression/feature-scaling.ts';
import type { RegressionRun } from '../../src/sim/regression/regressions.ts';
import { answerOf } from '../../src/story/regression/commentary.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RegressionTrace } from './simulation.ts';
import type { RegressionPart, RegressionStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the film of linear regression: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<RegressionTrace, RegressionStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const steps = part.kind === 'learn' || part.kind === 'quiz' ? part.clock.onsets.length - 1 : 0;
  const stepOf = (step: number): string => m.say('stepOf', { step, steps });
  const done = part.kind === 'learn' || part.kind === 'quiz' ? m.head(part.clock).done : 0;
  const { rows, samples } = trace.facts;
  const count = samples.x.length;
  const sampled = part.kind === 'bowl' && rows > count ? m.say('sampled', { count, rows }) : '';
  return (
    <Sheet m={m} {...(steps > 0 ? { aside: stepOf(done), widest: stepOf(steps) } : { aside: sampled })}>
      {partScene(m, part, props.story, trace)}
    </Sheet>
  );
}

const drawnRun = (trace: RegressionTrace, id: string): DrawnRun | undefined =>
  viewOf(trace).drawn.find(({ run }) => run.id === id);

function partScene(
  m: Moment,
  part: RegressionStory['parts'][number],
  story: RegressionStory,
  trace: RegressionTrace,
): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'bowl':
      return bowlScene(m, part, trace, questioned(story, trace));
    case 'learn':
    case 'quiz':
      return pictures(m, trace, part);
    case 'scalings': {
      const gone = m.between(0, 0.4);
      const before = partsOf(story, 'quiz').at(-1) ?? partsOf(story, 'learn').at(-1);
      return (
        <g>
          {before && gone < 1 && <Fade in={1 - gone}>{pictures(m, trace, before)}</Fade>}
          {scalingsScene(m, part, trace)}
        </g>
      );
    }
    case 'batches':
      return batchesScene(m, part, trace);
    case 'predict':
      return predictScene(m, part, trace);
  }
}

/** The line that the question ends with. */
function questioned(story: RegressionStory, trace: RegressionTrace): Place2 {
  const lines = drawnRun(trace, 'raw')?.lines ?? [];
  const [question] = partsOf(story, 'question');
  return lines[(question?.clock.onsets.length ?? 1) - 1] ?? lines.at(-1) ?? [0, 0];
}

/** The lane of a run: by the scaling, but for failures on the main one. */
const laneOf = ({ group, scaling }: RegressionRun): number =>
  group === 'lab' && scaling !== 'raw' ? 2 : LANES[scaling];

/** The data across the picture, and the run on the feature as it is. */
function questionScene(m: Moment, part: RegressionPart<'question'>, trace: RegressionTrace): ReactElement {
  const places = placesOf(m.stage);
  const drawn = drawnRun(trace, 'raw');
  if (drawn === undefined) return <g />;
  const head = m.head(part.clock, drawn.lines.length);
  const { header } = m.stage;
  return (
    <g>
      {m.text(m.say('title'), [header.x, header.y + 64], {
        size: 76,
        bold: true,
        width: header.width,
        opacity: m.leave(0.3),
      })}
      {dataPlot(m, trace, windowArea(viewOf(trace), together(places('data'), places('map'))), {
        line: stateAt(drawn.lines, head),
        colour: runColour(m.stage.theme, LANES.raw),
        errors: 1,
      })}
      <Fade in={m.leave(0.4)}>
        {costs(
          m,
          trace,
          together(places('cost'), places('numbers')),
          { label: m.say('step'), steps: part.clock.onsets.length - 1 },
          [costSeries(m, drawn, LANES.raw, part.clock)],
        )}
      </Fade>
    </g>
  );
}

/** The three pictures of a run on one playhead; of the main run its numbers, of one in the lab what shows in it. */
function pictures(
  m: Moment,
  trace: RegressionTrace,
  part: RegressionPart<'learn'> | RegressionPart<'quiz'>,
): ReactElement {
  const places = placesOf(m.stage);
  const learns = part.kind === 'learn';
  const drawn = drawnRun(trace, learns ? 'main' : part.run);
  if (drawn === undefined) return <g />;
  const lane = laneOf(drawn.run);
  const head = m.head(part.clock, drawn.lines.length);
  const line = stateAt(drawn.lines, head);
  const colour = runColour(m.stage.theme, lane);
  const entered = m.part !== part ? 1 : learns ? m.between(0, 0.5) : m.enter(0, 0.3);
  const x = { label: m.say('step'), steps: part.clock.onsets.length - 1 };
  const view = viewOf(trace);
  const { lab } = view;
  const before = learns ? [] : lab.slice(0, lab.indexOf(drawn));
  // What fails goes further: map and plot make room for it.
  const first = !learns && before.length === 0;
  const window = first ? mixWindow(view.relief.window, view.wide.window, entered) : view.wide.window;
  const relief = learns ? view.relief : first && entered < 1 ? { ...view.wide, window } : view.wide;
  const { flattest, ...scaling } = trace.facts.scalings[trace.params.scaling];
  const area = windowArea(relief.window, places('map'));
  const origin = fromScaled(scaling, [0, 0]);
  const floor = fromScaled(scaling, flattest.along);
  const stuck = !learns && answerOf(trace, drawn.run).key === 'captionStuck';
  const heights = learns ? view.y : mixInterval(before.at(-1)?.heights ?? view.y, drawn.heights, entered);
  const opened = stuck ? m.through({ start: part.answerFrame, end: part.answerFrame + 20 }) : 0;
  return (
    <g>
      {dataPlot(
        m,
        trace,
        windowArea(openedTo({ x: view.x, y: heights }, trace.params.start.b, opened), places('data')),
        {
          line,
          colour,
          ghosts: ghostsOf(drawn, head),
          errors: learns ? 1 - entered : 0,
          best: learns ? 1 : entered,
          pivot: opened,
        },
      )}
      {map(m, trace, area, part.clock, [[lane, drawn]], relief)}
      {drawn.run.scaling === trace.params.scaling &&
        valleyFloor(m.stage, area, trace.facts.best, [floor[0] - origin[0], floor[1] - origin[1]])}
      <Fade in={entered}>
        {costs(m, trace, places('cost'), x, [
          // What was wrong before stays in sight.
          ...before.map(({ run, losses }) => ({
            values: losses,
            colour: runColour(m.stage.theme, laneOf(run)),
            width: 3,
            opacity: 0.4,
          })),
          costSeries(m, drawn, lane, part.clock),
        ])}
        {learns
          ? strides(m, drawn, places('numbers'), lane, part.clock)
          : m.part === part && verdict(m, part, drawn, places('data'), places('numbers'))}
      </Fade>
    </g>
  );
}

/** The window between two. */
const mixWindow = (from: Window2, to: Window2, t: number): Window2 => ({
  x: mixInterval(from.x, to.x, t),
  y: mixInterval(from.y, to.y, t),
});

/** The beat before the answer, and by what the failure is recognised. */
function verdict(
  m: Moment,
  { beat, answerFrame }: RegressionPart<'quiz'>,
  { run }: DrawnRun,
  { x, y, width, height }: Rect,
  numbers: Rect,
): ReactElement {
  return (
    <g>
      {m.text(m.say('rateNow', { rate: Number(run.rate.toPrecision(3)) }), [numbers.x, numbers.y + 44], {
        fill: 'quiet',
        opacity: m.leave(),
      })}
      <Countdown m={m} at={[x + width / 2, y + height * 0.3]} r={56} range={beat} />
      {m.text(m.say('signature', { kind: run.signature?.kind ?? 'way' }), [numbers.x, numbers.y + 110], {
        width: numbers.width,
        size: SIZE.heading,
        bold: true,
        fill: runColour(m.stage.theme, laneOf(run)),
        opacity: Math.min(m.through({ start: answerFrame, end: answerFrame + 12 }), m.leave()),
      })}
    </g>
  );
}
