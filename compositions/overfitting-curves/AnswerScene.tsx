import type { ReactElement } from 'react';
import { mixView, nearView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf, shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { Tag } from '../../src/scene/parts/Pointer.tsx';
import { type Figure, Figures } from '../../src/scene/parts/Readouts.tsx';
import { Dot, Line } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { isDetailed, testFigure } from './CardsScene.tsx';
import { ended, learnedMap } from './LearnedMap.tsx';
import { answerLayout, cardLayout, cardsLayout } from './layout.ts';
import { detailOf, lossText, NEAR, nearby, spared } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** How many times as large as usual the maps are in the end. */
const CLOSE = 1.9;

/** The map without a remedy, and the one with a remedy that spares the label asked about, both near that label. */
export function answerScene(
  m: Moment,
  part: OverfittingPart<'answer'>,
  trace: OverfittingTrace,
): ReactElement {
  const { facts, points, remedies } = trace;
  const moved = m.through(part.moving);
  const cards = cardsLayout(m.stage, remedies.length + 1);
  const other = spared(trace);
  const ways = other === null ? [0] : [0, other];
  const { bend } = facts.shown;
  const places = answerLayout(m.stage, ways.length, bend === null);
  const point = bend === null ? undefined : points.train[bend.point];
  const circled =
    trace.remedies[(other ?? 0) - 1]?.remedy.kind === 'more-data' ? m.through(part.circling) : 0;
  return (
    <g>
      {each(cards, (card, way) => (
        <Fade in={ways.includes(way) ? 0 : 1 - 2.5 * moved}>
          {learnedMap(
            m,
            `card-${way}`,
            wholeMap(mapOf(m, trace, card)),
            trace.shown[way],
            ended(trace),
            trace,
            {
              width: 3,
              tested: 2,
            },
          )}
        </Fade>
      ))}
      {each(ways, (way, i) => {
        const { map = m.stage.body, name = map, number = map } = places[i] ?? {};
        const from = wholeMap(mapOf(m, trace, cards[way] ?? map));
        const side = Math.max(map.width, map.height) * (point === undefined ? 1 : CLOSE);
        const view = mixView(from, nearView(map, side, shareOf(point ?? { x: 0, y: 0 })), moved);
        const area = areaOf(view);
        return (
          <g>
            {learnedMap(m, `answer-${i}`, view, trace.shown[way], ended(trace), trace, {
              width: lerp(3, 6, moved),
              tested: 2 * (1 - moved),
            })}
            {point !== undefined && (
              <Clipped id={`near-${i}`} rect={view.clip}>
                {each(nearby(trace, way), ({ x, y, label }) => (
                  <Line
                    from={[area.x(point.x), area.y(point.y)]}
                    to={[area.x(lerp(point.x, x, circled)), area.y(lerp(point.y, y, circled))]}
                    stroke={label === point.label ? m.stage.theme.focus : m.stage.theme.text}
                    width={3}
                    opacity={0.8 * circled}
                  />
                ))}
                <Dot
                  at={[area.x(point.x), area.y(point.y)]}
                  r={area.x(NEAR) - area.x(0)}
                  stroke={m.stage.theme.text}
                  width={2}
                  opacity={0.6 * circled}
                />
              </Clipped>
            )}
            {point !== undefined && (
              <Tag
                stage={m.stage}
                at={[area.x(point.x), area.y(point.y)]}
                words={m.say(way === 0 ? 'isBelieved' : 'isSpared')}
                away={0.022 * view.square.width}
                within={map}
                shown={2 * moved - 1}
              />
            )}
            <Fade in={2 * moved - 1}>{words(m, trace, way, name, number)}</Fade>
          </g>
        );
      })}
    </g>
  );
}

/** Where a card has its map. */
const mapOf = (m: Moment, trace: OverfittingTrace, card: Rect): Rect =>
  cardLayout(m.stage, card, isDetailed(trace)).map;

/** The name of a way of training above its map, and a number below: the label's own loss, or the share of errors. */
function words(m: Moment, trace: OverfittingTrace, way: number, name: Rect, number: Rect): ReactElement {
  const remedy = trace.remedies[way - 1]?.remedy;
  const kind = m.say(remedy?.kind ?? 'without');
  const named =
    remedy !== undefined && isDetailed(trace)
      ? m.say('named', { name: kind, detail: m.word(detailOf(remedy)) })
      : kind;
  return (
    <g>
      {m.text(named, [name.x, name.y + 38], { size: SIZE.medium, bold: true, width: name.width })}
      <Figures
        stage={m.stage}
        rect={number}
        rows={[pointFigure(m, trace, way) ?? testFigure(m, trace, way)]}
      />
    </g>
  );
}

/** The loss of the label asked about at the end; `null` if none was. */
function pointFigure(m: Moment, { facts, points, shown }: OverfittingTrace, way: number): Figure | null {
  const { bend } = facts.shown;
  if (bend === null) return null;
  const label = points.train.slice(0, bend.point).filter(({ flipped }) => flipped).length;
  const loss = shown[way]?.wrongLosses.at(-1)?.[label] ?? 0;
  return { label: m.say('ownLoss'), value: lossText(loss), fill: way === 0 ? 'focus' : 'text' };
}
