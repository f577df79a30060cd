import type { ReactElement } from 'react';
import { cells, cut } from '../../src/scene/arrange.ts';
import { descent } from '../../src/scene/descent/Descent.tsx';
import { viewOf } from '../../src/scene/descent/descent-view.ts';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { curveArea, mixWindow } from '../../src/scene/parts/LossCurve.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { inset, mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import { lerp } from '../../src/sim/maths.ts';
import { rateText, verdictMessage } from '../../src/story/descent/commentary.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { lesson } from './Lesson.tsx';
import { runPlot } from './RunScene.tsx';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart, TrioStory } from './story.ts';

const PADDING = 22;
const LABEL_HEIGHT = 60;
/** Seconds in which the last run becomes a panel. */
const BECOME = 0.9;
/** Seconds in which the panels move aside for words, and come back. */
const ASIDE = 0.7;
/** Share of the picture that the panels keep beside the lesson. */
const KEPT = 0.36;

type PanelPart = TrioPart<'compare'> | TrioPart<'lesson'> | TrioPart<'end'>;

/** All runs in a panel each: they step together, make room for the lesson, and come back with their endings. */
export function panelScene(m: Moment, part: PanelPart, story: TrioStory, trace: TrioTrace): ReactElement {
  const { body } = m.stage;
  const [small = body, below = body] = cut(body, [KEPT, 1 - KEPT], 24, 'y');
  switch (part.kind) {
    case 'compare':
      return panels(m, trace, body, {
        entered: true,
        verdicts: m.since(part.verdictFrame)
          ? m.between((part.verdictFrame - part.start) / story.fps, 0.4)
          : 0,
        head: (run) => {
          const back = m.between(0, BECOME);
          return back < 1
            ? playheadOf((run.points.length - 1) * (1 - back), run.points.length)
            : m.head(part.clock, run.points.length);
        },
      });
    case 'lesson': {
      const single = trace.runs.length === 1;
      return (
        <g>
          {panels(m, trace, single ? small : mixRect(body, small, m.between(0, ASIDE)), {
            entered: single,
            verdicts: single ? 0 : 1 - m.between(0, 0.3),
            head: atEnd,
          })}
          {lesson(m, part, trace, below)}
        </g>
      );
    }
    case 'end':
      return panels(m, trace, mixRect(small, body, m.between(0, ASIDE)), {
        entered: false,
        verdicts: m.between(ASIDE, 0.4),
        head: atEnd,
      });
  }
}

const atEnd = (run: RateRun): Playhead => playheadOf(run.points.length - 1, run.points.length);

const perRowOf = ({ format }: Stage, count: number): number =>
  format === 'landscape' ? count : format === 'portrait' ? 1 : count <= 3 ? count : Math.ceil(count / 2);

/** @param entered whether the last run has yet to become a panel in this part */
function panels(
  m: Moment,
  trace: TrioTrace,
  whole: Rect,
  {
    entered,
    verdicts,
    head: headOf,
  }: { entered: boolean; verdicts: number; head: (run: RateRun) => Playhead },
): ReactElement {
  const { stage } = m;
  const count = trace.runs.length;
  const perRow = perRowOf(stage, count);
  const rects = cells(whole, count, perRow, 28);
  // Decided by the room there is at most, so that nothing jumps while the panels move.
  const [{ width, height } = stage.body] = cells(stage.body, count, perRow, 28);
  const beside = width > 1.6 * height && height < 300;
  const share = beside ? 0.44 : 1;
  const textRoom = (width - 2 * PADDING) * share;
  const endings = trace.runs.map((run, i) =>
    m.block(m.word(verdictMessage(trace, run)), textRoom, { bold: true, fill: runColour(stage.theme, i) }),
  );
  const below = beside ? 0 : 16 + Math.max(...endings.map((block) => block.height + block.leading));
  const view = viewOf(trace);
  return each(trace.runs, (run, index) => {
    const cell = rects[index] ?? whole;
    const inner = inset(cell, PADDING);
    const shownBelow = below * Math.min(1, (inner.height / (height - 2 * PADDING)) * 1.2 - 0.2);
    const plot: Rect = beside
      ? { ...inner, width: inner.width * 0.52 }
      : {
          ...inner,
          y: inner.y + LABEL_HEIGHT,
          height: Math.max(24, inner.height - LABEL_HEIGHT - Math.max(0, shownBelow) - 8),
        };
    const left = beside ? inner.x + inner.width - textRoom : inner.x;
    // The last run was the whole picture: it becomes a panel, and the others join it.
    const last = index === count - 1;
    const become = entered && last ? m.between(0, BECOME) : 1;
    const joined = entered && !last ? m.between(0.45, 0.5) : 1;
    const area = curveArea(
      mixWindow(wholeWindow(view), wholeWindow(view, true), become),
      mixRect(runPlot(stage), plot, become),
      `cell-${index}`,
      become === 1,
    );
    const head = headOf(run);
    const at: Place = [area.x(run.points[head.done]?.[0] ?? 0), area.y(run.losses[head.done] ?? 0)];
    const colour = runColour(stage.theme, index);
    return (
      <Fade in={joined}>
        <Box rect={cell} rx={16} fill={stage.theme.panel} opacity={become} />
        <Marker run={index} at={[left + 12, inner.y + 18]} r={12} fill={colour} opacity={become} />
        {m.text(rateText(trace, index), [left + 38, inner.y + 30], {
          bold: true,
          fill: colour,
          opacity: become,
          width: textRoom - 38,
        })}
        {landscape(m, trace, area, {
          ball: at,
          shown: entered ? 1 - m.between(0, 0.15) : 0,
          named: become === 1 ? 1 : 0,
        })}
        {descent(m, trace, index, run, head, area, { r: lerp(22, 14, become) })}
        {verdicts > 0 &&
          endings[index]?.at([left, beside ? inner.y + 90 : inner.y + inner.height - below + 34], verdicts)}
      </Fade>
    );
  });
}
