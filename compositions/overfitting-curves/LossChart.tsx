import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { LineChart, type Mark } from '../../src/scene/parts/LineChart.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import type { Colour } from '../../src/scene/theme.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import { type Curves, type Losses, viewOf } from './view.ts';

/**
 * Training and validation loss over the epochs: individual runs faintly, their mean with a band of one standard deviation.
 *
 * @param without the validation loss without a remedy, for comparison
 */
export function lossChart(
  m: Moment,
  rect: Rect,
  trace: OverfittingTrace,
  losses: Losses,
  head: Playhead,
  { without, marks = [] }: { without?: readonly number[]; marks?: readonly Mark[] },
): ReactElement {
  const { theme } = m.stage;
  const { epochs, seeds } = trace.params;
  const line = ({ mean, deviation, runs }: Curves, run: number, name: string, colour: Colour) => ({
    values: mean,
    band: deviation,
    ghosts: runs,
    upTo: head.step + head.t,
    run,
    name,
    colour,
  });
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="losses"
      x={{ label: m.say('epoch'), domain: [0, epochs] }}
      y={{ label: m.say('loss'), domain: viewOf(trace).loss }}
      series={[
        line(losses.train, 0, m.say('train'), theme.train),
        line(losses.validation, 1, m.say('validation'), theme.validation),
        ...(without === undefined
          ? []
          : [{ values: without, name: m.say('without'), colour: theme.quiet, width: 4, dash: '8 8' }]),
      ]}
      more={[{ words: m.say('band', { seeds }) }]}
      marks={marks}
      link
    />
  );
}
