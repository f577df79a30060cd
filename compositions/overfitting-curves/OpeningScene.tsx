import type { ReactElement } from 'react';
import { type MapView, mixView, nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { classInk, DecisionRegions, LabelledPoints } from '../../src/scene/parts/DecisionMap.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf, shareOf, TrueBoundary } from '../../src/scene/parts/LearnedMap.tsx';
import { legend, type Sign, sign } from '../../src/scene/parts/Legend.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { Tag } from '../../src/scene/parts/Pointer.tsx';
import { SideTitle } from '../../src/scene/parts/SideTitle.tsx';
import { Box, Dot } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { lerp, log10 } from '../../src/sim/maths.ts';
import { ended, learnedMap } from './LearnedMap.tsx';
import { openingLayout, taskLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** Sides of the map in the opening, in widths of the picture: at first, and when the boundary has bent. */
const SIDES = { far: 1, near: 1.3 } as const;

/** The cross-entropy of an answer that gives its label a probability of 0, 1, … 100 %; almost 0 % at first. */
const PRICE = Array.from({ length: 101 }, (_, k) => -Math.LN10 * log10(Math.max(2, k) / 100));

/** The film's name and its question, over the boundary that bends around a wrong label. */
export function questionScene(
  m: Moment,
  part: OverfittingPart<'question'>,
  trace: OverfittingTrace,
): ReactElement {
  const head = m.head(part.clock);
  const view = openingView(m.stage, trace, m.through(part));
  const { maps = [], believed = [] } = trace.shown[0] ?? {};
  const seen = <T,>(states: readonly T[]): readonly T[] =>
    states.filter((_, epoch) => part.epochs.includes(epoch));
  const training = { maps: seen(maps), believed: seen(believed) };
  return (
    <g>
      {learnedMap(m, 'map', view, training, head, trace, { width: 7 })}
      {wrongLabel(m, trace, view, 1)}
      {titleWords(m, 1)}
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
function openingView(stage: Stage, { facts, points }: OverfittingTrace, t: number): MapView {
  const { map } = openingLayout(stage);
  const { bend } = facts.shown;
  const side = Math.max(map.width, map.height) * lerp(SIDES.far, bend === null ? SIDES.far : SIDES.near, t);
  return nearView(map, side, shareOf(points.train[bend?.point ?? -1] ?? { x: 0, y: 0 }));
}

/** The name of the label that the question is about, beside its ring. */
function wrongLabel(
  m: Moment,
  { facts, points }: OverfittingTrace,
  view: MapView,
  shown: number,
): ReactElement | null {
  const point = points.train[facts.shown.bend?.point ?? -1];
  if (point === undefined) return null;
  const { square, clip } = view;
  const { safe } = m.stage;
  const area = areaOf(view);
  const [x, y] = [Math.max(clip.x, safe.x), Math.max(clip.y, safe.y)];
  const within = {
    x,
    y,
    width: Math.min(clip.x + clip.width, safe.x + safe.width) - x,
    height: Math.min(clip.y + clip.height, safe.y + safe.height) - y,
  };
  return (
    <Tag
      stage={m.stage}
      at={[area.x(point.x), area.y(point.y)]}
      words={m.say('wrongLabel')}
      away={0.05 * square.width}
      within={within}
      shown={shown}
    />
  );
}

/** The picture moves aside and empties; the true boundary is drawn, the validation points come and go. */
export function taskScene(m: Moment, part: OverfittingPart<'task'>, trace: OverfittingTrace): ReactElement {
  const { stage } = m;
  const { train, validation } = trace.points;
  const { map, key } = taskLayout(stage);
  const moved = m.through(part.moving);
  const view = mixView(openingView(stage, trace, 1), wholeMap(map), moved);
  const area = areaOf(view);
  const checking = m.through(part.validation) * (1 - m.through(part.leaving));
  return (
    <g>
      <Box rect={view.clip} fill={stage.theme.panel} />
      <Fade in={1 - moved}>
        <DecisionRegions
          stage={stage}
          id="map-learned"
          view={view}
          maps={trace.shown[0]?.maps ?? []}
          head={ended(trace)}
          width={7}
        />
      </Fade>
      <Clipped id="map-points" rect={view.clip}>
        {checking > 0 && (
          <Fade in={0.85 * checking}>
            <LabelledPoints stage={stage} area={area} points={validation} size={0.8} rings={0} />
          </Fade>
        )}
        <Fade in={1 - 0.85 * checking}>
          <LabelledPoints stage={stage} area={area} points={train} />
        </Fade>
        <Fade in={Math.max(1 - moved, m.through(part.truth))}>
          <TrueBoundary stage={stage} area={area} kind={trace.params.data.truth} />
        </Fade>
      </Clipped>
      {wrongLabel(m, trace, view, 1 - m.between(0, 0.2))}
      {titleWords(m, 1 - m.between(0, 0.3))}
      <Fade in={m.leave(0.3) * (1 - 2 * m.through(part.leaving))}>{names(m, key, part, trace)}</Fade>
      <Fade in={m.leave(0.3) * (2 * m.through(part.leaving) - 1)}>
        <LineChart
          stage={stage}
          rect={key}
          id="price"
          x={{ label: m.say('sure'), domain: [0, 100] }}
          y={{ label: m.say('loss'), domain: [0, 4] }}
          series={[
            {
              values: PRICE,
              upTo: 1 + 99 * m.through(part.pricing),
              run: 0,
              colour: stage.theme.curve,
              name: m.say('price'),
              glow: 1,
            },
          ]}
        />
      </Fade>
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
