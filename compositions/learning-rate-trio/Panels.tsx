import type { ReactElement } from 'react';
import { cells, cut } from '../../src/scene/arrange.ts';
import { descent } from '../../src/scene/descent/Descent.tsx';
import { viewOf } from '../../src/scene/descent/descent-view.ts';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import { sweepChart } from '../../src/scene/descent/SweepChart.tsx';
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
import { progress } from '../../src/story/clock.ts';
import { rateText, verdictMessage } from '../../src/story/descent/commentary.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { runPlot } from './RunScene.tsx';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart, TrioStory } from './story.ts';

const PADDING = 22;
const LABEL_HEIGHT = 60;
/** Seconds in which the last run becomes a panel. */
const BECOME = 0.9;
/** Seconds in which the panels make room for the chart of all rates. */
const ASIDE = 0.7;
/** Share of the picture that the panels keep above that chart. */
const KEPT = { landscape: 0.5, portrait: 0.6, square: 0.52 } as const;
/** A plot lower than this leaves its ending away. */
const LOWEST_PLOT = 60;

type PanelPart = TrioPart<'compare'> | TrioPart<'sweep'> | TrioPart<'end'>;

/** All runs in a panel each: they step together, and make room for the chart of all rates, to which they stay. */
export function panelScene(m: Moment, part: PanelPart, story: TrioStory, trace: TrioTrace): ReactElement {
  const { body, format } = m.stage;
  const kept = KEPT[format];
  const [small = body, below = body] = cut(body, [kept, 1 - kept], 20, 'y');
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
    case 'sweep': {
      const single = trace.runs.length === 1;
      return (
        <g>
          {panels(m, trace, single ? small : mixRect(body, small, m.between(0, ASIDE)), {
            entered: single,
            verdicts: single ? m.between(BECOME, 0.3) : 1,
            head: atEnd,
          })}
          <Fade in={m.between(ASIDE, 0.3)}>
            {sweepChart(m, trace, below, progress(part.scan, m.frame), m.through(part.lit))}
          </Fade>
        </g>
      );
    }
    case 'end':
      return (
        <g>
          {panels(m, trace, small, { entered: false, verdicts: 1, head: atEnd })}
          {sweepChart(m, trace, below, 1, 1)}
        </g>
      );
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
    // A low panel has no room for its ending.
    const roomy = beside || inner.height - LABEL_HEIGHT - below >= LOWEST_PLOT;
    const shownBelow = roomy ? below : 0;
    const plot: Rect = beside
      ? { ...inner, width: inner.width * 0.52 }
      : {
          ...inner,
          y: inner.y + LABEL_HEIGHT,
          height: Math.max(24, inner.height - LABEL_HEIGHT - shownBelow - 8),
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
          roomy &&
          endings[index]?.at([left, beside ? inner.y + 90 : inner.y + inner.height - below + 34], verdicts)}
      </Fade>
    );
  });
}
