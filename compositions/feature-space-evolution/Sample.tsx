import { max } from 'd3-array';
import type { ReactElement } from 'react';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { polyline } from '../../src/scene/curve.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { RadarChart } from '../../src/scene/parts/RadarChart.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import { Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { type Place, type Rect, squareIn } from '../../src/scene/rect.ts';
import { classColour, classMark } from '../../src/scene/theme.ts';
import { changesOf } from '../../src/sim/classification.ts';
import { lerp } from '../../src/sim/maths.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { imagePanel, tracedOf } from './pictures.tsx';
import type { FeatureTrace } from './simulation.ts';
import { tracedPoint } from './View.tsx';
import { spotOf } from './view.ts';

/** The epochs so far at which the network changed its prediction for the traced image. */
const changesUntil = ({ predictions, facts }: FeatureTrace, { done }: Playhead): readonly number[] =>
  changesOf(predictions, facts.traced).filter((epoch) => epoch <= done);

/** The path of the traced image, with a mark wherever the network changed its prediction, and its current position. */
export function tracedPath(m: Moment, trace: FeatureTrace, view: CloudView, head: Playhead): ReactElement {
  const { theme } = m.stage;
  const { traced } = trace.facts;
  const place = (at: Playhead): Place => {
    const [x, y] = spotOf(trace, view, traced, at);
    return [x, y];
  };
  const after = (epoch: number): Place => place(playheadOf(epoch, trace.predictions.length));
  const past = Array.from({ length: head.step + 1 }, (_, epoch) => after(epoch));
  const guessed = (epoch: number): number => trace.predictions[epoch]?.[traced] ?? 0;
  return (
    <g>
      <Path d={polyline([...past, place(head)])} stroke={theme.text} width={3} opacity={0.6} round />
      {each(changesUntil(trace, head), (epoch) => (
        <Dot at={after(epoch)} r={7} fill={classMark(theme, guessed(epoch))} stroke={theme.panel} />
      ))}
      {tracedPoint(m, trace, place(head), 1)}
    </g>
  );
}

/** Epoch, true class and predicted class of the traced image. */
export function sampleReadings(m: Moment, { predictions, labels, facts }: FeatureTrace, { done }: Playhead) {
  const ofDigit = (digit: number) => ({ value: String(digit), fill: classColour(m.stage.theme, digit) });
  const steps = predictions.length - 1;
  return [
    { share: 0.36, label: m.say('epoch'), value: m.say('outOf', { step: done, steps }) },
    { share: 0.26, label: m.say('readoutClass'), ...ofDigit(labels[facts.traced] ?? 0) },
    { share: 0.38, label: m.say('readoutGuess'), ...ofDigit(predictions[done]?.[facts.traced] ?? 0) },
  ];
}

/** Picture and numbers next to the star; above it in narrow columns. */
const LAYOUTS = {
  landscape: row(30, { left: [190, column(10, { picture: 230, numbers: 368 })], star: 530 }),
  portrait: row(28, { picture: 190, middle: [260, column(0, { blank: 124, numbers: 330 })], star: 454 }),
  square: column(24, { above: [200, row(20, { picture: 144, numbers: 180 })], star: 396 }),
} as const;

/** What the rim of the star may stand for: the least that holds all that it ever shows. */
const RIMS = [0.25, 0.5, 0.75, 1] as const;

/** The traced image itself, the network's confidence, how often its prediction changed, and all ten probabilities. */
export function samplePanel(m: Moment, trace: FeatureTrace, head: Playhead, rect: Rect): ReactElement {
  const { tracedProbabilities: probabilities, predictions, facts } = trace;
  const at = arrange(m.stage, rect, LAYOUTS);
  const guess = predictions[head.done]?.[facts.traced] ?? 0;
  const share = m.say('share', { share: probabilities[head.done]?.[guess] ?? 0 });
  const changes = m.say('whole', { n: changesUntil(trace, head).length });
  const highest = max(probabilities, (row) => max(row)) ?? 1;
  const rim = RIMS.find((at) => at >= highest) ?? 1;
  const [from = [], to = from] = [probabilities[head.step], probabilities[head.step + 1]];
  const shares = from.map((p, digit) => lerp(p, to[digit] ?? p, head.t));
  return (
    <g>
      {imagePanel(m, tracedOf(trace), squareIn(at('picture')), 6)}
      <Readouts
        stage={m.stage}
        rect={at('numbers')}
        readings={[
          { share: 1, label: m.say('sure'), value: share, fill: classColour(m.stage.theme, guess) },
          { share: 1, label: m.say('changes'), value: changes },
        ]}
      />
      <RadarChart
        stage={m.stage}
        rect={at('star')}
        axes={shares.map((_, digit) => ({ name: String(digit), colour: classColour(m.stage.theme, digit) }))}
        shares={shares}
        largest={guess}
        fill={classMark(m.stage.theme, guess)}
        rim={{ share: rim, name: m.say('rim', { share: rim }) }}
      />
    </g>
  );
}
