import type { ReactElement } from 'react';
import type { BiasVarianceTrace, ModelRun } from '../../sim/regression/redrawn-fits.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { Moment } from '../moment.ts';
import type { PlotArea } from '../parts/Axes.tsx';
import { Axes } from '../parts/Axes.tsx';
import { axisNumbers, axisTicks } from '../parts/axis-numbers.ts';
import { Fade } from '../parts/Fade.tsx';
import { FittedCurves, type LatestFit } from '../parts/FittedCurves.tsx';
import { legend, sign } from '../parts/Legend.tsx';
import { Box, Line } from '../parts/shapes.tsx';
import type { Rect } from '../rect.ts';
import { ticks } from '../scale.ts';
import { SIZE } from '../stage.ts';
import { type Colour, runColour, type Theme } from '../theme.ts';
import { curvesOf, fineTruthOf, GHOSTS, spreadOfRun, viewOf } from './bias-variance-view.ts';
import { placesOf } from './places.ts';

/** Colours of the parts of an error; single fits have that of variance, as they are what scatters. */
export const inks = (theme: Theme): Readonly<Record<'noise' | 'bias2' | 'variance', Colour>> => ({
  noise: runColour(theme, 6),
  bias2: runColour(theme, 5),
  variance: runColour(theme, 1),
});

/** What of a cloud of fits is seen. */
export interface CloudShown {
  /** How many of the fits, the latest of them; by default all. */
  readonly fits?: number;
  readonly latest?: readonly LatestFit[];
  /** Of the first few fits alone, drawn large. */
  readonly fine?: boolean;
  readonly truth?: number;
  readonly mean?: number;
  readonly band?: number;
  readonly gap?: number;
}

/** All of a cloud: its mean, its band, and the gap to the truth. */
export const WHOLE: CloudShown = { mean: 1, band: 1, gap: 1 };

/** The fits of a run, their mean, and the truth. */
export function cloud(
  m: Moment,
  trace: BiasVarianceTrace,
  run: ModelRun,
  area: PlotArea,
  id: string,
  shown: CloudShown,
): ReactElement {
  const { theme } = m.stage;
  const { facts } = trace;
  const { fits = run.fits.length, truth = 1, fine = false, ...rest } = shown;
  const places = fine ? fineTruthOf(trace) : { x: facts.grid, values: facts.truth };
  const colours = inks(theme);
  return (
    <FittedCurves
      stage={m.stage}
      area={area}
      id={id}
      x={places.x}
      truth={{ values: places.values, shown: truth }}
      fits={fits === 0 ? [] : curvesOf(run, trace).slice(Math.max(0, fits - GHOSTS), fits)}
      {...((rest.mean ?? 0) > 0 ? { spread: spreadOfRun(run, trace) } : {})}
      {...rest}
      colours={{ fit: colours.variance, mean: theme.focus, gap: colours.bias2 }}
    />
  );
}

/** The fits between two redraws, as they stand out: one goes while the next comes. @param shown how much of them, of the points of their samples, and of new ones, 0 … 1 */
export function latestAt(
  { facts }: BiasVarianceTrace,
  curves: readonly (readonly number[])[],
  { step, t }: Playhead,
  { strength = 1, dots = true, fresh = 0 }: { strength?: number; dots?: boolean; fresh?: number },
): readonly LatestFit[] {
  return [
    [step, 1 - t],
    [step + 1, t],
  ].flatMap(([n = 0, share = 0]) => {
    const [values, sample, y = []] = [curves[n], facts.sets[n], facts.fresh[n]];
    const shown = share * strength;
    if (!(values && sample && shown > 0)) return [];
    const own = { values, sample, shown, dots: dots ? shown : 0 };
    return [fresh > 0 ? { ...own, fresh: { y, come: fresh, errors: fresh, shown } } : own];
  });
}

/** What a model that has only even or odd powers is symmetric about. */
export const symmetryAxis = (m: Moment, { rect, x }: PlotArea): ReactElement => (
  <Line
    from={[x(0.5), rect.y]}
    to={[x(0.5), rect.y + rect.height]}
    stroke={m.stage.theme.quiet}
    width={3}
    dash="4 10"
  />
);

/** The frame of a plot; its numbers and names as far as they are seen. */
export function plotAxes(
  m: Moment,
  trace: BiasVarianceTrace,
  area: PlotArea,
  numbered: number,
): ReactElement {
  const { window } = viewOf(trace);
  const [from = 0, to = 1] = [trace.facts.grid[0], trace.facts.grid.at(-1)].map((at = 0) => area.x(at));
  const yTicks = ticks(window.y, Math.max(2, Math.floor(area.rect.height / 110)));
  return (
    <g>
      <Box rect={{ ...area.rect, x: from, width: to - from }} fill={m.stage.theme.line} opacity={0.22} />
      <Axes stage={m.stage} area={area} xTicks={[]} yTicks={[]} />
      <Fade in={numbered}>
        {m.text(m.say('tested'), [to - 16, area.rect.y + area.rect.height - 18], {
          size: SIZE.small,
          fill: 'quiet',
          anchor: 'end',
        })}
        <Axes
          stage={m.stage}
          area={area}
          xTicks={axisTicks(m.stage, window.x, area.rect.width, 150)}
          yTicks={yTicks}
          xLabel="x"
          {...axisNumbers(m.stage, yTicks, 'y')}
        />
      </Fade>
    </g>
  );
}

/** The name of a panel, in the line above its plot. */
export const panelName = (
  m: Moment,
  { x, y, width }: Rect,
  words: string,
  opacity = 1,
): ReactElement | null => m.text(words, [x, y + 34], { size: SIZE.medium, bold: true, width, opacity });

/** Height of what is said above a plot among the four: its name, what is wrong with it, and its numbers. */
export const headOf = ({ stage }: Moment): number => (stage.format === 'landscape' ? 94 : 136);

/** What the lines and points of a cloud are, above the four panels. */
export function fitKey(m: Moment, shown: number, mean: number): ReactElement {
  const { theme } = m.stage;
  const { variance } = inks(theme);
  return legend(m.stage, placesOf(m.stage).key, [
    { sign: sign.line(theme.text, '14 10'), words: m.say('truthName'), shown },
    { sign: sign.dot(theme.train, 9), words: m.say('pointName'), shown },
    { sign: sign.line(variance), words: m.say('fitName'), shown },
    { sign: sign.line(theme.focus, '', 6), words: m.say('meanName'), shown: Math.min(shown, mean) },
  ]).element;
}
