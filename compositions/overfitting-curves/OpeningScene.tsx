import type { ReactElement } from 'react';
import { type MapView, mixView, nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { askedPoint } from '../../src/scene/overfitting/overfitting-view.ts';
import { mapLegend, trainingMap, wrongLabel } from '../../src/scene/overfitting/TrainingMap.tsx';
import { numbers, pointPrices } from '../../src/scene/overfitting/TrainingSide.tsx';
import { classInk } from '../../src/scene/parts/DecisionMap.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { SideTitle } from '../../src/scene/parts/SideTitle.tsx';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { learnLayout, openingLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** Sides of the map in the opening, in widths of the picture: at first, and when the boundary has bent. */
const SIDES = { far: 1, near: 1.3 } as const;
const WIDTH = 7;
/** Shares of all epochs through which the training is undone: few, so that it does not flicker. */
const UNDOING = [1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1, 0] as const;
/** How much paler what is learned becomes in the chart while what only checks comes. */
export const PALER = 0.8;

/** The film's name and its question, over the boundary that bends around a wrong label. */
export function questionScene(
  m: Moment,
  part: OverfittingPart<'question'>,
  trace: OverfittingTrace,
): ReactElement {
  const view = openingView(m.stage, trace, m.through(part));
  const { maps = [], believed = [] } = trace.shown[0] ?? {};
  const seen = <T,>(states: readonly T[]): readonly T[] =>
    states.filter((_, epoch) => part.epochs.includes(epoch));
  return (
    <g>
      {trainingMap(
        m,
        'map',
        view,
        { maps: seen(maps), believed: seen(believed) },
        m.head(part.clock),
        trace,
        {
          width: WIDTH,
        },
      )}
      {wrongLabel(m, trace, view, 1)}
      {titleWords(m, m.leave(0.3))}
    </g>
  );
}

const titleWords = (m: Moment, shown: number): ReactElement => (
  <SideTitle
    m={m}
    rect={openingLayout(m.stage).title}
    title={m.say('title')}
    subtitle={m.say('subtitle')}
    shown={shown}
  />
);

/** The view of the opening: near the point that is bent around, nearer all the time. */
function openingView(stage: Stage, trace: OverfittingTrace, t: number): MapView {
  const { map } = openingLayout(stage);
  const point = askedPoint(trace);
  const side =
    Math.max(map.width, map.height) * lerp(SIDES.far, point === undefined ? SIDES.far : SIDES.near, t);
  return nearView(map, side, shareOf(point ?? { x: 0, y: 0 }));
}

/** The training is undone; then the map moves aside, and its points show what each of them costs. */
export function taskScene(m: Moment, part: OverfittingPart<'task'>, trace: OverfittingTrace): ReactElement {
  const at = learnLayout(m.stage);
  const { maps = [], believed = [] } = trace.shown[0] ?? {};
  const undone = m.through(part.undoing);
  const undoing = UNDOING.map((share) => Math.round(share * trace.params.epochs));
  const moved = m.through(part.moving);
  const view = mixView(openingView(m.stage, trace, 1 - undone), wholeMap(at.map), moved);
  const checking = m.through(part.checking);
  return (
    <g>
      {trainingMap(
        m,
        'map',
        view,
        {
          maps: undoing.map((epoch) => maps[epoch] ?? []),
          believed: undoing.map((epoch) => believed[epoch] ?? []),
        },
        playheadOf(undone * (undoing.length - 1), undoing.length),
        trace,
        {
          width: lerp(WIDTH, 5, moved),
          // What it is sure of goes before the places do.
          certainty: Math.max(1 - 2 * undone, moved),
          checked: { points: trace.points.validation, shown: checking },
        },
      )}
      {wrongLabel(m, trace, view, 1 - m.between(0, 0.2))}

      <Fade in={m.between(0.5, 0.5) * (1 - 2 * moved)}>{key(m, trace)}</Fade>
      <Fade in={4 * moved - 3}>
        {mapLegend(m, at.legend, believed[0])}
        <Fade in={m.through(part.numbered)}>
          {numbers(m, at.numbers, trace, 0, { shown: [1, m.through(part.checking)] })}
        </Fade>
        {pointPrices(m, at.chart, trace, {
          view,
          head: playheadOf(0, trace.params.epochs + 1),
          drawn: m.through(part.drawing),
          train: {
            come: progress(part.coming, m.frame),
            shown: m.through({ ...part.coming, end: part.coming.start + 8 }) * (1 - PALER * checking),
            mean: m.through(part.numbered),
          },
          validation: { come: progress(part.checking, m.frame), shown: checking, mean: checking },
        })}
      </Fade>
    </g>
  );
}

/** What the points and lines of the map are, in the place of the title. */
function key(m: Moment, { points: { train } }: OverfittingTrace): ReactElement {
  const { theme, format } = m.stage;
  const [ink0, ink1] = [classInk(theme, 0), classInk(theme, 1)];
  const count = (label: 0 | 1): number => train.filter((point) => point.label === label).length;
  const wrong = train.filter(({ flipped }) => flipped).length;
  const entries = [
    { sign: sign.dot(ink1, 15), words: m.say('classPoints', { n: count(1), name: 'A' }) },
    { sign: sign.square(ink0, 13), words: m.say('classPoints', { n: count(0), name: 'B' }) },
    { sign: sign.line(theme.text, '4 11'), words: m.say('trueBoundary') },
    { sign: sign.line(theme.curve, '', 6), words: m.say('boundary') },
    ...(wrong > 0 ? [{ sign: sign.ring(theme.text, 20), words: m.say('wrongLabels', { n: wrong }) }] : []),
  ].map((entry) => ({ ...entry, fill: 'text' as const }));
  const { title } = openingLayout(m.stage);
  if (format !== 'landscape') return legend(m.stage, title, entries).element;
  const leading = 92;
  const rect = { ...title, y: title.y + (title.height - leading * entries.length) / 2 };
  return legend(m.stage, rect, entries, { size: SIZE.large, leading }).element;
}
