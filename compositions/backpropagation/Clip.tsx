import type { ReactElement } from 'react';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { groupOf } from './commentary.ts';
import type { FlowMoment as M } from './moment.ts';
import type { FlowTrace } from './simulation.ts';
import type { FlowPart } from './story.ts';
import { axisTop, pairPlaces } from './view.ts';

/** Loss and gradient of an exploding network, unclipped and clipped. */
export function clipScene(m: M, part: FlowPart<'clip'>, trace: FlowTrace): ReactElement {
  const places = pairPlaces(m.stage);
  const runs = groupOf(trace, 'clipping');
  const { updates, limit } = trace.params.clipping;
  const { step, t } = playheadAt(part.clock, m.frame);
  const { losses, lengths } = clippingView(trace);
  const series = (all: readonly (readonly number[])[]): readonly Series[] =>
    all.map((values, i) => ({
      values,
      colour: runColour(m.stage.theme, i === 0 ? 5 : 1),
      dash: runDash(i === 0 ? 2 : 0),
      run: i === 0 ? 5 : 1,
      name: m.say(i === 0 ? 'unclipped' : 'clipped'),
      upTo: Math.min(step + t, values.length - 1),
      out: values.length <= updates && step + t >= values.length - 1,
    }));
  const domain = (all: readonly (readonly number[])[]): readonly [number, number] => {
    const positive = all.flat().filter((value) => value > 0);
    return [clamp(Math.min(...positive, 0.5) / 2, 0.02, 0.5), axisTop(Math.max(...positive, 2), 9e11)];
  };
  const x = { label: m.say('update'), domain: [0, updates] as const };
  const bound: Series = {
    values: lengths[0]?.map(() => limit) ?? [],
    colour: m.stage.theme.quiet,
    dash: '6 8',
    width: 2.5,
    name: m.say('limitName', { limit }),
  };
  return (
    <Fade in={m.enter(0, 0.4)}>
      <LineChart
        stage={m.stage}
        rect={places('first')}
        id="loss"
        x={x}
        y={{ label: m.say('loss'), domain: domain(losses), log: true }}
        series={series(losses)}
      />
      <LineChart
        stage={m.stage}
        rect={places('second')}
        id="gradient"
        x={x}
        y={{ label: m.say('gradientLength'), domain: domain([...lengths, [limit]]), log: true }}
        series={[...series(lengths), ...(runs.length > 1 ? [bound] : [])]}
      />
    </Fade>
  );
}

/** Losses and lengths of gradients as they are drawn: 0 at the lower end of the axis. */
const clippingView = remember((trace: FlowTrace) => {
  const runs = groupOf(trace, 'clipping');
  return {
    losses: runs.map(({ losses }) => losses.map((loss) => Math.max(loss, 1e-12))),
    lengths: runs.map(({ series }) => (series.gradientLength ?? []).map((length) => Math.max(length, 1e-12))),
  };
});
