import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import { ball, goesOn } from '../../src/scene/descent/Descent.tsx';
import { viewOf } from '../../src/scene/descent/descent-view.ts';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import { dropped, sweepChart } from '../../src/scene/descent/SweepChart.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type CurveArea, type CurveWindow, curveArea, mixWindow } from '../../src/scene/parts/LossCurve.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { lerp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { scannedTo, shownRates, trialUpTo } from '../../src/story/descent/scan.ts';
import { runPlot } from './RunScene.tsx';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart } from './story.ts';

/** Seconds in which what was there before goes, and in which the picture comes. */
const [GO, COME] = [0.45, 0.5];
/** Share of the picture that the landscape has above the chart, and the space between them. */
const [ABOVE, GAP] = [0.28, 22];
/** How high the landscape is seen above the chart, as a share of the whole: the walls go on above. */
const LOW = 0.62;
/** States of a trial that are seen on the landscape. */
const SHOWN = 8;

/** The landscape above, and below it, as wide, the chart of all rates. */
function halves({ stage: { body } }: Moment): readonly [landscape: Rect, chart: Rect] {
  const whole = insidePanel(body);
  const [above = whole, below = whole] = cut(
    { ...whole, y: body.y, height: whole.y + whole.height - body.y },
    [ABOVE, 1 - ABOVE],
    GAP,
    'y',
  );
  return [above, below];
}

/** The dips of the landscape, without space for names below. */
function dips(trace: TrioTrace): CurveWindow {
  const { x, loss } = wholeWindow(viewOf(trace), true);
  return { x, loss: [loss[0], lerp(loss[0], loss[1], LOW)] };
}

/** The film's runs drop from the landscape onto the chart, each into the row of its rate; then every rate is tried. */
export function sweepScene(m: Moment, part: TrioPart<'sweep'>, trace: TrioTrace): ReactElement {
  const [above, below] = halves(m);
  const moved = m.between(0, GO + COME);
  const rect = mixRect(runPlot(m.stage, trace.runs.length), above, moved);
  const area = curveArea(mixWindow(wholeWindow(viewOf(trace)), dips(trace), moved), rect, 'landscape');
  const reach = scannedTo(trace, part.scan, m.frame);
  const drops = part.drops.map((drop) => m.through(drop));
  return (
    <g>
      {landscape(m, trace, area, { shown: 1 - m.between(0, COME), named: 1 - m.between(0, COME) })}
      <Fade in={m.between(GO, COME)}>{sweepChart(m, trace, below, area, reach, drops)}</Fade>
      {reach > shownRates(trace)[0] && trial(m, trace, reach, area)}
      {each(trace.runs, ({ points, status }, i) => {
        const t = drops[i] ?? 0;
        if (t === 1 || status === 'diverged') return null;
        return each(points.slice(-2), ([x]) => dropped(m, trace, i, x, t, area, below));
      })}
    </g>
  );
}

/** Where the run of one rate ends: its last states, the older the fainter. */
function trial(m: Moment, trace: TrioTrace, reach: number, area: CurveArea): ReactElement {
  const last = (trialUpTo(trace, reach)?.last ?? []).slice(-SHOWN);
  const at = (x: number): Place => [area.x(x), area.y(doubleWellValue(trace.params.objective, x))];
  const { text } = m.stage.theme;
  return each(last, (x, i) => {
    if (at(x)[1] < area.rect.y) return null;
    return i === last.length - 1 ? (
      ball(m, at(x), 18, text)
    ) : (
      <Dot at={at(x)} r={11} fill={text} opacity={0.12 + 0.08 * i} />
    );
  });
}

/** The whole chart, and above it how each run goes on. */
export function endScene(m: Moment, part: TrioPart<'end'>, trace: TrioTrace): ReactElement {
  const [above, below] = halves(m);
  const area = curveArea(dips(trace), above, 'landscape');
  const [, reach] = shownRates(trace);
  return (
    <g>
      {landscape(m, trace, area, { shown: 0, named: 0 })}
      {sweepChart(
        m,
        trace,
        below,
        area,
        reach,
        trace.runs.map(() => 1),
      )}
      <Fade in={m.leave(0.4, (part.end - part.start) / m.story.fps - 0.4)}>
        {trial(m, trace, reach, area)}
      </Fade>
      <Fade in={m.between(0.1, 0.5)}>
        {each(trace.runs, (_, i) => goesOn(m, trace, i, part.clock, area))}
      </Fade>
    </g>
  );
}
