import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import type { PlotArea } from '../../src/scene/parts/Axes.tsx';
import { Axes } from '../../src/scene/parts/Axes.tsx';
import { axisNumbers, axisTicks } from '../../src/scene/parts/axis-numbers.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { FittedCurves, type LatestFit } from '../../src/scene/parts/FittedCurves.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { type StackedBar, StackedBars } from '../../src/scene/parts/StackedBars.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { ticks } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { type Colour, runColour, type Theme } from '../../src/scene/theme.ts';
import { errorOf, writtenParts } from './models.ts';
import { placesOf } from './places.ts';
import type { BiasVarianceTrace, ModelRun } from './simulation.ts';
import { curvesOf, fineTruthOf, GHOSTS, spreadOfRun, viewOf } from './view.ts';

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

/** The frame of a plot; its numbers and names as far as they are seen. */
export function plotAxes(
  m: Moment,
  trace: BiasVarianceTrace,
  area: PlotArea,
  numbered: number,
): ReactElement {
  const { window } = viewOf(trace);
  const yTicks = ticks(window.y, Math.max(2, Math.floor(area.rect.height / 110)));
  return (
    <g>
      <Axes stage={m.stage} area={area} xTicks={[]} yTicks={[]} />
      <Fade in={numbered}>
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

/** A model as a bar of its error's parts. */
export const barOf = (
  run: ModelRun,
  name: readonly string[],
  { grown = 1, checked = 1, lit = 0 }: Partial<Pick<StackedBar, 'grown' | 'checked' | 'lit'>> = {},
): StackedBar => ({
  name,
  parts: writtenParts(run).parts,
  measured: { mean: run.parts.measured.mean, error: run.parts.gap.error },
  number: errorOf(run),
  grown,
  checked,
  lit,
});

/** Bars of errors by their parts. */
export function errorBars(
  m: Moment,
  trace: BiasVarianceTrace,
  rect: Rect,
  bars: readonly StackedBar[],
  options: {
    readonly xLabel?: string;
    readonly ring?: number;
    readonly level?: { value: number; shown: number };
  } = {},
): ReactElement {
  const { xLabel = '', ring = 1, level } = options;
  const colours = inks(m.stage.theme);
  return (
    <StackedBars
      stage={m.stage}
      rect={rect}
      domain={viewOf(trace).errors}
      bars={bars}
      kinds={(['noise', 'bias2', 'variance'] as const).map((kind) => ({
        name: m.say(kind),
        colour: colours[kind],
      }))}
      ring={{ name: m.say('measured'), shown: ring }}
      xLabel={xLabel}
      {...(level ? { level } : {})}
    />
  );
}

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
