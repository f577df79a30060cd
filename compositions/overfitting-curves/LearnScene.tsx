import type { ReactElement } from 'react';
import { type MapView, mixView, nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { askedPoint } from '../../src/scene/overfitting/overfitting-view.ts';
import { runCells, runMaps } from '../../src/scene/overfitting/RunMaps.tsx';
import { ended, mapLegend, trainingMap } from '../../src/scene/overfitting/TrainingMap.tsx';
import { lossChart, numbers, pointPrices } from '../../src/scene/overfitting/TrainingSide.tsx';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf, shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { legend } from '../../src/scene/parts/Legend.tsx';
import { Pulse } from '../../src/scene/parts/Pointer.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
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
      {mapLegend(m, at.legend, trace, shown[0]?.believed[head.done] ?? [])}
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
              ? [{ at: bend.epoch, words: m.say('bend', { epoch: bend.epoch }), colour: theme.focus }]
              : []),
          ],
        })}
      </Fade>
    </g>
  );
}

/** The run bends once more, and its points show what that costs: the training points, and then those that only check. */
export function whyScene(m: Moment, part: OverfittingPart<'why'>, trace: OverfittingTrace): ReactElement {
  const { epochs } = trace.params;
  const at = learnLayout(m.stage);
  const head = playheadOf(seenAgain(part, trace, m.frame), epochs + 1);
  const view = closer(m, trace, m.through(part.near));
  const there = m.between(0, 0.6);
  const checking = m.through(part.checking);
  return (
    <g>
      {trainingMap(m, 'map', view, trace.shown[0], head, trace, {
        checked: { points: trace.points.validation, shown: checking },
      })}
      {mapLegend(m, at.legend, trace, trace.shown[0]?.believed[head.done] ?? [])}
      {numbers(m, at.numbers, trace, head.done)}
      <Fade in={1 - 2 * there}>{lossChart(m, at.chart, trace, { own: epochs })}</Fade>
      <Fade in={2 * there - 1}>
        {pointPrices(m, at.chart, trace, {
          view,
          head,
          drawn: 1,
          train: { ...THERE, shown: 1 - PALER * checking },
          validation: { ...THERE, shown: checking },
          named: askedPoint(trace) === undefined ? 0 : 1 - checking,
        })}
      </Fade>
    </g>
  );
}

/** The one map becomes one of many, and its losses become two lines among those of all runs. */
export function runsScene(m: Moment, part: OverfittingPart<'runs'>, trace: OverfittingTrace): ReactElement {
  return runs(m, trace, {
    moved: m.through(part.moving),
    maps: (share) => m.between(0.15 + 0.6 * share, 0.5),
    priced: 1 - m.between(0, 0.6),
    drawn: m.since(part.drawing.start) ? m.through(part.drawing) : null,
  });
}

/** All runs as they end. @param gone how far they have gone, 0 … 1 */
export const allRuns = (m: Moment, trace: OverfittingTrace, gone: number): ReactElement => (
  <Fade in={1 - gone}>{runs(m, trace, { moved: null, maps: () => 1, priced: 0, drawn: 1 })}</Fade>
);

function runs(
  m: Moment,
  trace: OverfittingTrace,
  seen: {
    /** How far the map of the run shown has come to its place; without it if that is `null`. */
    readonly moved: number | null;
    readonly maps: (share: number) => number;
    /** How much of the losses of the points is left. */
    readonly priced: number;
    /** How far the losses of all runs are drawn. */
    readonly drawn: number | null;
  },
): ReactElement {
  const { params, shown } = trace;
  const { moved, maps, priced, drawn } = seen;
  const at = learnLayout(m.stage);
  const view = mixView(closer(m, trace, 1), wholeMap(ownCell(m, trace)), moved ?? 1);
  const all = drawn === null ? 0 : Math.min(1, 4 * drawn);
  return (
    <g>
      {runMaps(m, at.map, trace, maps)}
      {moved !== null && (
        <g>
          {trainingMap(m, 'map', view, shown[0], ended(trace), trace, { width: lerp(5, 3, moved) })}
          <Box rect={view.clip} stroke={m.stage.theme.text} width={4} strokeOpacity={moved} />
        </g>
      )}
      <Fade in={1 - maps(0)}>{mapLegend(m, at.legend, trace, shown[0]?.believed.at(-1) ?? [])}</Fade>
      <Fade in={maps(0.7)}>
        {legend(m.stage, { ...at.legend, y: at.legend.y + 8 }, [{ words: m.say('endings') }]).element}
      </Fade>
      <Fade in={1 - 2 * all}>{numbers(m, at.numbers, trace, params.epochs)}</Fade>
      <Fade in={2 * all - 1}>
        {numbers(m, at.numbers, trace, Math.round((drawn ?? 0) * params.epochs), 'all')}
      </Fade>
      <Fade in={2 * priced - 1}>
        {pointPrices(m, at.chart, trace, {
          view,
          head: ended(trace),
          drawn: 1,
          train: { ...THERE, shown: 1 - PALER },
          validation: THERE,
        })}
      </Fade>
      <Fade in={1 - 2 * priced}>
        {lossChart(m, at.chart, trace, {
          own: params.epochs,
          shown: 1 - 0.7 * (drawn ?? 0),
          drawn: drawn === null ? null : drawn * params.epochs,
        })}
      </Fade>
    </g>
  );
}

/** The place of the run shown among all. */
export const ownCell = (m: Moment, { params, facts }: OverfittingTrace) => {
  const { map } = learnLayout(m.stage);
  return runCells(map, params.seeds)[facts.shown.run] ?? map;
};
