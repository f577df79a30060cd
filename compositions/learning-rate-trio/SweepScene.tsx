import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import { descent } from '../../src/scene/descent/Descent.tsx';
import { viewOf } from '../../src/scene/descent/descent-view.ts';
import { flown, rested, trial } from '../../src/scene/descent/Ended.tsx';
import { landscape, wholeWindow } from '../../src/scene/descent/Landscape.tsx';
import { onGround, sweepChart } from '../../src/scene/descent/SweepChart.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type CurveArea, curveArea, mixWindow } from '../../src/scene/parts/LossCurve.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import { clamp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { sweepEdges } from '../../src/sim/rate-sweep.ts';
import { rateText } from '../../src/story/descent/commentary.ts';
import { scannedTo } from '../../src/story/descent/scan.ts';
import { ratesApart } from '../../src/story/numbers.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { runPlot } from './RunScene.tsx';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart, TrioStory } from './story.ts';

/** Seconds in which what was there before goes, and in which the picture comes. */
const [GO, COME] = [0.45, 0.5];
/** Seconds in which two rates take the place of one, and back. */
const BLEND = 0.25;
/** Share of the picture that the landscape has above the chart. */
const ABOVE = 0.36;
/** Space between it and the chart. */
const GAP = 22;

/** The landscape above, and below it, as wide, the chart of all rates. */
function halves(m: Moment): readonly [landscape: Rect, chart: Rect] {
  const { body } = m.stage;
  const [above = body] = cut(body, [ABOVE, 1 - ABOVE], 0, 'y');
  const [land, whole] = [insidePanel(above), insidePanel(body)];
  const y = land.y + land.height + GAP;
  return [land, { ...land, y, height: whole.y + whole.height - y }];
}

/** The window of the landscape, and at 1 without space for names below it. */
const flatWindow = (trace: TrioTrace, flat: number) =>
  mixWindow(wholeWindow(viewOf(trace)), wholeWindow(viewOf(trace), true), flat);

/** Every rate: where the one that the scan has come to ends on the landscape, and below it how low each ends. */
export function sweepScene(m: Moment, part: TrioPart<'sweep'>, trace: TrioTrace): ReactElement {
  const [above, below] = halves(m);
  const come = m.between(GO, COME);
  const rect = mixRect(runPlot(m.stage), above, m.between(0, GO + COME));
  const area = curveArea(flatWindow(trace, m.between(0, GO + COME)), rect, 'landscape');
  const reach = scannedTo(trace, part.scan, m.frame);
  const { pair } = part;
  const blend = Math.round(BLEND * m.story.fps);
  const both =
    pair === null
      ? 0
      : m.through({ start: pair.start, end: pair.start + blend }) -
        m.through({ start: pair.end - blend, end: pair.end });
  return (
    <g>
      {landscape(m, trace, area, { shown: 1 - m.between(0, COME), named: 1 - m.between(0, COME) })}
      {each(trace.runs, ({ points }, i) =>
        rested(m, trace, points.at(-1)?.[0] ?? 0, i, area, 1 - m.between(0, GO)),
      )}
      <Fade in={come * (1 - both)}>{trial(m, trace, reach, area)}</Fade>
      {pair !== null && both > 0 && (
        <Fade in={both}>
          {each(sweepEdges(trace).clears?.runs ?? [], (run, i) =>
            beside(m, trace, run, i, m.head(pair.clock, run.points.length), area),
          )}
        </Fade>
      )}
      <Fade in={come}>{sweepChart(m, trace, below, area, reach, m.through(part.near))}</Fade>
    </g>
  );
}

/** One of the two runs on either side of the rate that clears the hill, and its rate. */
function beside(
  m: Moment,
  trace: TrioTrace,
  run: RateRun,
  index: number,
  head: Playhead,
  area: CurveArea,
): ReactElement {
  const colour = trace.runs.length + index;
  const rates = sweepEdges(trace).clears?.rates ?? [];
  return (
    <g>
      {descent(m, trace, colour, run, head, area, { named: false, r: 18 })}
      {named(m, trace, run, head.done, area, ratesApart(rates)[index] ?? '', colour, index)}
    </g>
  );
}

/** A rate above the ball of its run. @param line how many lines higher than usual */
function named(
  m: Moment,
  trace: TrioTrace,
  run: RateRun,
  step: number,
  area: CurveArea,
  words: string,
  colour: number,
  line = 0,
): ReactElement | null {
  const x = run.points[step]?.[0] ?? 0;
  const [left, right] = [area.rect.x, area.rect.x + area.rect.width];
  const at: Place = [area.x(x), area.y(doubleWellValue(trace.params.objective, x)) - 44 - 44 * line];
  if (at[0] < left || at[0] > right || at[1] < area.rect.y) return null;
  const { safe } = m.stage;
  const centre = clamp(at[0], safe.x + 60, safe.x + safe.width - 60);
  return onGround(m, words, [centre, at[1]], {
    bold: true,
    fill: runColour(m.stage.theme, colour),
    anchor: 'middle',
  });
}

/** The landscape across the whole picture, down to the captions. @param top where it begins */
export const wide = ({ width, header, captions }: Stage, top = header.y): Rect => ({
  x: 0,
  y: top,
  width,
  height: captions.y - top - 12,
});

/** The picture of the question once more, answered: where each run has ended. */
export function endScene(m: Moment, trace: TrioTrace, story: TrioStory): ReactElement {
  const [above, below] = halves(m);
  const t = m.between(0.1, 1.1);
  const area = curveArea(
    flatWindow(trace, 1 - t),
    mixRect(above, wide(m.stage, m.stage.body.y), t),
    'landscape',
  );
  const scan = partsOf(story, 'sweep').flatMap((part) => part.scan);
  const reach = scannedTo(trace, scan, m.frame);
  const shown = m.between(0.7, 0.5);
  return (
    <g>
      {landscape(m, trace, area, { shown: 0, named: 0 })}
      {t < 0.5 && <Fade in={1 - 2 * t}>{trial(m, trace, reach, area)}</Fade>}
      {t < 0.5 && <Fade in={1 - 2 * t}>{sweepChart(m, trace, below, area, reach, 1)}</Fade>}
      {shown > 0 && (
        <Fade in={shown}>
          {each(trace.runs, (run, i) => {
            if (run.status === 'diverged') return flown(m, trace, i, area);
            const head = playheadOf(run.points.length - 1, run.points.length);
            const near = trace.runs
              .slice(0, i)
              .filter(
                (other) => Math.abs((other.points.at(-1)?.[0] ?? 0) - (run.points.at(-1)?.[0] ?? 0)) < 0.3,
              );
            return (
              <g>
                {descent(m, trace, i, run, head, area, { named: false })}
                {named(m, trace, run, head.done, area, rateText(trace, i), i, near.length)}
              </g>
            );
          })}
        </Fade>
      )}
    </g>
  );
}
