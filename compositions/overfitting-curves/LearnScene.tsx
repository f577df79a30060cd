import type { ReactElement } from 'react';
import { type MapView, nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { askedPoint } from '../../src/scene/overfitting/overfitting-view.ts';
import { mapLegend, trainingMap } from '../../src/scene/overfitting/TrainingMap.tsx';
import { lossChart, numbers, pointPrices } from '../../src/scene/overfitting/TrainingSide.tsx';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf, shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { Pulse } from '../../src/scene/parts/Pointer.tsx';
import { lerp } from '../../src/sim/maths.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { learnLayout } from './layout.ts';
import { PALER } from './OpeningScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import { type OverfittingPart, seenAgain } from './story.ts';

/** How many times as large as usual the map is where the boundary bends. */
const NEAR = 2.6;
/** Seconds. */
const PULSE = 1;
/** All that there is of points and their mean. */
const THERE = { come: 1, shown: 1, mean: 1 } as const;

/** The map of the run, nearer to the label asked about. */
function closer(m: Moment, trace: OverfittingTrace, near: number): MapView {
  const { map } = learnLayout(m.stage);
  const point = askedPoint(trace);
  return point === undefined || near === 0
    ? wholeMap(map)
    : nearView(map, map.width * lerp(1, NEAR, near), shareOf(point));
}

/** All epochs of the run shown: its boundary and its losses; the camera comes near where the boundary bends. */
export function learnScene(m: Moment, part: OverfittingPart<'learn'>, trace: OverfittingTrace): ReactElement {
  const { facts, points, shown } = trace;
  const { theme } = m.stage;
  const at = learnLayout(m.stage);
  const head = m.head(part.clock);
  const { bestEpoch, bend } = facts.shown;
  const bent = askedPoint(trace);
  const view = closer(m, trace, m.through(part.near) * (1 - m.through(part.far)));
  const there = m.between(0, 0.6);
  const area = areaOf(view);
  return (
    <g>
      {trainingMap(m, 'map', view, shown[0], head, trace, {
        checked: { points: points.validation, shown: 1 - there },
      })}
      {bent !== undefined && (
        <Clipped id="pulse" rect={view.clip}>
          <Pulse
            stage={m.stage}
            frame={m.frame}
            range={{ start: part.bendFrame, end: part.bendFrame + PULSE * m.story.fps }}
            at={[area.x(bent.x), area.y(bent.y)]}
            r={[0.03 * view.square.width, 0.14 * view.square.width]}
          />
        </Clipped>
      )}
      {mapLegend(m, at.legend, shown[0]?.believed[head.done])}
      {numbers(m, at.numbers, trace, head.done)}
      <Fade in={1 - 2 * there}>
        {pointPrices(m, at.chart, trace, {
          view,
          head: playheadOf(0, 1),
          drawn: 1,
          train: { ...THERE, shown: 1 - PALER },
          validation: THERE,
        })}
      </Fade>
      <Fade in={2 * there - 1}>
        {lossChart(m, at.chart, trace, {
          own: head.step + head.t,
          marks: [
            ...(m.since(part.bestFrame)
              ? [{ at: bestEpoch, words: m.say('best', { epoch: bestEpoch }), colour: theme.text }]
              : []),
            ...(bend !== null && m.since(part.bendFrame)
              ? [{ at: bend.epoch, words: m.say('bend', { epoch: bend.epoch }), colour: theme.text }]
              : []),
          ],
        })}
      </Fade>
    </g>
  );
}

/** The run bends once more, and its points show what that costs: the training points, and then those that only check. */
export const whyScene = (m: Moment, part: OverfittingPart<'why'>, trace: OverfittingTrace): ReactElement => {
  const there = m.between(0, 0.6);
  return (
    <g>
      <Fade in={1 - 2 * there}>
        {lossChart(m, learnLayout(m.stage).chart, trace, { own: trace.params.epochs })}
      </Fade>
      {priced(m, trace, {
        epoch: seenAgain(part, trace, m.frame),
        near: m.through(part.near),
        checking: m.through(part.checking),
        chart: 2 * there - 1,
        gone: 0,
      })}
    </g>
  );
};

/** The last of that, on its way out: the map becomes whole. @param gone how far it has gone, 0 … 1 */
export const whyGone = (m: Moment, trace: OverfittingTrace, gone: number): ReactElement =>
  priced(m, trace, {
    epoch: trace.params.epochs,
    near: 1 - gone,
    checking: 1 - gone,
    chart: 1,
    gone,
  });

function priced(
  m: Moment,
  trace: OverfittingTrace,
  seen: {
    readonly epoch: number;
    readonly near: number;
    /** How much of the points that only check is there, of the chart, and how far all but the map has gone. */
    readonly checking: number;
    readonly chart: number;
    readonly gone: number;
  },
): ReactElement {
  const { epoch, near, checking, chart, gone } = seen;
  const at = learnLayout(m.stage);
  const head = playheadOf(epoch, trace.params.epochs + 1);
  const view = closer(m, trace, near);
  return (
    <g>
      {trainingMap(m, 'map', view, trace.shown[0], head, trace, {
        checked: { points: trace.points.validation, shown: checking },
      })}
      <Fade in={1 - 2 * gone}>
        {mapLegend(m, at.legend, trace.shown[0]?.believed[head.done])}
        {numbers(m, at.numbers, trace, head.done)}
        <Fade in={chart}>
          {pointPrices(m, at.chart, trace, {
            view,
            head,
            drawn: 1,
            train: { ...THERE, shown: 1 - PALER * checking },
            validation: { ...THERE, shown: checking },
            named: askedPoint(trace) === undefined ? 0 : 1 - checking,
          })}
        </Fade>
      </Fade>
    </g>
  );
}
