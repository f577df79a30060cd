import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { type Reading, Readouts } from '../../src/scene/Readout.tsx';
import type { Stage } from '../../src/scene/stage.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { LearnedRegions, mapArea, Points, pointSize, TrueBoundary } from './BoundaryMap.tsx';
import { CurvesChart, type Mark } from './CurvesChart.tsx';
import { trainColour, validationColour } from './colours.ts';
import { lossText } from './figures.ts';
import { learnLayout } from './layout.ts';
import { MapLegend } from './MapLegend.tsx';
import { playheadAt } from './playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { LearnBeat, OverfittingStory } from './story.ts';
import { say, word } from './text.ts';
import { viewOf } from './view.ts';

/** All epochs: the boundary of one run, and the losses of all of them. */
export function LearnScene({
  stage,
  trace,
  story,
  beat,
  frame,
}: {
  readonly stage: Stage;
  readonly trace: OverfittingTrace;
  readonly story: OverfittingStory;
  readonly beat: LearnBeat;
  readonly frame: number;
}): ReactElement {
  const { params, facts, points } = trace;
  const { map, readouts, chart } = learnLayout(stage);
  const view = viewOf(trace);
  const { language, theme } = stage;
  const head = playheadAt(beat.clock, frame, params.epochs);
  const area = mapArea('map', map.map);
  const shown = easeOut(
    progress({ start: beat.start, end: beat.start + Math.round(0.6 * story.fps) }, frame),
  );
  const { train, validation } = view.plain;
  const [learned, judged] = [train.mean[head.done] ?? 0, validation.mean[head.done] ?? 0];
  const readings: readonly Reading[] = [
    { share: 0.28, label: word(say('epoch'), language), value: `${head.done} / ${params.epochs}` },
    {
      share: 0.26,
      label: word(say('train'), language),
      value: lossText(learned),
      colour: trainColour(theme),
    },
    {
      share: 0.26,
      label: word(say('validation'), language),
      value: lossText(judged),
      colour: validationColour(theme),
    },
    { share: 0.2, label: word(say('gap'), language), value: lossText(judged - learned) },
  ];
  const marks: readonly Mark[] = [
    ...(frame >= beat.bestFrame && facts.bestEpoch > 0
      ? [
          {
            epoch: facts.bestEpoch,
            words: word(say('best', { epoch: facts.bestEpoch }), language),
            colour: theme.text,
          },
        ]
      : []),
    ...(frame >= beat.stopFrame && facts.stopEpoch !== null
      ? [
          {
            epoch: facts.stopEpoch,
            words: word(say('stop', { epoch: facts.stopEpoch }), language),
            colour: theme.tangent,
          },
        ]
      : []),
  ];
  return (
    <g>
      <LearnedRegions stage={stage} area={area} maps={trace.maps[0] ?? []} head={head} />
      <TrueBoundary stage={stage} area={area} truth={params.data.truth} opacity={1} />
      <Points
        stage={stage}
        area={area}
        points={points.train}
        r={pointSize(points.train.length, area.rect.width)}
      />
      <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
        <MapLegend
          stage={stage}
          rect={map.legend}
          wrong={points.train.some(({ flipped }) => flipped)}
          learned
        />
        <ReadoutGrid stage={stage} rect={readouts} readings={readings} />
        <CurvesChart
          stage={stage}
          rect={chart}
          losses={view.plain}
          head={head}
          epochs={params.epochs}
          domain={view.loss}
          marks={marks}
          note={word(say('band', { seeds: params.seeds }), language)}
        />
      </g>
    </g>
  );
}

/** Numbers in one row, or in two where the room is high. */
function ReadoutGrid(props: Parameters<typeof Readouts>[0]): ReactElement {
  const { stage, rect, readings } = props;
  if (rect.height < 180) return <Readouts {...props} />;
  const half = Math.ceil(readings.length / 2);
  const even = readings.map((reading) => ({ ...reading, share: 1 }));
  return (
    <g>
      <Readouts stage={stage} rect={{ ...rect, height: 90 }} readings={even.slice(0, half)} />
      <Readouts stage={stage} rect={{ ...rect, y: rect.y + 110, height: 90 }} readings={even.slice(half)} />
    </g>
  );
}
