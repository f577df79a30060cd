import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { cells } from '../../src/scene/arrange.ts';
import { polyline, sample } from '../../src/scene/curve.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { type TextBlock, textWidth } from '../../src/scene/parts/Text.tsx';
import { TitleCard } from '../../src/scene/parts/TitleCard.tsx';
import { inset, type Place, type Rect } from '../../src/scene/rect.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { rate } from '../../src/story/numbers.ts';
import { ball, descent } from './Descent.tsx';
import { landscape, landscapeArea } from './Landscape.tsx';
import { hasTrap, verdictMessage } from './messages.ts';
import { runScene } from './RunScene.tsx';
import type { TrioTrace } from './simulation.ts';
import { drawnShare, type TrioPart, type TrioStory } from './story.ts';
import { viewOf } from './view.ts';
import { words } from './words.ts';

/** A frame of the learning-rate trio: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<TrioTrace, TrioStory>): ReactElement {
  const m = moment(words, props);
  const steps = trace.params.steps;
  const compared = m.part.kind === 'compare' ? m.head(m.part.clock).done : null;
  return (
    <Sheet m={m} aside={compared === null ? '' : m.say('stepOf', { step: compared, steps })}>
      {partScene(m, m.part, trace)}
    </Sheet>
  );
}

function partScene(m: Moment, part: TrioStory['parts'][number], trace: TrioTrace): ReactElement {
  switch (part.kind) {
    case 'title':
      return titleScene(m, trace);
    case 'landscape':
      return landscapeScene(m, part, trace);
    case 'run':
      return runScene(m, part, trace);
    case 'compare':
      return compareScene(m, part, trace);
    case 'lesson':
      return lessonScene(m, trace);
    case 'end':
      return endScene(m, trace);
  }
}

/** The film's name over its landscape. */
function titleScene(m: Moment, trace: TrioTrace): ReactElement {
  const { width, height, theme } = m.stage;
  const view = viewOf(trace);
  const x = linearScale(view.x, [0, width]);
  const y = linearScale(view.loss, [height * 0.98, height * 0.56]);
  const curve = sample((at) => doubleWellValue(trace.params.objective, at), view.x, 181, x, y);
  return (
    <TitleCard m={m} title={m.say('title')} subtitle={m.say('subtitle', { runs: trace.runs.length })}>
      <Path d={polyline(curve)} stroke={theme.line} width={6} opacity={0.7} />
    </TitleCard>
  );
}

/** The landscape alone: it draws itself, its minima are named, the ball appears at the start. */
function landscapeScene(m: Moment, part: TrioPart<'landscape'>, trace: TrioTrace): ReactElement {
  const { objective, start } = trace.params;
  const area = landscapeArea(viewOf(trace), m.stage.body, 'landscape', false);
  const at: Place = [area.x(start), area.y(doubleWellValue(objective, start))];
  const left = at[0] > area.rect.x + area.rect.width * 0.8;
  const shown = m.through(part.ball);
  return (
    <g>
      {landscape(m, trace, area, { drawn: drawnShare(part.curve, m.frame), named: m.through(part.minima) })}
      {m.since(part.ball.start) && ball(m, at, 22 * shown, m.stage.theme.text)}
      {m.text(m.say('start'), [left ? at[0] - 40 : at[0] + 40, at[1] + 10], {
        bold: true,
        anchor: left ? 'end' : 'start',
        opacity: shown,
      })}
    </g>
  );
}

const PADDING = 22;
const LABEL_HEIGHT = 60;

/** All runs at once, each in its cell: the same landscape, its own ball, its verdict. */
function compareScene(m: Moment, part: TrioPart<'compare'>, trace: TrioTrace): ReactElement {
  const { stage } = m;
  const { format } = stage;
  const count = trace.runs.length;
  const perRow =
    format === 'landscape' ? count : format === 'portrait' ? 1 : count <= 3 ? count : Math.ceil(count / 2);
  const rects = cells(stage.body, count, perRow, 28);
  const [{ width, height } = stage.body] = rects;
  // In wide cells the text is next to the plot.
  const beside = width > 1.6 * height && height < 300;
  const textRoom = (width - 2 * PADDING) * (beside ? 0.44 : 1);
  const verdicts = trace.runs.map((run, i) =>
    m.block(m.word(verdictMessage(trace, run)), textRoom, { bold: true, fill: runColour(stage.theme, i) }),
  );
  const below = beside ? 0 : 16 + Math.max(...verdicts.map((block) => block.height + block.leading));
  return (
    <Fade in={m.enter(0, 0.4)}>
      {each(trace.runs, (run, index) => {
        const cell = rects[index] ?? stage.body;
        const inner = inset(cell, PADDING);
        const plot: Rect = beside
          ? { ...inner, width: inner.width * 0.52 }
          : { ...inner, y: inner.y + LABEL_HEIGHT, height: inner.height - LABEL_HEIGHT - below - 8 };
        const left = beside ? inner.x + inner.width - textRoom : inner.x;
        const area = landscapeArea(viewOf(trace), plot, `cell-${index}`, true);
        const head = m.head(part.clock, run.points.length);
        const at: Place = [area.x(run.points[head.done]?.[0] ?? 0), area.y(run.losses[head.done] ?? 0)];
        const colour = runColour(stage.theme, index);
        return (
          <Panel stage={stage} rect={cell}>
            <Marker run={index} at={[left + 12, inner.y + 18]} r={12} fill={colour} />
            {m.text(rate(run.learningRate), [left + 38, inner.y + 30], { bold: true, fill: colour })}
            {landscape(m, trace, area, { ball: at })}
            {descent(m, trace, index, run, head, area, {})}
            {m.since(part.verdictFrame) &&
              verdicts[index]?.at([left, beside ? inner.y + 90 : inner.y + inner.height - below + 34])}
          </Panel>
        );
      })}
    </Fade>
  );
}

/** What the picture leaves out: one dimension is not like many. */
function lessonScene(m: Moment, trace: TrioTrace): ReactElement {
  const { body, safe } = m.stage;
  const centre = safe.x + safe.width / 2;
  const heading = m.block(m.say('lessonHeading'), body.width, { size: 64, bold: true, anchor: 'middle' });
  const lesson = m.block(m.say('lesson', { trap: hasTrap(trace) }), Math.min(body.width, 1200), {
    size: SIZE.large,
    fill: 'quiet',
    anchor: 'middle',
  });
  const below = heading.height + heading.leading + 30;
  const top = body.y + (body.height - below - lesson.height) / 2 + 20;
  return (
    <g>
      {heading.at([centre, top], m.enter(0))}
      {lesson.at([centre, top + below], m.enter(0.4))}
    </g>
  );
}

/** The outcome of each rate. */
function endScene(m: Moment, trace: TrioTrace): ReactElement {
  const { safe, height, theme } = m.stage;
  const heading = m.block(m.say('ending'), safe.width, {
    size: SIZE.title * 0.8,
    bold: true,
    anchor: 'middle',
  });
  const rows = trace.runs.map((run, index) => ({
    index,
    rate: rate(run.learningRate),
    verdict: m.block(m.word(verdictMessage(trace, run)), safe.width - 330),
  }));
  const rateWidth = Math.max(...rows.map((row) => textWidth(m.stage, row.rate, { bold: true })));
  const widest = Math.max(...rows.map(({ verdict }) => verdict.width));
  const left = safe.x + (safe.width - (60 + rateWidth + 40 + widest)) / 2;
  const tallOf = ({ height: tall, leading }: TextBlock): number => tall + leading + 22;
  let y = height / 2 - rows.reduce((sum, { verdict }) => sum + tallOf(verdict), 0) / 2 + 60;
  const title = heading.at([safe.x + safe.width / 2, y - 90 - heading.height], m.enter(0));
  return (
    <g>
      {title}
      <Fade in={m.enter(0.3)}>
        {each(rows, ({ index, rate: words, verdict }) => {
          const top = y;
          y += tallOf(verdict);
          const colour = runColour(theme, index);
          return (
            <g>
              <Marker run={index} at={[left + 14, top + 21]} r={13} fill={colour} />
              {m.text(words, [left + 60 + rateWidth, top + 32], { bold: true, fill: colour, anchor: 'end' })}
              {verdict.at([left + 100 + rateWidth, top + 32])}
            </g>
          );
        })}
      </Fade>
    </g>
  );
}
