import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { BowlSection } from '../../src/scene/parts/BowlSection.tsx';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { Equation } from '../../src/scene/parts/Equation.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { windowArea } from '../../src/scene/parts/ParameterMap.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { logged, significant } from '../../src/story/numbers.ts';
import { valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { compareScene } from './Compare.tsx';
import equations from './equations.typeset.json';
import { predictScene } from './Predict.tsx';
import { costSeries, costs, dataPlot, ghostsOf, map, stateAt } from './pictures.tsx';
import { placesOf, together } from './places.ts';
import type { RegressionTrace } from './simulation.ts';
import type { RegressionPart, RegressionStory } from './story.ts';
import { type DrawnRun, LANES, viewOf } from './view.ts';
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
  const places = placesOf(m.stage);
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'bowl':
      return bowlScene(m, part, story, trace);
    case 'learn':
      return pictures(m, trace, part, 'main', { entered: m.between(0, 0.5) });
    case 'quiz': {
      const run = drawnRun(trace, part.run)?.run;
      const { x, y, width, height } = places('data');
      const answered = m.through({ start: part.answerFrame, end: part.answerFrame + 12 });
      return (
        <g>
          {pictures(m, trace, part, part.run, { entered: m.enter(0, 0.3) })}
          <Countdown m={m} at={[x + width / 2, y + height * 0.3]} r={56} range={part.beat} />
          {m.text(
            m.say('signature', { kind: run?.signature?.kind ?? 'way' }),
            [places('numbers').x, places('numbers').y + 62],
            {
              size: SIZE.large,
              bold: true,
              fill: runColour(m.stage.theme, laneOf(part.run, run?.scaling)),
              opacity: answered,
            },
          )}
        </g>
      );
    }
    case 'scalings':
    case 'batches':
      return compareScene(m, part, trace);
    case 'predict':
      return predictScene(m, part, trace);
  }
}

/** The lane of a run: by the scaling, but for failures on the main one. */
const laneOf = (id: string, scaling: keyof typeof LANES = 'unit'): number =>
  id.startsWith('lab') && scaling !== 'raw' ? 2 : LANES[scaling];

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
        ghosts: ghostsOf(drawn, head),
      })}
      <Fade in={m.leave(0.4)}>
        {costs(
          m,
          trace,
          places('cost'),
          'cost',
          { label: m.say('step'), steps: part.clock.onsets.length - 1 },
          [costSeries(m, drawn, LANES.raw, part.clock)],
        )}
      </Fade>
    </g>
  );
}

/** Errors, the map, and a cut through the bowl. */
function bowlScene(
  m: Moment,
  part: RegressionPart<'bowl'>,
  story: RegressionStory,
  trace: RegressionTrace,
): ReactElement {
  const places = placesOf(m.stage);
  const [home, morph] = [m.through(part.home), m.through(part.morph)];
  const cost = places('cost');
  const [question] = partsOf(story, 'question');
  const [raw, main] = [drawnRun(trace, 'raw'), drawnRun(trace, 'main')];
  const end = raw?.lines[(question?.clock.onsets.length ?? 1) - 1] ?? [0, 0];
  const start = main?.lines[0] ?? [0, 0];
  const back = (axis: 0 | 1): number => end[axis] + (start[axis] - end[axis]) * home;
  const area = windowArea(viewOf(trace).relief.window, places('map'));
  const turn = (m.frame - part.cut.start) / (3.6 * m.story.fps);
  return (
    <g>
      {dataPlot(
        m,
        trace,
        windowArea(viewOf(trace), mixRect(together(places('data'), places('map')), places('data'), morph)),
        {
          line: [back(0), back(1)],
          colour: runColour(m.stage.theme, home < 1 ? LANES.raw : LANES[trace.params.scaling]),
          errors: m.through(part.errors),
        },
      )}
      <Fade in={m.through(part.map)}>
        {map(m, trace, area, { onsets: [0], moves: [], landings: [], easedFrom: 0 }, [])}
      </Fade>
      <Equation
        stage={m.stage}
        of={equations.cost}
        at={[cost.x + cost.width / 2, cost.y + cost.height / 2]}
        anchor="middle"
        size={56}
        width={cost.width}
        pieces={{ error: { fill: 'validation' } }}
        opacity={Math.min(
          m.through(part.errors),
          1 - m.through({ start: part.cut.start - 10, end: part.cut.start }),
        )}
      />
      {m.since(part.cut.start) && (
        <Fade in={Math.min(m.through({ start: part.cut.start, end: part.cut.start + 12 }), m.leave())}>
          <BowlSection
            stage={m.stage}
            relief={viewOf(trace).relief}
            best={trace.facts.best}
            area={area}
            panel={cost}
            turn={turn}
            xLabel={m.say('section')}
            yLabel="J"
          />
        </Fade>
      )}
    </g>
  );
}

/** The three pictures of a run on one playhead, and its numbers. */
function pictures(
  m: Moment,
  trace: RegressionTrace,
  part: RegressionPart<'learn'> | RegressionPart<'quiz'>,
  id: string,
  { entered }: { readonly entered: number },
): ReactElement {
  const places = placesOf(m.stage);
  const drawn = drawnRun(trace, id);
  if (drawn === undefined) return <g />;
  const lane = laneOf(id, drawn.run.scaling);
  const head = m.head(part.clock, drawn.lines.length);
  const line = stateAt(drawn.lines, head);
  const colour = runColour(m.stage.theme, lane);
  const learns = part.kind === 'learn';
  const gradient = drawn.slopes;
  const [cost] = viewOf(trace).cost;
  const slopes: Series = {
    values: gradient,
    colour: m.stage.theme.gradient,
    dash: '5 7',
    width: 4,
    name: m.say('slope'),
    upTo: Math.min(head.step + head.t, gradient.length - 1),
  };
  return (
    <g>
      {dataPlot(m, trace, windowArea(viewOf(trace), places('data')), {
        line,
        colour,
        ghosts: ghostsOf(drawn, head),
        errors: learns ? 1 - entered : 0,
        best: entered,
      })}
      {map(m, trace, windowArea(viewOf(trace).relief.window, places('map')), part.clock, [[lane, drawn]])}
      <Fade in={entered}>
        {costs(
          m,
          trace,
          places('cost'),
          'cost',
          { label: m.say('step'), steps: part.clock.onsets.length - 1 },
          [
            { ...costSeries(m, drawn, lane, part.clock), ...(learns ? { name: 'J' } : {}) },
            ...(learns ? [slopes] : []),
          ],
          learns ? Math.min(cost, ...gradient.filter((length) => length > 1e-6 * cost)) : cost,
        )}
        {learns && (
          <Readouts
            stage={m.stage}
            rect={places('numbers')}
            readings={[
              { label: 'w', value: significant(line[0], 3), share: 1 },
              { label: 'b', value: significant(line[1], 3), share: 1 },
              { label: 'J', value: logged(valueAt(drawn.losses, head)), fill: colour, share: 1 },
              {
                label: m.say('gradient'),
                value: logged(valueAt(gradient, head)),
                fill: 'gradient',
                share: 1,
              },
            ]}
          />
        )}
      </Fade>
    </g>
  );
}
