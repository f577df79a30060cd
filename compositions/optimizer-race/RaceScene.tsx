import type { ReactElement } from 'react';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { contains, progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { FORMULAS } from './formulas.ts';
import { focusLast, paths } from './Paths.tsx';
import { lineUp, ranking, rankingHeight } from './Ranking.tsx';
import { mapArea, surfaceMap } from './Surface.tsx';
import type { RaceRun, RaceTrace } from './simulation.ts';
import type { RacePart } from './story.ts';
import { update } from './Update.tsx';
import { EPSILON, type View, viewOf } from './view.ts';

/** Map and column on wide screens, map above the rest on the others; the ranking is as high as it needs to be. */
function layoutOf(stage: Stage, runs: readonly RaceRun[]) {
  const high = rankingHeight(runs);
  const at = arrange(stage, stage.body, {
    landscape: row(52, {
      map: 1070,
      side: [606, column(26, { ranking: high, rest: [702 - high, row(30, { chart: 344, update: 232 })] })],
    }),
    portrait: column(28, {
      map: 640,
      rest: [658, row(40, { side: [560, column(28, { ranking: high, chart: 630 - high })], update: 360 })],
    }),
    square: row(24, {
      side: [574, column(16, { map: 462, chart: 250 })],
      rest: [374, column(16, { ranking: high, update: 712 - high })],
    }),
  });
  // On wide screens, lessons and the surface's formula replace chart and update.
  const wide = stage.format === 'landscape';
  return { at, wide, lesson: at(wide ? 'rest' : 'update'), formula: at(wide ? 'rest' : 'chart') };
}

/** The surface rises from the bottom, its minima and the start are marked, the field lines up. */
export function surfaceScene(
  m: Moment,
  { race, field }: RacePart<'surface'>,
  trace: RaceTrace,
): ReactElement {
  const view = viewOf(trace, race);
  const { at, formula } = layoutOf(m.stage, view.runs);
  const start = m.through(field);
  return (
    <g>
      {surfaceMap(m, view, mapArea(view, insidePanel(at('map'))), {
        drawn: m.between(0.1, 1.3),
        minima: m.between(1.4, 0.6),
        start,
        named: true,
      })}
      {m.block(FORMULAS[view.name], formula.width).at([formula.x, formula.y + 44], m.between(0.6, 0.6))}
      {lineUp(m, at('ranking'), view.runs, start)}
    </g>
  );
}

/** A race in progress, or finished. */
export function raceScene(m: Moment, part: RacePart<'race'>, trace: RaceTrace): ReactElement {
  const view = viewOf(trace, part.race);
  const { at, wide, lesson } = layoutOf(m.stage, view.runs);
  const area = mapArea(view, insidePanel(at('map')));
  const stretch = part.stretches.find((range) => contains(range, m.frame)) ?? part.stretches.at(-1);
  const run = view.runs[stretch?.focus ?? 0];
  if (stretch === undefined || run === undefined) return <g />;
  const { kind, focus, start } = stretch;
  const back = kind === 'lesson' ? 1 : 0;
  const settled = wide ? m.through(part.makeRoom) : 1;
  const entered = easeOut(progress({ start, end: start + Math.round(0.3 * m.story.fps) }, m.frame));
  return (
    <g>
      {surfaceMap(m, view, area)}
      {paths(m, part, view.runs, area, focus, back)}
      {ranking(m, part, view, at('ranking'), focus, back)}
      {update(m, run, part.clock, {
        large: lesson,
        small: at('update'),
        settled,
        shown: kind === 'result' ? 1 : Math.max(entered, 0.2),
      })}
      {settled === 1 && chart(m, part, view, at('chart'), focus, back)}
    </g>
  );
}

/** Excess loss against step, all runs at once, the one in focus on top. */
function chart(
  m: Moment,
  { clock }: RacePart<'race'>,
  { runs, steps, excess, excesses }: View,
  rect: Rect,
  focus: number,
  back: number,
): ReactElement {
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="chart"
      x={{ label: m.say('steps', { n: steps }), domain: [0, steps] }}
      y={{ label: m.say('chart', { epsilon: EPSILON }), domain: [excess[0], 1.3 * excess[1]], log: true }}
      series={focusLast(runs, focus).map(([i, { lane }]) => {
        const head = m.head(clock, excesses[i]?.length);
        return {
          values: excesses[i] ?? [],
          upTo: head.step + head.t,
          run: lane,
          colour: runColour(m.stage.theme, lane),
          // Only background lines are dashed: dashes would distort the peaks of a zigzag.
          ...(i === focus ? {} : { dash: runDash(lane), width: 3.5, opacity: 1 - 0.5 * back }),
        };
      })}
    />
  );
}
