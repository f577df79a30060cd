import type { ReactElement } from 'react';
import { nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf, shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { Tag } from '../../src/scene/parts/Pointer.tsx';
import { type Figure, Figures } from '../../src/scene/parts/Readouts.tsx';
import { Dot, Line } from '../../src/scene/parts/shapes.tsx';
import { SIZE } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { type Playhead, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { ended, learnedMap } from './LearnedMap.tsx';
import { answerLayout } from './layout.ts';
import { labelLosses, lossText, nearby, nearness, spared } from './messages.ts';
import { nameIn, testFigure } from './RemediesScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** How many times as large as usual the maps are in the end. */
const CLOSE = 1.9;

/**
 * The run bends around the label asked about once more, its loss beside it; then, in place of that, a remedy that spares the
 * label, and what lies near it.
 */
export function answerScene(
  m: Moment,
  part: OverfittingPart<'answer'>,
  trace: OverfittingTrace,
): ReactElement {
  const { facts, points, remedies } = trace;
  const { bend } = facts.shown;
  const places = answerLayout(m.stage, bend === null ? 1 : 2, bend === null);
  const point = bend === null ? undefined : points.train[bend.point];
  const beside = spared(trace);
  const turned = beside === null ? 0 : m.through(part.circling);
  const { head } = again(m, part, trace);
  const circled = remedies[(beside ?? 0) - 1]?.remedy.kind === 'more-data' ? turned : 0;
  const near = (way: number, at: Playhead, shown: number): ReactElement => {
    const { map = m.stage.body, name = map, number = map } = places[way === 0 ? 0 : 1] ?? {};
    const side = Math.max(map.width, map.height) * (point === undefined ? 1 : CLOSE);
    const view = point === undefined ? wholeMap(map) : nearView(map, side, shareOf(point));
    const area = areaOf(view);
    return (
      <Fade in={shown}>
        {learnedMap(m, `answer-${way}`, view, trace.shown[way], at, trace, { width: 6 })}
        {point !== undefined && (
          <Clipped id={`near-${way}`} rect={view.clip}>
            {each(nearby(trace, way), ({ x, y, label }) => (
              <Line
                from={[area.x(point.x), area.y(point.y)]}
                to={[area.x(lerp(point.x, x, circled)), area.y(lerp(point.y, y, circled))]}
                stroke={m.stage.theme.text}
                width={label === point.label ? 2 : 5}
                opacity={(label === point.label ? 0.4 : 0.9) * circled}
              />
            ))}
            <Dot
              at={[area.x(point.x), area.y(point.y)]}
              r={area.x(nearness(trace)) - area.x(0)}
              stroke={m.stage.theme.text}
              width={2}
              opacity={0.6 * circled}
            />
          </Clipped>
        )}
        {point !== undefined && (
          <Tag
            stage={m.stage}
            at={[area.x(point.x), area.y(point.y)]}
            words={m.say((labelLosses(trace, way)[at.done] ?? 1) < Math.LN2 ? 'isBelieved' : 'isSpared')}
            away={0.022 * view.square.width}
            within={map}
          />
        )}
        {m.text(nameIn(m, trace, way), [name.x, name.y + 38], {
          size: SIZE.medium,
          bold: true,
          width: name.width,
        })}
        <Figures
          stage={m.stage}
          rect={number}
          rows={[bend === null ? testFigure(m, trace, way) : labelFigure(m, trace, way, at)]}
        />
      </Fade>
    );
  };
  return (
    <Fade in={Math.min(m.between(0, 0.6), m.leave(0.5))}>
      {near(0, head, 1)}
      {bend !== null && (
        <Fade in={1 - 2 * turned}>{labelChart(m, trace, places[1]?.map ?? m.stage.body, head)}</Fade>
      )}
      {beside !== null && bend !== null && near(beside, ended(trace), 2 * turned - 1)}
    </Fade>
  );
}

/** Where the run is that bends once more. */
function again(
  { through }: Pick<Moment, 'through'>,
  part: OverfittingPart<'answer'>,
  { params: { epochs }, facts }: OverfittingTrace,
): { readonly head: Playhead; readonly epoch: number } {
  const { bend } = facts.shown;
  const from = bend === null ? epochs : bend.epoch - 1;
  const epoch = lerp(lerp(epochs, from, through(part.back)), epochs, through(part.again));
  return { head: playheadOf(epoch, epochs + 1), epoch };
}

/** The loss of the label asked about, from just before the bend on. */
function labelChart(
  m: Moment,
  trace: OverfittingTrace,
  rect: Parameters<typeof LineChart>[0]['rect'],
  head: Playhead,
): ReactElement {
  const values = labelLosses(trace, 0);
  const { epochs } = trace.params;
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="label"
      x={{ label: m.say('epoch'), domain: [0, epochs] }}
      y={{ label: m.say('loss'), domain: [0, 1.05 * Math.max(1, ...values)] }}
      series={[
        {
          values,
          upTo: head.step + head.t,
          run: 0,
          colour: m.stage.theme.focus,
          name: m.say('labelLoss'),
          glow: 1,
        },
      ]}
    />
  );
}

/** The loss of the label asked about at a playhead. */
const labelFigure = (m: Moment, trace: OverfittingTrace, way: number, head: Playhead): Figure => {
  const loss = valueAt(labelLosses(trace, way), head);
  return { label: m.say('ownLoss'), value: lossText(loss), fill: loss < Math.LN2 ? 'focus' : 'text' };
};
