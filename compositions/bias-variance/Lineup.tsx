import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import { curvesOf, viewOf } from '../../src/scene/bias-variance/bias-variance-view.ts';
import {
  cloud,
  headOf,
  inks,
  latestAt,
  panelName,
  plotAxes,
  WHOLE,
} from '../../src/scene/bias-variance/pictures.tsx';
import { HEAD, placesOf, plotOf } from '../../src/scene/bias-variance/places.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type Reading, Readouts } from '../../src/scene/parts/Readouts.tsx';
import { barSlots, StackedBars } from '../../src/scene/parts/StackedBars.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp, lerp, log10 } from '../../src/sim/maths.ts';
import type { BiasVarianceTrace, ModelRun } from '../../src/sim/regression/redrawn-fits.ts';
import { errorOf, shortError, writtenParts } from '../../src/story/bias-variance/models.ts';
import { briefly, measuredOf, nameOf, written } from './commentary.ts';
import type { Lineup } from './lineups.ts';

/** How near a place on a list is to one of its entries, 0 … 1. */
export const nearness = (at: number, i: number): number => clamp(1 - Math.abs(at - i), 0, 1);
/** How far the bar of an entry has grown when a playhead has come to a place; the first stands there from the start. */
const grownAt = (at: number, i: number): number => (i === 0 ? 1 : clamp(at - i + 1, 0, 1));
/** The least size of a coefficient that is told from none. */
const LEAST = 0.01;

/** Models side by side as bars of their errors, one of them with its fits in a panel, and its numbers. */
export function lineupScene(m: Moment, trace: BiasVarianceTrace, lineup: Lineup): ReactElement {
  const { beside } = placesOf(m.stage);
  const { runs, at, sizes } = lineup;
  const run = runs[Math.round(at)];
  const shown = Math.min(m.enter(lineup.from ? 0.6 : 0.15, 0.4), m.leave(0.25));
  const numbers = beside('numbers');
  return (
    <g>
      {panel(m, trace, lineup, beside('panel'))}
      <Fade in={shown}>
        {bars(m, trace, lineup, beside('chart'))}
        {sizes ? coefficients(m, sizes, at, numbers) : run && sum(m, run, lineup.checked ?? 1, numbers)}
      </Fade>
    </g>
  );
}

/** The fits of the model that the playhead is at, one of them standing out. */
function panel(m: Moment, trace: BiasVarianceTrace, lineup: Lineup, place: Rect): ReactElement {
  const { runs, at, live, corner, fresh = 0 } = lineup;
  const home = lineup.from ? m.between(0, 0.8) : 1;
  const rect = mixRect(lineup.from ?? place, place, home);
  const area = plotOf(rect, viewOf(trace).window, { head: lerp(headOf(m), HEAD, home) });
  const run = runs[Math.round(at)];
  return (
    <g>
      {run && panelName(m, rect, m.word(nameOf(trace, run)))}
      {run &&
        m.text(corner(run), [rect.x + rect.width, rect.y + 34], {
          bold: true,
          fill: run.lambda === 0 ? 'train' : 'focus',
          anchor: 'end',
        })}
      {plotAxes(m, trace, area, 0)}
      {each(runs, (own, i) => {
        const near = nearness(at, i);
        if (near <= 0) return null;
        // Only points of the samples that all share are kept.
        const latest = latestAt(trace, curvesOf(own, trace), live, { dots: own.group !== 'data', fresh });
        return <Fade in={near}>{cloud(m, trace, own, area, `lineup-${i}`, { ...WHOLE, latest })}</Fade>;
      })}
    </g>
  );
}

/** Bars of errors by their parts. */
function bars(m: Moment, trace: BiasVarianceTrace, lineup: Lineup, rect: Rect): ReactElement {
  const { runs, grown, at, domain, label, xLabel, groups = [], checked = 1, trends = 0, level = 0 } = lineup;
  const colours = inks(m.stage.theme);
  const room = groups.length > 0 ? 44 : 0;
  const chart = { ...rect, height: rect.height - room };
  const slots = barSlots(chart, runs.length, xLabel !== '');
  const per = runs.length / Math.max(1, groups.length);
  return (
    <g>
      <StackedBars
        stage={m.stage}
        rect={chart}
        domain={domain}
        bars={runs.map((run, i) => ({
          name: label(run),
          parts: writtenParts(run).parts,
          measured: { mean: run.parts.measured.mean, error: run.parts.gap.error },
          number: shortError(run),
          grown: grownAt(grown, i),
          checked: checked * clamp(4 * grownAt(grown, i) - 3, 0, 1),
          lit: nearness(at, i),
        }))}
        kinds={(['noise', 'bias2', 'variance'] as const).map((kind) => ({
          name: m.say(kind),
          colour: colours[kind],
        }))}
        ring={{ name: m.say('measured'), shown: checked }}
        xLabel={xLabel}
        trends={trends}
        level={{ value: trace.params.noise * trace.params.noise, shown: level }}
      />
      {each(groups, (name, i) => {
        const [first, last] = [slots[i * per], slots[(i + 1) * per - 1]];
        if (first === undefined || last === undefined) return null;
        const middle = (first.x + last.x + last.width) / 2;
        return m.text(name, [middle, rect.y + rect.height - 8], { bold: true, anchor: 'middle' });
      })}
    </g>
  );
}

/** The parts of a model's error, their sum, and what was measured of it. */
function sum(m: Moment, run: ModelRun, checked: number, rect: Rect): ReactElement {
  const colours = inks(m.stage.theme);
  const own = written(run);
  const plus = (kind: 'bias2' | 'variance'): string => m.say('plus', { name: m.say(kind) });
  const readings: readonly Reading[] = [
    { label: m.say('noise'), value: own.noise, fill: colours.noise, share: 1 },
    { label: plus('bias2'), value: own.bias2, fill: colours.bias2, share: 1 },
    { label: plus('variance'), value: own.variance, fill: colours.variance, share: 1 },
    { label: m.say('sum'), value: errorOf(run), share: 1 },
    {
      label: m.say('measured'),
      value: m.say('plusMinus', measuredOf(run)),
      fill: 'validation',
      share: 1,
      shown: checked,
    },
  ];
  const places = cut(rect, [1, 1], 0, 'y').flatMap((line, i) =>
    cut(line, i === 0 ? [1, 1, 1] : [1, 2], 12, 'x'),
  );
  return each(readings, (reading, i) => (
    <Readouts stage={m.stage} rect={{ ...(places[i] ?? rect), height: 90 }} readings={[reading]} />
  ));
}

/** How large the coefficients are, as bars on a scale of powers of ten, between two places on a list. */
function coefficients(
  m: Moment,
  sizes: readonly (readonly number[])[],
  at: number,
  rect: Rect,
): ReactElement {
  const heightOf = (size: number): number => Math.max(0, log10(Math.max(size, LEAST) / LEAST));
  const most = Math.max(1e-9, ...sizes.flat().map(heightOf));
  const [from = [], to = from] = [sizes[Math.floor(at)], sizes[Math.floor(at) + 1]];
  const largest = Math.max(...(sizes[Math.round(at)] ?? []).slice(1));
  const plot = { ...rect, y: rect.y + 48, height: rect.height - 56 };
  const places = cut(
    plot,
    from.slice(1).map(() => 1),
    8,
    'x',
  );
  return (
    <g>
      {m.text(m.say('coefficients', { largest: briefly(largest) }), [rect.x, rect.y + 30], {
        size: SIZE.small,
        fill: 'quiet',
        width: rect.width,
      })}
      {each(places, ({ x, width }, i) => {
        const share = lerp(heightOf(from[i + 1] ?? 0), heightOf(to[i + 1] ?? 0), at - Math.floor(at)) / most;
        const height = Math.max(4, plot.height * share);
        return (
          <Box
            rect={{ x, y: plot.y + plot.height - height, width, height }}
            rx={3}
            fill={m.stage.theme.focus}
          />
        );
      })}
    </g>
  );
}
