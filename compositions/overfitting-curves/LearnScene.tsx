import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { Box, Dot } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { fixed } from '../../src/story/numbers.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { mapArea, trainedMap } from './BoundaryMap.tsx';
import type { Point } from './data.ts';
import { lossChart } from './LossChart.tsx';
import { gridLayout, learnLayout, mixView, nearView, wholeMap } from './layout.ts';
import { gapOf, lossText, shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** How many times as large as usual the map is where the boundary bends. */
const NEAR = 2.6;
/** Seconds. */
const PULSE = 1;

/** All epochs of the run shown: its boundary and its losses; the camera comes near where the boundary bends. */
export function learnScene(m: Moment, part: OverfittingPart<'learn'>, trace: OverfittingTrace): ReactElement {
  const { params, facts, points, shown } = trace;
  const { theme } = m.stage;
  const at = learnLayout(m.stage);
  const head = m.head(part.clock);
  const { bestEpoch, bend } = facts.shown;
  const bent = bend === null ? undefined : points.train[bend.point];
  const near = m.through(part.near) * (1 - m.through(part.far));
  const view =
    bent === undefined
      ? wholeMap(at.map)
      : nearView(at.map, at.map.width * lerp(1, NEAR, near), [bent.x, bent.y]);
  const there = m.enter(0.1);
  return (
    <g>
      {trainedMap(m, 'map', view, shown[0], head, {
        truth: params.data.truth,
        points: points.train,
        there,
      })}
      {bent !== undefined && (
        <Clipped id="pulse" rect={view.clip}>
          {pulse(m, mapArea(view.square), bent, part.bendFrame)}
        </Clipped>
      )}
      <Fade in={there}>
        {mapLegend(m, at.legend, trace, shown[0]?.believed[head.done] ?? [])}
        {numbers(m, at.numbers, trace, ofRun(m, trace, head.done))}
        {lossChart(m, at.chart, trace, {
          own: head.step + head.t,
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

/** A ring that spreads from a point at an event. */
function pulse(m: Moment, { rect, x, y }: PlotArea, point: Point, frame: number): ReactElement | null {
  const spread = progress({ start: frame, end: frame + PULSE * m.story.fps }, m.frame);
  if (spread === 0 || spread === 1) return null;
  return (
    <Dot
      at={[x(point.x), y(point.y)]}
      r={rect.width * lerp(0.03, 0.14, easeOut(spread))}
      stroke={m.stage.theme.focus}
      width={5}
      opacity={1 - spread}
    />
  );
}

/** What the lines and rings of the map mean, and how many wrong labels the network gives. */
function mapLegend(
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

/** What the numbers are of: the run shown, or all runs. */
interface Numbers {
  readonly step: number;
  readonly train: number;
  readonly validation: number;
  readonly labels: readonly [train: string, validation: string];
  readonly errors: readonly [train: string, validation: string];
}

const ofRun = (m: Moment, trace: OverfittingTrace, step: number): Numbers => {
  const { trainLoss, validationLoss, trainErrors, validationErrors } = shownSeries(trace);
  const { train, validation } = trace.params.data;
  return {
    step,
    train: trainLoss[step] ?? 0,
    validation: validationLoss[step] ?? 0,
    labels: [m.say('train'), m.say('validation')],
    errors: [
      m.say('of', { n: trainErrors[step] ?? 0, all: train }),
      m.say('of', { n: validationErrors[step] ?? 0, all: validation }),
    ],
  };
};

const ofAll = (m: Moment, { facts, runs, params: { data, epochs } }: OverfittingTrace): Numbers => {
  const wrong = (series: 'trainErrors' | 'validationErrors', all: number): string =>
    m.say('of', { n: fixed(mean(runs, (run) => run.series[series].at(-1) ?? 0) ?? 0, 1), all });
  return {
    step: epochs,
    train: facts.finalTrainLoss,
    validation: facts.finalValidationLoss,
    labels: [m.say('meanTrain'), m.say('meanValidation')],
    errors: [wrong('trainErrors', data.train), wrong('validationErrors', data.validation)],
  };
};

/** Losses and errors; the gap is the difference of the losses as they are written. */
function numbers(m: Moment, rect: Rect, { params }: OverfittingTrace, of: Numbers): ReactElement {
  const { step, train, validation, labels, errors } = of;
  const columns = [
    {
      label: m.say('epoch'),
      loss: m.say('outOf', { step, steps: params.epochs }),
      fill: 'text',
      wrong: m.say('wrong'),
    },
    { label: labels[0], loss: lossText(train), fill: 'train', wrong: errors[0] },
    { label: labels[1], loss: lossText(validation), fill: 'validation', wrong: errors[1] },
    { label: m.say('gap'), loss: lossText(gapOf(train, validation)), fill: 'text', wrong: '' },
  ] as const;
  const places = cut(rect, [0.24, 0.27, 0.31, 0.18], 12, 'x');
  return each(columns, ({ label, loss, fill, wrong }, i) => {
    const { x, width } = places[i] ?? rect;
    return (
      <g>
        {m.text(label, [x, rect.y + 28], { size: SIZE.small, fill: 'quiet' })}
        {m.text(loss, [x, rect.y + 78], { size: SIZE.large, bold: true, fill, width })}
        {m.text(wrong, [x, rect.y + 126], { size: SIZE.small, fill: i === 0 ? 'quiet' : fill, width })}
      </g>
    );
  });
}

/** The one map becomes one of many, and its losses become two lines among those of all runs. */
export function runsScene(m: Moment, part: OverfittingPart<'runs'>, trace: OverfittingTrace): ReactElement {
  const { params, facts, points, shown } = trace;
  const at = learnLayout(m.stage);
  const moved = m.through(part.moving);
  const cell = gridLayout(m.stage, params.seeds)[facts.shown.run] ?? at.map;
  const view = mixView(wholeMap(at.map), wholeMap(cell), moved);
  return (
    <g>
      {allRuns(m, trace, {
        maps: (share) => m.between(0.5 + 0.6 * share, 0.5),
        means: m.since(part.drawing.start) ? m.through(part.switching) : null,
        drawn: m.through(part.drawing),
      })}
      {trainedMap(m, 'map', view, shown[0], playheadOf(params.epochs, params.epochs + 1), {
        truth: params.data.truth,
        points: points.train,
        width: lerp(5, 3, moved),
      })}
      <Box rect={view.clip} stroke={m.stage.theme.focus} width={4} strokeOpacity={moved} />
      <Fade in={1 - m.between(0, 0.3)}>
        {mapLegend(m, at.legend, trace, shown[0]?.believed.at(-1) ?? [])}
      </Fade>
      {!m.since(part.drawing.start) && numbers(m, at.numbers, trace, ofRun(m, trace, params.epochs))}
    </g>
  );
}

/**
 * All runs at their last epoch, except for the map of the run shown.
 *
 * @param options.maps how much is there of the map that comes at a share of the way, 0 … 1
 * @param options.means how much is there of the means; `null` if they are yet to come
 * @param options.drawn how far the losses of all runs are drawn, 0 … 1
 */
export function allRuns(
  m: Moment,
  trace: OverfittingTrace,
  options: {
    readonly maps: (share: number) => number;
    readonly means: number | null;
    readonly drawn: number;
  },
): ReactElement {
  const { maps, means, drawn } = options;
  const { params, facts, endings } = trace;
  const { epochs, seeds, data } = params;
  const at = learnLayout(m.stage);
  const grid = gridLayout(m.stage, seeds);
  const signs = legend(m.stage, { ...at.legend, y: at.legend.y + 8 }, [{ words: m.say('endings') }]);
  return (
    <g>
      {each(endings, ({ points, map }, i) =>
        i === facts.shown.run ? null : (
          <Fade in={maps(i / endings.length)}>
            {trainedMap(
              m,
              `run-${i}`,
              wholeMap(grid[i] ?? at.map),
              { maps: [map], believed: [] },
              playheadOf(0, 1),
              { truth: data.truth, points, width: 3 },
            )}
          </Fade>
        ),
      )}
      <Fade in={maps(0.7)}>{signs.element}</Fade>
      {means !== null && <Fade in={means}>{numbers(m, at.numbers, trace, ofAll(m, trace))}</Fade>}
      {lossChart(m, at.chart, trace, {
        own: epochs,
        ownShown: 1 - 0.7 * drawn,
        all: means === null ? null : drawn * epochs,
      })}
    </g>
  );
}
