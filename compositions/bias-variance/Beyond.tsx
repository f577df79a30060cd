import type { ReactElement } from 'react';
import { fineCurvesOf, fineTruthOf, viewOf } from '../../src/scene/bias-variance/bias-variance-view.ts';
import { inks, panelName, plotAxes } from '../../src/scene/bias-variance/pictures.tsx';
import { placesOf, plotOf } from '../../src/scene/bias-variance/places.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { FittedCurves } from '../../src/scene/parts/FittedCurves.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { lerp } from '../../src/sim/maths.ts';
import type { BiasVarianceTrace, ModelRun } from '../../src/sim/regression/redrawn-fits.ts';
import { remember } from '../../src/sim/remember.ts';
import { modelsOf, shortError } from '../../src/story/bias-variance/models.ts';
import { nameOf, valleysOf } from './commentary.ts';
import { nearness } from './Lineup.tsx';
import type { BiasVariancePart } from './story.ts';

/** The lines of the chart, and how far down it goes below the noise. */
const linesOf = remember((trace: BiasVarianceTrace) => {
  const { beyond } = modelsOf(trace);
  const line = (of: (run: ModelRun) => number): readonly number[] => beyond.map(of);
  const error = line(({ parts }) => parts.expected);
  const noise = trace.params.noise * trace.params.noise;
  return {
    degrees: line(({ degree }) => degree),
    error,
    bias2: line(({ parts }) => parts.bias2),
    variance: line(({ parts }) => parts.variance),
    domain: [0.02 * Math.min(noise, ...error), 3 * Math.max(...error)] as const,
  };
});

/** How far the chart has come: a place on the list of degrees, and what stands out, 0 … 1. */
interface BeyondShown {
  readonly at: number;
  readonly peak: number;
  readonly valleys: number;
}

/** Error, bias² and variance by degree, far beyond the number of points. */
function beyondChart(m: Moment, trace: BiasVarianceTrace, { at, peak, valleys }: BeyondShown): ReactElement {
  const models = modelsOf(trace);
  const { beyond } = models;
  const { theme } = m.stage;
  const colours = inks(theme);
  const { degrees, error, bias2, variance, domain } = linesOf(trace);
  const size = beyond[0]?.size ?? 0;
  const step = Math.floor(at);
  const [from = 1, to = from] = [degrees[step], degrees[step + 1]];
  const shown = { steps: degrees, upTo: lerp(from, to, at - step) };
  const reached = beyond[Math.round(at)];
  return (
    <LineChart
      stage={m.stage}
      rect={placesOf(m.stage).beside('chart')}
      id="descents"
      x={{ label: m.say('degree'), domain: [1, degrees.at(-1) ?? 2], log: true }}
      y={{ label: '', domain, log: true }}
      series={[
        {
          ...shown,
          values: variance,
          colour: colours.variance,
          dash: '16 8',
          name: m.say('variance'),
          width: 4,
        },
        { ...shown, values: bias2, colour: colours.bias2, dash: '5 7', name: m.say('bias2'), width: 4 },
        {
          ...shown,
          values: error,
          colour: theme.validation,
          name: m.say('error'),
          run: 0,
          width: 6,
          ...(reached ? { label: { words: shortError(reached), widest: widest(beyond) } } : {}),
        },
      ]}
      marks={[{ at: size - 1, words: m.say('asMany', { points: size }), colour: theme.focus, shown: peak }]}
      high
      rings={valleysOf(models).flatMap((valley) =>
        valley
          ? [{ at: [valley.degree, valley.parts.expected] as const, colour: theme.focus, spread: valleys }]
          : [],
      )}
    />
  );
}

/** Degrees up to far beyond the points: a peak where there are as many terms as points, and a second descent. */
export function beyondScene(
  m: Moment,
  part: BiasVariancePart<'beyond'>,
  trace: BiasVarianceTrace,
): ReactElement {
  const { beside } = placesOf(m.stage);
  const { beyond } = modelsOf(trace);
  const { theme } = m.stage;
  const colours = inks(theme);
  const rect = beside('panel');
  const area = plotOf(rect, viewOf(trace).window);
  const { step, t } = m.head(part.clock, beyond.length);
  const run = beyond[Math.round(step + t)];
  const entered = Math.min(m.between(0.1, 0.6), m.leave(0.25));
  const { sets, few } = trace.facts;
  const [first = { x: [], y: [] }] = sets;
  const sample = { x: few.map((i) => first.x[i] ?? 0), y: few.map((i) => first.y[i] ?? 0) };
  const truth = fineTruthOf(trace);
  return (
    <g>
      <Fade in={Math.min(m.between(0.2, 0.4), m.leave(0.25))}>
        {panelName(m, rect, run ? m.word(nameOf(trace, run)) : '')}
        {m.text(m.say('timesPoints', { points: few.length }), [rect.x + rect.width, rect.y + 34], {
          bold: true,
          fill: 'train',
          anchor: 'end',
        })}
      </Fade>
      {plotAxes(m, trace, area, 0)}
      {each([step, step + 1], (state, i) => {
        const own = beyond[state];
        const near = nearness(step + t, state) * entered;
        if (own === undefined || near <= 0) return null;
        const [values = [], ...others] = fineCurvesOf(own, trace);
        return (
          <Fade in={near}>
            <FittedCurves
              stage={m.stage}
              area={area}
              id={`beyond-${i}`}
              x={truth.x}
              truth={{ values: truth.values, shown: 1 }}
              fits={others}
              latest={[{ values, sample, shown: 1 }]}
              colours={{ fit: colours.variance, mean: theme.focus, gap: colours.bias2 }}
            />
          </Fade>
        );
      })}
      <Fade in={Math.min(m.between(0.2, 0.5), m.leave(0.25))}>
        {beyondChart(m, trace, {
          at: step + t,
          peak: m.through(part.peak),
          valleys: m.through(part.valleys),
        })}
      </Fade>
    </g>
  );
}

/** The widest that the number at the head of the line will be. */
const widest = remember((runs: readonly ModelRun[]): string =>
  runs.map(shortError).reduce((most, words) => (words.length > most.length ? words : most), ''),
);
