import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { fitted } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { LearnedRegions, mapArea, Points, pointSize, TrueBoundary } from './BoundaryMap.tsx';
import { CurvesChart } from './CurvesChart.tsx';
import { validationColour } from './colours.ts';
import type { Point } from './data.ts';
import { lossText } from './figures.ts';
import { type MapPlace, remedyLayout } from './layout.ts';
import { type Playhead, playheadAt, valueAt } from './playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import { type OverfittingStory, type RemedyBeat, remedyAmount } from './story.ts';
import { say, word } from './text.ts';
import type { ProbabilityMap } from './training.ts';
import { viewOf } from './view.ts';

/** The same initial weights twice: without and with a remedy, and what becomes of the validation loss. */
export function RemedyScene(props: {
  readonly stage: Stage;
  readonly trace: OverfittingTrace;
  readonly story: OverfittingStory;
  readonly beat: RemedyBeat;
  readonly frame: number;
}): ReactElement | null {
  const { stage, trace, story, beat, frame } = props;
  const { params, facts, points } = trace;
  const { language } = stage;
  const layout = remedyLayout(stage);
  const view = viewOf(trace);
  const record = trace.remedies[beat.remedy];
  const losses = view.remedies[beat.remedy];
  if (record === undefined || losses === undefined) return null;
  const { remedy } = record;
  const head = playheadAt(beat.clock, frame, params.epochs);
  const shown = easeOut(
    progress({ start: beat.start, end: beat.start + Math.round(0.5 * story.fps) }, frame),
  );
  const stop = record.runs[facts.shownRun]?.stop ?? null;
  const label =
    stop?.early === true && head.done >= stop.epoch
      ? say('stoppedAt', { epoch: stop.epoch, kept: stop.kept })
      : say('remedyLabel', { kind: remedy.kind, amount: remedyAmount(remedy) });
  const [left, right] = layout.maps;
  const shared = { stage, trace, head };
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      <Half
        {...shared}
        id="without"
        place={left}
        maps={trace.maps[0] ?? []}
        points={points.train}
        label={word(say('without'), language)}
        loss={valueAt(view.plain.validation.mean, { ...head, epoch: head.done, t: 0 })}
        colour={stage.theme.quiet}
      />
      <Half
        {...shared}
        id="with"
        place={right}
        maps={trace.maps[beat.remedy + 1] ?? []}
        points={remedy.kind === 'more-data' ? points.more : points.train}
        label={word(label, language)}
        loss={valueAt(losses.validation.mean, { ...head, epoch: head.done, t: 0 })}
        colour={validationColour(stage.theme)}
      />
      <CurvesChart
        stage={stage}
        rect={layout.chart}
        losses={losses}
        without={view.plain.validation.mean}
        head={head}
        epochs={params.epochs}
        domain={view.loss}
        note={word(say('band', { seeds: params.seeds }), language)}
      />
    </g>
  );
}

/** One side of the split screen. */
function Half(props: {
  readonly stage: Stage;
  readonly trace: OverfittingTrace;
  readonly head: Playhead;
  readonly id: string;
  readonly place: MapPlace;
  readonly maps: readonly ProbabilityMap[];
  readonly points: readonly Point[];
  readonly label: string;
  readonly loss: number;
  readonly colour: string;
}): ReactElement {
  const { stage, trace, head, id, place, maps, points, label, loss, colour } = props;
  const area = mapArea(id, place.map);
  const { theme, language, type } = stage;
  return (
    <g>
      <Words
        stage={stage}
        words={label}
        x={place.label.x}
        y={place.label.y + 34}
        size={fitted(type.semibold, label, SIZE.medium, place.label.width)}
        weight="semibold"
        fill={theme.text}
      />
      <LearnedRegions stage={stage} area={area} maps={maps} head={head} boundary={4} />
      <TrueBoundary stage={stage} area={area} truth={trace.params.data.truth} opacity={1} />
      <Points stage={stage} area={area} points={points} r={pointSize(points.length, place.map.width)} />
      <Words
        stage={stage}
        words={word(say('validation'), language)}
        x={place.legend.x}
        y={place.legend.y + 44}
        size={SIZE.small}
        fill={theme.quiet}
      />
      <Words
        stage={stage}
        words={lossText(loss)}
        x={place.legend.x + place.legend.width}
        y={place.legend.y + 46}
        size={SIZE.large}
        weight="semibold"
        fill={colour}
        anchor="end"
      />
    </g>
  );
}
