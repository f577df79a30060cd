import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import type { Mark } from '../../src/scene/parts/ChartMarks.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import { type Curves, viewOf } from './view.ts';

/**
 * Training and validation loss over the epochs: of the run shown, and, once all runs are drawn, their mean with a band
 * of one standard deviation.
 *
 * @param options.own epochs of the run shown that are drawn; @param options.ownShown its opacity
 * @param options.all epochs of all runs that are drawn; `null` for none
 */
export function lossChart(
  m: Moment,
  rect: Rect,
  trace: OverfittingTrace,
  options: {
    readonly own: number;
    readonly ownShown?: number;
    readonly all?: number | null;
    readonly marks?: readonly Mark[];
  },
): ReactElement {
  const { own, ownShown = 1, all = null, marks = [] } = options;
  const { theme } = m.stage;
  const { epochs } = trace.params;
  const series = shownSeries(trace);
  const { train, validation, loss } = viewOf(trace);
  const colours = [theme.train, theme.validation] as const;
  const mine = [series.trainLoss, series.validationLoss].map((values, i) => ({
    values,
    upTo: own,
    colour: colours[i] ?? theme.text,
    opacity: ownShown,
    ...(all === null ? { run: i, name: m.say(i === 0 ? 'train' : 'validation') } : {}),
  }));
  const means = [train, validation].map(({ mean, deviation, runs }: Curves, i) => ({
    values: mean,
    band: deviation,
    ghosts: runs,
    upTo: all ?? 0,
    run: i,
    name: m.say(i === 0 ? 'meanTrain' : 'meanValidation'),
    colour: colours[i] ?? theme.text,
  }));
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="losses"
      x={{ label: m.say('epoch'), domain: [0, epochs] }}
      y={{ label: m.say('loss'), domain: loss }}
      series={all === null ? mine : [...means, ...mine]}
      more={all === null ? [] : [{ words: m.say('band') }]}
      marks={marks}
      link
    />
  );
}
