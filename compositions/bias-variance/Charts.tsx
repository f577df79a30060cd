import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type Reading, Readouts } from '../../src/scene/parts/Readouts.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { clamp } from '../../src/sim/maths.ts';
import { plain } from '../../src/story/numbers.ts';
import { measuredOf, nameOf, written } from './commentary.ts';
import { errorOf, modelsOf } from './models.ts';
import { barOf, errorBars, inks } from './pictures.tsx';
import { placesOf } from './places.ts';
import type { BiasVarianceTrace, ModelRun } from './simulation.ts';

/** How near a place on a list is to one of its entries, 0 … 1. */
export const nearness = (at: number, i: number): number => clamp(1 - Math.abs(at - i), 0, 1);
/** How far the bar of an entry has grown when a playhead has come to a place; the first stands there from the start. */
const grownAt = (at: number, i: number): number => (i === 0 ? 1 : clamp(at - i + 1, 0, 1));

/** How far the chart of degrees has come. */
export interface DegreesShown {
  /** Bars that have grown, in order. */
  readonly grown: number;
  /** How far the best stands out instead of the latest, and how much of what was measured is seen, 0 … 1. */
  readonly best: number;
  readonly checked: number;
}

/** How much the bar of a degree stands out. */
export function litAt(trace: BiasVarianceTrace, { grown, best }: DegreesShown, run: ModelRun): number {
  const { degrees, right } = modelsOf(trace);
  const latest = nearness(Math.max(grown - 1, 0), degrees.indexOf(run));
  return Math.max((1 - best) * latest, run === right ? best : 0);
}

/** The error by degree, and the numbers of one. */
export function degreesChart(m: Moment, trace: BiasVarianceTrace, shown: DegreesShown): ReactElement {
  const { chart, numbers } = placesOf(m.stage).charted;
  const { degrees, right } = modelsOf(trace);
  const { grown, best, checked } = shown;
  const latest = degrees[clamp(Math.round(grown - 1), 0, degrees.length - 1)] ?? right;
  return (
    <g>
      {errorBars(
        m,
        trace,
        chart,
        degrees.map((run, i) =>
          barOf(run, [String(run.degree)], {
            grown: clamp(grown - i, 0, 1),
            checked,
            lit: litAt(trace, shown, run),
          }),
        ),
        { xLabel: m.say('degree'), ring: checked },
      )}
      {numbersBelow(m, trace, numbers, best > 0.5 ? right : latest, checked)}
    </g>
  );
}

/** The parts of a model's error, their sum, and what was measured of it. */
function numbersBelow(
  m: Moment,
  trace: BiasVarianceTrace,
  rect: Rect,
  run: ModelRun,
  checked: number,
): ReactElement {
  const colours = inks(m.stage.theme);
  const own = written(run);
  const plus = (kind: 'bias2' | 'variance'): string => m.say('plus', { name: m.say(kind) });
  const readings: readonly Reading[] = [
    { label: '', value: m.word(nameOf(trace, run)), share: 1 },
    { label: m.say('noise'), value: own.noise, fill: colours.noise, share: 1 },
    { label: plus('bias2'), value: own.bias2, fill: colours.bias2, share: 1 },
    { label: plus('variance'), value: own.variance, fill: colours.variance, share: 1 },
    { label: m.say('sum'), value: errorOf(run), share: 1 },
    {
      label: m.say('measured'),
      value: m.say('plusMinus', measuredOf(run)),
      fill: 'validation',
      share: 1,
    },
  ];
  const places =
    rect.height > 150
      ? cut(rect, [1, 1], 12, 'y').flatMap((line) => cut(line, [0.9, 0.9, 1.3], 12, 'x'))
      : cut(rect, [0.8, 0.8, 0.8, 0.9, 0.8, 1.3], 12, 'x');
  return each(readings, (reading, i) => (
    <Fade in={i === readings.length - 1 ? checked : 1}>
      <Readouts stage={m.stage} rect={{ ...(places[i] ?? rect), height: 90 }} readings={[reading]} />
    </Fade>
  ));
}

/** The errors of a model on more and more points. */
export function sizesChart(
  m: Moment,
  trace: BiasVarianceTrace,
  rect: Rect,
  runs: readonly ModelRun[],
  at: number,
): ReactElement {
  return errorBars(
    m,
    trace,
    rect,
    runs.map((run, i) =>
      barOf(run, [String(run.size)], {
        grown: grownAt(at, i),
        checked: clamp(4 * grownAt(at, i) - 3, 0, 1),
        lit: nearness(at, i),
      }),
    ),
    { xLabel: m.say('points') },
  );
}

/** The errors at higher and higher penalties. @param lit which of them stands out */
export function penaltiesChart(m: Moment, trace: BiasVarianceTrace, at: number, lit: number): ReactElement {
  return errorBars(
    m,
    trace,
    placesOf(m.stage).beside('chart'),
    modelsOf(trace).ridge.map((run, i) =>
      barOf(run, [run.lambda === 0 ? m.say('none') : plain(run.lambda)], {
        grown: grownAt(at, i),
        checked: clamp(4 * grownAt(at, i) - 3, 0, 1),
        lit: nearness(lit, i),
      }),
    ),
    { xLabel: m.say('penalty') },
  );
}
