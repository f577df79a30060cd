import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import { mixView, nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import type { Mark } from '../../src/scene/parts/ChartMarks.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf, shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { LearningCurves } from '../../src/scene/parts/LearningCurves.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { LossReadouts } from '../../src/scene/parts/LossReadouts.tsx';
import { Pulse } from '../../src/scene/parts/Pointer.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { SeedRun } from '../../src/sim/trainings/remedies.ts';
import { fixed } from '../../src/story/numbers.ts';
import { learnedMap } from './LearnedMap.tsx';
import { learnLayout, taskLayout } from './layout.ts';
import { shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';
import { viewOf } from './view.ts';

/** How many times as large as usual the map is where the boundary bends. */
const NEAR = 2.6;
/** Seconds. */
const PULSE = 1;

/** All epochs of the run shown: its boundary and its losses; the camera comes near where the boundary bends. */
export function learnScene(m: Moment, part: OverfittingPart<'learn'>, trace: OverfittingTrace): ReactElement {
  const { facts, points, shown } = trace;
  const { theme } = m.stage;
  const at = learnLayout(m.stage);
  const head = m.head(part.clock);
  const { bestEpoch, bend } = facts.shown;
  const bent = bend === null ? undefined : points.train[bend.point];
  const near = m.through(part.near) * (1 - m.through(part.far));
  const place = mixView(wholeMap(taskLayout(m.stage).map), wholeMap(at.map), m.between(0, 0.6));
  const view =
    bent === undefined || near === 0
      ? place
      : nearView(at.map, at.map.width * lerp(1, NEAR, near), shareOf(bent));
  const there = m.enter(0.35);
  const area = areaOf(view);
  return (
    <g>
      {learnedMap(m, 'map', view, shown[0], head, trace, { there })}
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
      <Fade in={there}>
        {mapLegend(m, at.legend, trace, shown[0]?.believed[head.done] ?? [])}
        {numbers(m, at.numbers, trace, head.done)}
        {lossChart(m, at.chart, trace, {
          own: head.step + head.t,
          label: m.since(part.near.start) ? 1 : 0,
          marks: [
            ...(m.since(part.bestFrame)
              ? [{ at: bestEpoch, words: m.say('best', { epoch: bestEpoch }), colour: theme.text }]
              : []),
            ...(bend !== null && m.since(part.bendFrame)
              ? [{ at: bend.epoch, words: m.say('bend', { epoch: bend.epoch }), colour: theme.focus }]
              : []),
          ],
        })}
      </Fade>
    </g>
  );
}

/** What the lines and rings of the map mean, and how many wrong labels the network gives. */
export function mapLegend(
  m: Moment,
  rect: Rect,
  { points }: OverfittingTrace,
  believed: readonly boolean[],
): ReactElement {
  const { theme } = m.stage;
  const wrong = points.train.filter(({ flipped }) => flipped).length;
  const n = believed.filter(Boolean).length;
  return legend(m.stage, { ...rect, y: rect.y + 8 }, [
    { sign: sign.line(theme.text, '4 11', 3), words: m.say('truth') },
    { sign: sign.line(theme.curve, '', 5), words: m.say('boundary') },
    ...(wrong > 0
      ? [
          { sign: sign.ring(theme.text), words: m.say('wrongLabel') },
          {
            sign: sign.ring(theme.focus),
            words: m.say('believed', { n, wrong }),
            fill: 'focus' as const,
            bold: true,
          },
        ]
      : []),
  ]).element;
}

/** Losses and errors after an epoch of the run shown, or as a mean of all runs in the end. */
export function numbers(
  m: Moment,
  rect: Rect,
  trace: OverfittingTrace,
  step: number | null,
  at = step ?? trace.params.epochs,
): ReactElement {
  const { epochs, data } = trace.params;
  const of = step === null ? trace.runs : trace.runs.slice(trace.facts.shown.run, trace.facts.shown.run + 1);
  const value = (series: keyof SeedRun['series']): number => mean(of, (run) => run.series[series][at]) ?? 0;
  const wrong = (series: 'trainErrors' | 'validationErrors', all: number): string =>
    m.say('of', { n: step === null ? fixed(value(series), 1) : value(series), all });
  return (
    <LossReadouts
      stage={m.stage}
      rect={rect}
      epoch={{
        label: m.say('epoch'),
        value: m.say('outOf', { step: at, steps: epochs }),
        below: m.say('wrong'),
      }}
      train={{
        label: m.say(step === null ? 'meanTrain' : 'train'),
        loss: value('trainLoss'),
        below: wrong('trainErrors', data.train),
      }}
      validation={{
        label: m.say(step === null ? 'meanValidation' : 'validation'),
        loss: value('validationLoss'),
        below: wrong('validationErrors', data.validation),
      }}
    />
  );
}

/** The losses of the run shown, and of all runs if they are `drawn`, with their means. */
export function lossChart(
  m: Moment,
  rect: Rect,
  trace: OverfittingTrace,
  {
    own,
    shown,
    drawn = null,
    marks = [],
    label = 0,
    whole = 0,
  }: {
    readonly own: number;
    readonly shown?: number;
    readonly drawn?: number | null;
    readonly marks?: readonly Mark[];
    /** Whether the loss of the label asked about is there, and how much of what lies ahead. */
    readonly label?: number;
    readonly whole?: number;
  },
): ReactElement {
  const { train, validation, loss, gap } = viewOf(trace);
  const widening = gap !== null && own >= trace.facts.shown.bestEpoch;
  const { trainLoss, validationLoss } = shownSeries(trace);
  return (
    <LearningCurves
      stage={m.stage}
      rect={rect}
      x={{ label: m.say('epoch'), epochs: trace.params.epochs }}
      y={{ label: m.say('loss'), domain: loss }}
      own={{
        losses: [trainLoss, validationLoss],
        names: [m.say('train'), m.say('validation')],
        upTo: own,
        whole,
        ...(shown === undefined ? {} : { shown }),
      }}
      all={
        drawn === null
          ? null
          : {
              losses: [train, validation],
              names: [m.say('meanTrain'), m.say('meanValidation')],
              upTo: drawn,
              band: m.say('band'),
            }
      }
      gap={widening ? { ...gap, name: m.say('gap') } : null}
      marks={marks}
      more={
        label > 0
          ? [
              {
                values: viewOf(trace).label,
                width: 3,
                name: m.say('labelLoss'),
                colour: m.stage.theme.focus,
                upTo: own,
              },
            ]
          : []
      }
    />
  );
}
