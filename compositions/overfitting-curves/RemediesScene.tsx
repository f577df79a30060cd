import type { ReactElement } from 'react';
import { type MapView, mixView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { remedyMaps, remedyPlaces } from '../../src/scene/overfitting/RemedyMaps.tsx';
import { ended, mapLegend, trainingMap } from '../../src/scene/overfitting/TrainingMap.tsx';
import { lossChart, numbers } from '../../src/scene/overfitting/TrainingSide.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { lerp } from '../../src/sim/maths.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { allRuns, ownCell } from './LearnScene.tsx';
import { learnLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** How much is there of a remedy that is yet to be trained with. */
const WAITING = 0.55;

/** The place of the map without a remedy: among the remedies or, without any, among all runs. */
const plainPlace = (m: Moment, trace: OverfittingTrace): Rect =>
  (trace.remedies.length > 0 ? remedyPlaces(m.stage, trace.remedies.length + 1).places[0]?.map : undefined) ??
  ownCell(m, trace);

/** The map of the run shown grows out of its place among all runs; the others begin as it did, and train one after the other. */
export function remediesScene(
  m: Moment,
  part: OverfittingPart<'remedies'>,
  trace: OverfittingTrace,
): ReactElement {
  const moved = m.through(part.moving);
  const gone = m.between(0, 0.3);
  const plain = mixView(wholeMap(ownCell(m, trace)), wholeMap(plainPlace(m, trace)), moved);
  return (
    <g>
      {gone < 1 && allRuns(m, trace, gone)}
      {remedyMaps(m, trace, {
        plain,
        there: 2 * moved - 1,
        remedies: part.clocks.map((clock, i) => ({
          shown: lerp(WAITING * m.between(0.1, 0.3), 1, m.through(part.growing[i] ?? part)),
          head: m.head(clock),
        })),
        tested: 0,
        bars: [],
        judged: 0,
      })}
      <Box rect={plain.clip} stroke={m.stage.theme.text} width={4} strokeOpacity={1 - moved} />
    </g>
  );
}

/** What each way of training gets wrong on the test points; those stand out that the captions are about. */
export const testScene = (m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement =>
  remediesTested(m, trace, {
    plain: wholeMap(plainPlace(m, trace)),
    tested: m.between(0, 0.6),
    bars: part.bars.map((range) => m.through(range)),
    judged: m.through(part.judging),
  });

const remediesTested = (
  m: Moment,
  trace: OverfittingTrace,
  seen: {
    readonly plain: MapView;
    readonly tested: number;
    readonly bars: readonly number[];
    readonly judged: number;
  },
): ReactElement =>
  remedyMaps(m, trace, {
    there: 1,
    remedies: trace.remedies.map(() => ({ shown: 1, head: ended(trace) })),
    ...seen,
  });

/** The run goes back to the epoch with its lowest validation loss: its boundary unbends, and its losses meet. */
export function lessonScene(
  m: Moment,
  part: OverfittingPart<'lesson'>,
  trace: OverfittingTrace,
): ReactElement {
  const { params, facts, shown, remedies } = trace;
  const { bestEpoch } = facts.shown;
  const at = learnLayout(m.stage);
  const back = part.back.end > part.back.start ? m.through(part.back) : 0;
  const own = lerp(params.epochs, bestEpoch, back);
  const head = playheadOf(own, params.epochs + 1);
  const gone = m.between(0, 0.3);
  const view = mixView(wholeMap(plainPlace(m, trace)), wholeMap(at.map), m.through(part.moving));
  const before = {
    plain: view,
    tested: 1,
    bars: Array<number>(remedies.length + 1).fill(1),
    judged: 1,
  };
  return (
    <g>
      {gone < 1 &&
        (remedies.length === 0 ? (
          allRuns(m, trace, gone)
        ) : (
          <Fade in={1 - gone}>{remediesTested(m, trace, before)}</Fade>
        ))}
      {trainingMap(m, 'map', view, shown[0], head, trace)}
      <Fade in={m.between(0.3, 0.35)}>
        {mapLegend(m, at.legend, trace, shown[0]?.believed[head.done] ?? [])}
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
