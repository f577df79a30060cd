import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { ball, descent } from '../../src/scene/descent/Descent.tsx';
import { viewOf } from '../../src/scene/descent/descent-view.ts';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import { doubleWellFormula } from '../../src/scene/formulas.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import { Equation } from '../../src/scene/parts/Equation.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { type CurveArea, curveArea } from '../../src/scene/parts/LossCurve.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Line } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { runScene } from './RunScene.tsx';
import { endScene, sweepScene } from './SweepScene.tsx';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart, TrioStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the learning-rate trio: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<TrioTrace, TrioStory>): ReactElement {
  const m = moment(words, props);
  const steps = trace.params.steps;
  const { part } = m;
  const counts = part.kind === 'run';
  const stepOf = (step: number): string => m.say('stepOf', { step, steps });
  return (
    <Sheet m={m} {...(counts ? { aside: stepOf(doneBy(m, part, trace)), widest: stepOf(steps) } : {})}>
      {partScene(m, part, props.story, trace)}
    </Sheet>
  );
}

/** Steps done; a run that ended early has done no more than it did. */
const doneBy = (m: Moment, part: TrioPart<'run'>, { runs }: TrioTrace): number =>
  m.head(part.clock, runs[part.run]?.points.length).done;

function partScene(
  m: Moment,
  part: TrioStory['parts'][number],
  story: TrioStory,
  trace: TrioTrace,
): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'landscape':
      return landscapeScene(m, part, story, trace);
    case 'run':
      return runScene(m, part, trace);
    case 'sweep':
      return sweepScene(m, part, trace);
    case 'end':
      return endScene(m, part, trace);
  }
}

/** The landscape across the whole picture, down to the captions. */
const wide = ({ width, header, captions }: Stage): Rect => ({
  x: 0,
  y: header.y,
  width,
  height: captions.y - header.y - 12,
});

/** The film's name, on the side away from the start, where the walls leave room. */
function title(m: Moment, trace: TrioTrace, shown: number): ReactElement {
  const { safe, width, format } = m.stage;
  const landscape = format === 'landscape';
  const away = trace.params.start < 0 ? 0.61 : 0.39;
  const centre = landscape ? width * away : width / 2;
  const room = landscape ? safe.width * 0.6 : safe.width * 0.8;
  const name = m.block(m.say('title'), room, {
    size: SIZE.title,
    bold: true,
    anchor: 'middle',
    leading: 1.1,
  });
  const below = m.block(m.say('subtitle', { runs: trace.runs.length }), room, {
    size: SIZE.large,
    anchor: 'middle',
  });
  const top = landscape ? safe.y + 150 : safe.y + safe.height * 0.17;
  return (
    <g>
      {name.at([centre, top], shown)}
      {below.at([centre, top + name.height + 74], shown)}
    </g>
  );
}

/** All runs at once: the film's question. */
function questionScene(m: Moment, part: TrioPart<'question'>, trace: TrioTrace): ReactElement {
  const area = curveArea(wholeWindow(viewOf(trace)), wide(m.stage), 'landscape');
  return (
    <g>
      {landscape(m, trace, area, { shown: 0, named: 0 })}
      {each(trace.runs, (run, index) =>
        descent(m, trace, index, run, m.head(part.clock, run.points.length), area, { named: false }),
      )}
      {title(m, trace, m.leave(0.35))}
    </g>
  );
}

/** The balls go back to the start and become one; the picture gets its axes, its formula and names. */
function landscapeScene(
  m: Moment,
  part: TrioPart<'landscape'>,
  story: TrioStory,
  trace: TrioTrace,
): ReactElement {
  const { objective, start } = trace.params;
  const back = m.through(part.rewind);
  const rect = mixRect(wide(m.stage), insidePanel(m.stage.body), back);
  const area = curveArea(wholeWindow(viewOf(trace)), rect, 'landscape');
  const [question] = partsOf(story, 'question');
  const shown = m.between(0.8, 0.5);
  const at: Place = [area.x(start), area.y(doubleWellValue(objective, start))];
  const left = at[0] > area.rect.x + area.rect.width * 0.8;
  return (
    <g>
      {landscape(m, trace, area, { shown, named: m.through(part.minima) })}
      {level(m, part, trace, area)}
      {back < 1 &&
        each(trace.runs, (run, index) => {
          const reached = Math.min((question?.clock.onsets.length ?? 1) - 1, run.points.length - 1);
          const head = playheadOf(reached * (1 - back), run.points.length);
          return descent(m, trace, index, run, head, area, { trail: 1 - back, named: false });
        })}
      {ball(m, at, 22, m.stage.theme.text, back)}
      {formula(m, trace, rect, shown * m.leave(0.35))}
      {m.text(m.say('start'), [left ? at[0] - 40 : at[0] + 40, at[1] + 10], {
        bold: true,
        anchor: left ? 'end' : 'start',
        opacity: shown,
      })}
    </g>
  );
}

/** A level that sinks from the start to the lowest point: that is what height means here. */
function level(
  m: Moment,
  part: TrioPart<'landscape'>,
  { params, facts }: TrioTrace,
  area: CurveArea,
): ReactElement {
  const t = m.through(part.level);
  const y = area.y(lerp(doubleWellValue(params.objective, params.start), facts.leastLoss, t));
  const { x, width } = area.rect;
  const shown = Math.min(4 * t, 4 * (1 - m.through(part.minima)), 1);
  return (
    <Line
      from={[x, y]}
      to={[x + width, y]}
      stroke={m.stage.theme.focus}
      width={4}
      dash="14 10"
      opacity={shown}
    />
  );
}

/** L(x), with its numbers. */
function formula(m: Moment, { params }: TrioTrace, rect: Rect, shown: number): ReactElement | null {
  const right = params.start < 0;
  return (
    <Equation
      stage={m.stage}
      {...doubleWellFormula(params.objective)}
      at={[right ? rect.x + rect.width - 30 : rect.x + 30, rect.y + 60]}
      anchor={right ? 'end' : 'start'}
      size={48}
      width={rect.width * 0.66}
      opacity={shown}
    />
  );
}
