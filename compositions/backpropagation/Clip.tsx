import type { ReactElement } from 'react';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp, log10, powerOfTen } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { COIN, groupOf } from './commentary.ts';
import type { FlowMoment as M } from './moment.ts';
import type { FlowTrace } from './simulation.ts';
import type { FlowPart } from './story.ts';
import { pairPlaces } from './view.ts';

/** The loss of an exploding network, unclipped and clipped, and the gradient of the clipped one before clipping and after it. */
export function clipScene(m: M, part: FlowPart<'clip'>, trace: FlowTrace): ReactElement {
  const places = pairPlaces(m.stage);
  const { updates } = trace.params.clipping;
  const { step, t } = playheadAt(part.clock, m.frame);
  const { losses, lengths } = clippingView(trace);
  const series = (values: readonly number[], lane: number, name: string): Series => ({
    values,
    colour: runColour(m.stage.theme, lane),
    dash: runDash(lane === 5 ? 2 : 0),
    run: lane,
    name,
    glow: 0.4,
    upTo: Math.min(step + t, values.length - 1),
    out: values.length <= updates && step + t >= values.length - 1,
  });
  const domain = (all: readonly (readonly number[])[]): readonly [number, number] => {
    const positive = all.flat().filter((value) => value > 0);
    const most = clamp(Math.max(...positive, 2), 2, 1e15);
    return [clamp(Math.min(...positive, 0.5) / 2, 0.02, 0.5), 20 * powerOfTen(Math.ceil(log10(most)))];
  };
  const x = { label: m.say('update'), domain: [0, updates] as const };
  const coin: Series = {
    values: Array<number>(updates + 1).fill(COIN),
    colour: m.stage.theme.quiet,
    dash: '6 8',
    width: 2.5,
    name: m.say('coin'),
  };
  const [bare = [], clipped] = losses;
  const [before = [], after = []] = clipped === undefined ? lengths : lengths.slice(2);
  return (
    <Fade in={m.enter(0, 0.4)}>
      <LineChart
        stage={m.stage}
        rect={places('first')}
        id="loss"
        x={x}
        y={{ label: m.say('loss'), domain: domain(losses), log: true }}
        series={[
          coin,
          series(bare, 5, m.say('unclipped')),
          ...(clipped === undefined ? [] : [series(clipped, 1, m.say('clipped'))]),
        ]}
      />
      <LineChart
        stage={m.stage}
        rect={places('second')}
        id="gradient"
        x={x}
        y={{ label: m.say('gradientLength'), domain: domain([before, after]), log: true }}
        series={
          clipped === undefined
            ? [series(before, 5, m.say('unclipped'))]
            : [series(before, 3, m.say('computed')), series(after, 1, m.say('clipped'))]
        }
      />
    </Fade>
  );
}

/** Losses, and of each network the lengths of its gradients as computed and as applied: 0 at the lower end of the axis. */
const clippingView = remember((trace: FlowTrace) => {
  const runs = groupOf(trace, 'clipping');
  const drawable = (values: readonly number[] = []): readonly number[] =>
    values.map((value) => Math.max(value, 1e-12));
  return {
    losses: runs.map(({ losses }) => drawable(losses)),
    lengths: runs.flatMap(({ series }) => [drawable(series.gradientLength), drawable(series.appliedLength)]),
  };
});
