import type { ReactElement } from 'react';
import { mixView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend } from '../../src/scene/parts/Legend.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { lerp } from '../../src/sim/maths.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { ended, learnedMap } from './LearnedMap.tsx';
import { lossChart, mapLegend, numbers } from './LearnScene.tsx';
import { gridLayout, learnLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** The one map becomes one of many, and its losses become two lines among those of all runs. */
export function runsScene(m: Moment, part: OverfittingPart<'runs'>, trace: OverfittingTrace): ReactElement {
  const { params, facts, shown } = trace;
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
      {learnedMap(m, 'map', view, shown[0], ended(trace), trace, {
        width: lerp(5, 3, moved),
      })}
      <Box rect={view.clip} stroke={m.stage.theme.text} width={4} strokeOpacity={moved} />
      <Fade in={1 - m.between(0, 0.3)}>
        {mapLegend(m, at.legend, trace, shown[0]?.believed.at(-1) ?? [])}
      </Fade>
      {!m.since(part.drawing.start) && numbers(m, at.numbers, trace, params.epochs)}
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
  const { epochs, seeds } = params;
  const at = learnLayout(m.stage);
  const grid = gridLayout(m.stage, seeds);
  const signs = legend(m.stage, { ...at.legend, y: at.legend.y + 8 }, [{ words: m.say('endings') }]);
  return (
    <g>
      {each(endings, ({ points, map }, i) =>
        i === facts.shown.run ? null : (
          <Fade in={maps(i / endings.length)}>
            {learnedMap(
              m,
              `run-${i}`,
              wholeMap(grid[i] ?? at.map),
              { maps: [map] },
              playheadOf(0, 1),
              trace,
              { points, width: 3 },
            )}
          </Fade>
        ),
      )}
      <Fade in={maps(0.7)}>{signs.element}</Fade>
      {means !== null && (
        <Fade in={means}>{numbers(m, at.numbers, trace, null, Math.round(drawn * epochs))}</Fade>
      )}
      {lossChart(m, at.chart, trace, {
        own: epochs,
        shown: 1 - 0.7 * drawn,
        drawn: means === null ? null : drawn * epochs,
      })}
    </g>
  );
}

/** The run goes back to the epoch with its lowest validation loss: its boundary unbends, and its losses meet. */
export function lessonScene(
  m: Moment,
  part: OverfittingPart<'lesson'>,
  trace: OverfittingTrace,
): ReactElement {
  const { epochs } = trace.params;
  const { bestEpoch } = trace.facts.shown;
  const at = learnLayout(m.stage);
  const own = part.back.end > part.back.start ? lerp(epochs, bestEpoch, m.through(part.back)) : epochs;
  const head = playheadOf(own, epochs + 1);
  const there = m.through(part.moving);
  return (
    <Fade in={there}>
      {learnedMap(m, 'lesson', wholeMap(at.map), trace.shown[0], head, trace)}
      {mapLegend(m, at.legend, trace, trace.shown[0]?.believed[head.done] ?? [])}
      {numbers(m, at.numbers, trace, head.done)}
      {lossChart(m, at.chart, trace, {
        own,
        whole: 0.55,
        marks:
          own < epochs
            ? [{ at: bestEpoch, words: m.say('best', { epoch: bestEpoch }), colour: m.stage.theme.text }]
            : [],
      })}
    </Fade>
  );
}
