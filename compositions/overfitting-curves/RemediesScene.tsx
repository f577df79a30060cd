import type { ReactElement } from 'react';
import { wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { ended, mapLegend, trainingMap } from '../../src/scene/overfitting/TrainingMap.tsx';
import { lossChart, numbers, remedyChart } from '../../src/scene/overfitting/TrainingSide.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { PairedRuns } from '../../src/scene/parts/PairedRuns.tsx';
import { lerp } from '../../src/sim/maths.ts';
import type { ShownTraining } from '../../src/sim/trainings/remedies.ts';
import { percent } from '../../src/story/numbers.ts';
import { counts, labelOf, sharesByRun } from '../../src/story/overfitting/remedies.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { whyGone } from './LearnScene.tsx';
import { learnLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** Epochs of a training run fast that map and numbers go through: few, so that they can be read and the map does not flicker. */
const GLANCES = 12;

/** Some epochs of a training, evenly spread, with what was recorded at them, and the playhead among them. */
function atAGlance(training: Partial<ShownTraining> = {}, { step, t }: Playhead, all: number) {
  const { maps = [], believed = [] } = training;
  const count = Math.min(GLANCES, all);
  const epochs = Array.from({ length: count + 1 }, (_, k) => Math.round((all * k) / count));
  const last = epochs.findLastIndex((epoch) => epoch <= step);
  const [from = 0, to = from + 1] = epochs.slice(last);
  return {
    epochs,
    maps: epochs.flatMap((epoch) => (maps[epoch] ? [maps[epoch]] : [])),
    believed: epochs.map((epoch) => believed[epoch] ?? []),
    now: playheadOf(last + (step + t - from) / (to - from), count + 1),
  };
}

/** The run shown trained in some way, at a playhead. @param shown how much of what stands beside the map is there */
function trained(
  m: Moment,
  trace: OverfittingTrace,
  way: number,
  head: Playhead,
  seen: { readonly map: number; readonly shown: number },
): ReactElement {
  const at = learnLayout(m.stage);
  const own = trace.shown[way];
  const { maps, believed, epochs, now } = atAGlance(own, head, trace.params.epochs);
  return (
    <g>
      <Fade in={seen.map}>
        {trainingMap(m, `way-${way}`, wholeMap(at.map), { ...own, maps, believed }, now, trace)}
      </Fade>
      <Fade in={seen.shown}>
        {mapLegend(m, at.legend, believed[now.done])}
        {numbers(m, at.numbers, trace, epochs[now.done] ?? 0, { way })}
        {remedyChart(m, at.chart, trace, way, head.step + head.t)}
      </Fade>
    </g>
  );
}

/** A remedy takes the place of the last one, the first that of none. It then trains. */
export function remedyScene(
  m: Moment,
  part: OverfittingPart<'remedy'>,
  trace: OverfittingTrace,
): ReactElement {
  const { way } = part;
  const come = m.through(part.coming);
  return (
    <g>
      {come < 1 &&
        (way === 1
          ? whyGone(m, trace, Math.min(1, 2 * come))
          : trained(m, trace, way - 1, ended(trace), {
              map: 1,
              shown: 1 - 2 * come,
            }))}
      {trained(m, trace, way, m.head(part.clock), {
        map: way === 1 ? 2 * come - 1 : come,
        shown: 2 * come - 1,
      })}
    </g>
  );
}

/** The run without a remedy, and the test points; beside it each run's errors on its own, without and with each remedy. */
export function testScene(m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement {
  const last = trace.remedies.length;
  const come = m.between(0, 0.6);
  return (
    <g>
      {come < 1 &&
        trained(m, trace, last, ended(trace), {
          map: 1,
          shown: 1 - 2 * come,
        })}
      {tested(m, trace, playheadOf(trace.params.epochs, trace.params.epochs + 1), come)}
      <Fade in={2 * come - 1}>
        {comparison(
          m,
          trace,
          part.pairs.map((range) => m.through(range)),
        )}
      </Fade>
    </g>
  );
}

/** The map of the run without a remedy, with its test points. */
const tested = (m: Moment, trace: OverfittingTrace, head: Playhead, come: number): ReactElement => {
  const at = learnLayout(m.stage);
  const [own] = trace.shown;
  return (
    <g>
      <Fade in={come}>
        {trainingMap(m, 'tested', wholeMap(at.map), own, head, trace, {
          checked: { points: trace.points.test, shown: 1 },
        })}
      </Fade>
      <Fade in={2 * come - 1}>{mapLegend(m, at.legend, own?.believed[head.done])}</Fade>
    </g>
  );
};

function comparison(m: Moment, trace: OverfittingTrace, grown: readonly number[]): ReactElement {
  const { stage } = m;
  const at = learnLayout(stage);
  const [before = [], ...with_] = sharesByRun(trace);
  return (
    <g>
      {
        legend(stage, at.numbers, [
          { words: m.say('testWrong') },
          { sign: sign.line(stage.theme.quiet), words: m.say('pairIs') },
          { sign: sign.line(stage.theme.focus), words: m.say('fewerWrong'), fill: 'focus', bold: true },
          { sign: sign.line(stage.theme.validation), words: m.say('moreWrong'), fill: 'validation' },
        ]).element
      }
      <PairedRuns
        stage={stage}
        rect={at.chart}
        before={before}
        written={(share) => m.say('percent', { n: percent(share, 0) })}
        columns={counts(trace).map(({ fewer }, i) => ({
          name: m.word(labelOf(trace, i + 1)),
          shares: with_[i] ?? [],
          fallen: m.say('of', { n: fewer, all: trace.runs.length }),
          grown: grown[i] ?? 0,
        }))}
      />
    </g>
  );
}

/** The run goes back to the epoch with its lowest validation loss: its boundary unbends, and its losses meet. */
export function lessonScene(
  m: Moment,
  part: OverfittingPart<'lesson'>,
  trace: OverfittingTrace,
): ReactElement {
  const { params, facts, remedies } = trace;
  const { bestEpoch } = facts.shown;
  const at = learnLayout(m.stage);
  const back = part.back.end > part.back.start ? m.through(part.back) : 0;
  const own = lerp(params.epochs, bestEpoch, back);
  const head = playheadOf(own, params.epochs + 1);
  const come = m.between(0, 0.6);
  return (
    <g>
      {come < 1 && remedies.length === 0 && whyGone(m, trace, come)}
      {remedies.length > 0 && (
        <Fade in={1 - 2 * come}>
          {comparison(
            m,
            trace,
            remedies.map(() => 1),
          )}
        </Fade>
      )}
      {tested(m, trace, head, remedies.length === 0 ? come : 1)}
      <Fade in={2 * come - 1}>
        {numbers(m, at.numbers, trace, head.done)}
        {lossChart(m, at.chart, trace, {
          own,
          whole: 0.55,
          marks:
            back > 0
              ? [{ at: bestEpoch, words: m.say('best', { epoch: bestEpoch }), colour: m.stage.theme.text }]
              : [],
        })}
      </Fade>
    </g>
  );
}
