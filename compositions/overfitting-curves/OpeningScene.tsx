import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, type Sign, sign } from '../../src/scene/parts/Legend.tsx';
import { Box, Dot } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { classInk, dataPoints, learnedRegions, mapArea, trainedMap, trueBoundary } from './BoundaryMap.tsx';
import { learnLayout, type MapView, mixView, nearView, openingLayout, wholeMap } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** Sides of the map in the opening, in widths of the picture: at first, and when the boundary has bent. */
const SIDES = { far: 1, near: 1.3 } as const;

/** The film's name and its question, over the boundary that bends around a wrong label. */
export function questionScene(
  m: Moment,
  part: OverfittingPart<'question'>,
  trace: OverfittingTrace,
): ReactElement {
  const head = m.head(part.clock);
  const view = openingView(m.stage, trace, m.through(part));
  return (
    <g>
      {trainedMap(m, 'map', view, trace.shown[0], openingHead(part.from, head), {
        truth: trace.params.data.truth,
        points: trace.points.train,
        width: 7,
      })}
      {wrongLabel(m, trace, view, 1)}
      {titleWords(m, 1)}
    </g>
  );
}

const openingHead = (from: number, head: Playhead): Playhead => ({
  ...head,
  step: from + head.step,
  done: from + head.done,
});

/** The view of the opening: near the point that is bent around, nearer all the time. */
function openingView(stage: Stage, { facts, points }: OverfittingTrace, t: number): MapView {
  const { map } = openingLayout(stage);
  const { bend } = facts.shown;
  const { x, y } = points.train[bend?.point ?? -1] ?? { x: 0, y: 0 };
  const side = Math.max(map.width, map.height) * lerp(SIDES.far, bend === null ? SIDES.far : SIDES.near, t);
  return nearView(map, side, [x, y]);
}

/** The film's name: beside the picture where that is wide, else above it. */
function titleWords(m: Moment, shown: number): ReactElement {
  const { title: rect } = openingLayout(m.stage);
  const beside = m.stage.format === 'landscape';
  const [anchor, x] = beside ? (['start', rect.x] as const) : (['middle', rect.x + rect.width / 2] as const);
  const y = beside ? rect.y + 0.4 * rect.height : rect.y + 80;
  const under = beside ? 70 : 56;
  const below = m.block(m.say('subtitle'), rect.width, { size: SIZE.large, fill: 'quiet', anchor });
  return (
    <g>
      {m.text(m.say('title'), [x, y], {
        size: SIZE.title,
        bold: true,
        anchor,
        width: rect.width,
        opacity: shown,
      })}
      {below.at([x, y + under], shown)}
    </g>
  );
}

/** The name of the label that the question is about, beside its ring. */
function wrongLabel(
  m: Moment,
  { facts, points }: OverfittingTrace,
  { square, clip }: MapView,
  shown: number,
): ReactElement | null {
  const point = points.train[facts.shown.bend?.point ?? -1];
  if (point === undefined) return null;
  const area = mapArea(square);
  const [x, y] = [area.x(point.x), area.y(point.y)];
  const words = m.say('wrongLabel');
  const width = textWidth(m.stage, words, { bold: true }) + 32;
  const away = 0.05 * square.width;
  const right = x + away + width < Math.min(clip.x + clip.width, m.stage.safe.x + m.stage.safe.width);
  const above = y - away - 30 > Math.max(clip.y, m.stage.safe.y);
  const rect = {
    x: right ? x + away : x - away - width,
    y: above ? y - away - 30 : y + away - 18,
    width,
    height: 48,
  };
  return (
    <g>
      <Box rect={rect} rx={12} fill={m.stage.theme.background} opacity={0.8 * shown} />
      {m.text(words, [rect.x + 16, rect.y + 35], { bold: true, opacity: shown })}
    </g>
  );
}

/** The picture moves aside and empties; the true boundary is drawn, the validation points come and go. */
export function taskScene(m: Moment, part: OverfittingPart<'task'>, trace: OverfittingTrace): ReactElement {
  const { train, validation } = trace.points;
  const { map, key } = learnLayout(m.stage);
  const moved = m.through(part.moving);
  const view = mixView(openingView(m.stage, trace, 1), wholeMap(map), moved);
  const area = mapArea(view.square);
  const { epochs, data } = trace.params;
  const truth = m.through(part.truth);
  const checking = m.through(part.validation) * (1 - m.through(part.leaving));
  return (
    <g>
      <Box rect={view.clip} fill={m.stage.theme.panel} />
      <Fade in={1 - moved}>
        {learnedRegions(
          m,
          'map-learned',
          view,
          trace.shown[0]?.maps ?? [],
          playheadOf(epochs, epochs + 1),
          7,
        )}
      </Fade>
      <Clipped id="map-points" rect={view.clip}>
        {checking > 0 && (
          <Fade in={0.85 * checking}>{dataPoints(m, area, validation, { size: 0.8, rings: 0 })}</Fade>
        )}
        <Fade in={1 - 0.85 * checking}>{dataPoints(m, area, train, { rings: 1 })}</Fade>
        <Fade in={Math.max(1 - moved, truth)}>{trueBoundary(m, area, data.truth)}</Fade>
      </Clipped>
      {wrongLabel(m, trace, view, 1 - m.between(0, 0.2))}
      {titleWords(m, 1 - m.between(0, 0.3))}
      <Fade in={m.leave(0.3)}>{names(m, key, part, trace)}</Fade>
    </g>
  );
}

/** The legend of the map, each entry appearing with what it names. */
function names(
  m: Moment,
  rect: Rect,
  part: OverfittingPart<'task'>,
  { points }: OverfittingTrace,
): ReactElement {
  const { theme, format } = m.stage;
  const [ink0, ink1] = [classInk(theme, 0), classInk(theme, 1)];
  const count = (label: 0 | 1): number => points.train.filter((point) => point.label === label).length;
  const small: Sign = {
    width: 54,
    draw: (x, y) => (
      <g>
        <Dot at={[x + 6, y]} r={6} fill={ink1} />
        <Box rect={{ x: x + 28, y: y - 6, width: 12, height: 12 }} fill={ink0} />
      </g>
    ),
  };
  const there = m.between(0.9, 0.4);
  const wrong = points.train.filter(({ flipped }) => flipped).length;
  const entries = [
    { sign: sign.dot(ink1, 15), words: m.say('classPoints', { n: count(1), name: 'A' }), shown: there },
    { sign: sign.square(ink0, 13), words: m.say('classPoints', { n: count(0), name: 'B' }), shown: there },
    {
      sign: sign.line(theme.text, '4 11'),
      words: m.say('trueBoundary'),
      shown: Math.min(there, m.through(part.truth)),
    },
    ...(wrong > 0
      ? [{ sign: sign.ring(theme.text, 20), words: m.say('wrongLabels', { n: wrong }), shown: there }]
      : []),
    {
      sign: small,
      words: m.say('checking', { n: points.validation.length }),
      shown: m.through(part.validation),
    },
  ];
  const leading = Math.min(92, rect.height / entries.length);
  return legend(
    m.stage,
    { ...rect, y: rect.y + (rect.height - leading * entries.length) / 2 },
    entries.map((entry) => ({ ...entry, fill: 'text' })),
    { size: format === 'square' ? SIZE.medium : SIZE.large, leading },
  ).element;
}
