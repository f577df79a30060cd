import type { ReactElement } from 'react';
import { type ChartLine, LossChart } from '../../src/scene/LossChart.tsx';
import { px } from '../../src/scene/px.ts';
import { Readouts } from '../../src/scene/Readout.tsx';
import type { Rect, Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { lerp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { fixed } from '../../src/story/numbers.ts';
import { Descent, QUICK_STEP } from './Descent.tsx';
import { Equation } from './Equation.tsx';
import { rateText } from './figures.ts';
import { Landscape, landscapeArea } from './Landscape.tsx';
import { layoutOf } from './layout.ts';
import { Phases } from './Phases.tsx';
import { type Playhead, playhead } from './playhead.ts';
import type { TrioTrace } from './simulation.ts';
import type { RunBeat, TrioStory } from './story.ts';
import { say, word } from './text.ts';
import { VerdictLines } from './VerdictLines.tsx';
import { chartDomain, EPSILON, excessLoss, type View } from './view.ts';

/** Seconds in which the landscape makes room for the numbers, and in which these come. */
const MORPH = 0.9;
const ENTRY = 0.4;

/** Seconds a step must last for its phases to be named. */
const NAMED_PHASE = 0.4;

const mix = (from: Rect, to: Rect, t: number): Rect => ({
  x: lerp(from.x, to.x, t),
  y: lerp(from.y, to.y, t),
  width: lerp(from.width, to.width, t),
  height: lerp(from.height, to.height, t),
});

/** One run told alone: landscape, equation, readouts, verdict, and the chart that keeps the runs before. */
export function RunScene(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly story: TrioStory;
  readonly view: View;
  readonly beat: RunBeat;
  readonly frame: number;
}): ReactElement | null {
  const { stage, trace, story, view, beat, frame } = props;
  const run = trace.runs[beat.run];
  if (run === undefined) return null;
  const layout = layoutOf(stage);
  const head = playhead(run, beat.clock, frame);
  // The first run takes the landscape over from the beat before, where it filled the whole body.
  const seconds = (from: number, to: number): number =>
    easeInOut(
      progress(
        { start: beat.start + Math.round(from * story.fps), end: beat.start + Math.round(to * story.fps) },
        frame,
      ),
    );
  const isFirst = beat.run === 0;
  const arrived = isFirst ? seconds(0, MORPH) : 1;
  const shown = isFirst ? seconds(MORPH, MORPH + ENTRY) : seconds(0, ENTRY);
  const panel = mix(stage.body, layout.landscape, arrived);
  const area = landscapeArea(view, panel, 'landscape', false);
  const quick = head.length > 0 && head.length < QUICK_STEP * story.fps;
  return (
    <g>
      <Landscape
        stage={stage}
        trace={trace}
        view={view}
        area={area}
        compact={false}
        drawn={1}
        named={1}
        ball={[area.x(head.x), area.y(head.loss)]}
      />
      <Descent
        stage={stage}
        trace={trace}
        run={run}
        index={beat.run}
        head={head}
        view={view}
        area={area}
        compact={false}
        fps={story.fps}
        tangent={run.status === 'diverged' && head.to === null ? 0 : shown}
        grown={isFirst ? 1 : shown}
        arriving={isFirst ? 1 - arrived : 0}
      />
      {arrived === 1 && (
        <g>
          <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
            <Phases stage={stage} panel={panel} head={head} named={head.length > NAMED_PHASE * story.fps} />
            <Equation
              stage={stage}
              rect={layout.equation}
              run={run}
              index={beat.run}
              head={head}
              quick={quick}
            />
            <Readouts
              stage={stage}
              rect={layout.readouts}
              readings={[
                {
                  share: 0.355,
                  label: word(say('readoutStep'), stage.language),
                  value: word(say('outOf', { step: head.done, steps: view.steps }), stage.language),
                },
                {
                  share: 0.325,
                  label: word(say('readoutRate'), stage.language),
                  value: rateText(run.learningRate),
                  colour: runColour(stage.theme, beat.run),
                },
                {
                  share: 0.32,
                  label: word(say('readoutLoss'), stage.language),
                  value: fixed(run.losses[head.done] ?? head.loss, 4),
                },
              ]}
            />
          </g>
          <VerdictLines {...{ stage, trace, story, beat, frame }} rect={layout.verdict} />
          <g {...(isFirst && shown < 1 ? { opacity: px(shown) } : {})}>
            <LossChart
              stage={stage}
              rect={layout.chart}
              lines={chartLines(trace, beat.run, head)}
              steps={view.steps}
              domain={chartDomain(view)}
              yLabel={word(say('chart', { epsilon: EPSILON }), stage.language)}
              xLabel={word(say('chartSteps'), stage.language)}
            />
          </g>
        </g>
      )}
    </g>
  );
}

/** The runs told before, whole, and the current one up to its playhead. */
const chartLines = (trace: TrioTrace, current: number, head: Playhead): readonly ChartLine[] =>
  trace.runs.slice(0, current + 1).map((run, i) => ({
    run: i,
    name: rateText(run.learningRate),
    values: run.losses.map((loss) => excessLoss(loss, trace.facts.leastLoss)),
    upTo: i < current ? run.losses.length - 1 : head.step + head.t,
    inFocus: i === current,
  }));
