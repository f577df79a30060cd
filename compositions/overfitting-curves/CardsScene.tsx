import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import { polyline } from '../../src/scene/curve.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Box, Dot, Line, Path } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type { Role } from '../../src/scene/theme.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { type Playhead, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { trainedMap } from './BoundaryMap.tsx';
import { allRuns } from './LearnScene.tsx';
import { cardLayout, cardsLayout, gridLayout, mixView, wholeMap } from './layout.ts';
import { awards, detailOf, lossText, shareText, standings } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';
import { viewOf } from './view.ts';

/** A way of training at a moment. */
interface Card {
  /** 0 without a remedy. */
  readonly way: number;
  readonly rect: Rect;
  readonly head: Playhead;
  /** From where its map grows, and how far it has. */
  readonly from: Rect;
  readonly grown: number;
  /** How much of the card, and of the words in it, is there. */
  readonly shown: number;
  readonly words: number;
  /** How far its curves have made way for the test losses, and how many of those are there, 0 … 1. */
  readonly cleared: number;
  readonly tested: number;
  /** How far it stands out: with the lowest test loss, and with the fewest errors. */
  readonly first: number;
  readonly fewest: number;
}

const UNTESTED = { words: 1, cleared: 0, tested: 0, first: 0, fewest: 0 } as const;

/** The run shown in a card, and every remedy in one that grows out of it. */
export function remediesScene(
  m: Moment,
  part: OverfittingPart<'remedies'>,
  trace: OverfittingTrace,
): ReactElement {
  const { epochs, seeds } = trace.params;
  const rects = cardsLayout(m.stage, part.clocks.length + 1);
  const maps = rects.map((rect) => cardLayout(m.stage, rect).map);
  const cell = gridLayout(m.stage, seeds)[trace.facts.shown.run];
  const cards = each(rects, (rect, way) => {
    const [clock, growing] = [part.clocks[way - 1], part.growing[way - 1]];
    return cardOf(m, trace, {
      ...UNTESTED,
      way,
      rect,
      head: clock === undefined ? playheadOf(epochs, epochs + 1) : m.head(clock),
      from: (way === 0 ? cell : maps[0]) ?? rect,
      grown: m.through(growing ?? part.moving),
      shown: m.between(0.2, 0.6),
    });
  });
  const gone = m.between(0, 0.35);
  return (
    <g>
      {gone < 1 && <Fade in={1 - gone}>{allRuns(m, trace, { maps: () => 1, means: 1, drawn: 1 })}</Fade>}
      {cards}
    </g>
  );
}

/** The test losses of all runs in every card; then the cards are ranked by their means. */
export function testScene(m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement {
  const { epochs } = trace.params;
  const order = standings(trace).map(({ remedy }) => remedy + 1);
  const rects = cardsLayout(m.stage, order.length);
  const ranked = m.through(part.ranking);
  const { winner, fewest } = awards(trace);
  const entered = order.length === 1 ? m.between(0, 0.6) : 1;
  return each(order.toReversed(), (way) => {
    const [before, after] = [rects[way], rects[order.indexOf(way)]];
    if (before === undefined || after === undefined) return null;
    return cardOf(m, trace, {
      way,
      rect: mixRect(before, after, ranked),
      head: playheadOf(epochs, epochs + 1),
      from: cardLayout(m.stage, before).map,
      grown: entered,
      shown: entered,
      // Words that pass each other are not read.
      words: before === after ? 1 : clamp(25 * Math.abs(ranked - 0.5) - 11.5, 0, 1),
      cleared: m.through(part.clearing),
      tested: m.through(part.dropping),
      first: way === winner ? ranked : 0,
      fewest: way === fewest ? m.through(part.errors) : 0,
    });
  });
}

function cardOf(m: Moment, trace: OverfittingTrace, card: Card): ReactElement {
  const { theme } = m.stage;
  const { way, rect, grown, head, first, words } = card;
  const at = cardLayout(m.stage, rect);
  const remedy = trace.remedies[way - 1]?.remedy;
  const [x, y, width] = [at.name.x, at.name.y, at.name.width];
  const detail = remedy === undefined ? m.say('detail-without') : m.word(detailOf(remedy));
  const view = mixView(wholeMap(card.from), wholeMap(at.map), grown);
  const numbers = Math.max(0, 2 * grown - 1);
  return (
    <g>
      <Fade in={card.shown}>
        <Box rect={rect} rx={16} fill={theme.panel} />
        {first > 0 && <Box rect={rect} rx={16} stroke={theme.focus} width={4} opacity={first} />}
        <Fade in={words}>
          {m.text(m.say(remedy?.kind ?? 'without'), [x, y + 32], {
            bold: true,
            width,
            fill: first > 0.5 ? 'focus' : 'text',
          })}
          {m.text(detail, [x, y + 74], { size: SIZE.small, fill: 'quiet', width })}
        </Fade>
      </Fade>
      <Fade in={way === 0 && card.cleared === 0 ? 1 : 2 * grown}>
        {trainedMap(m, `way-${way}`, view, trace.shown[way], head, {
          truth: trace.params.data.truth,
          points: remedy?.kind === 'more-data' ? trace.points.more : trace.points.train,
          width: 3,
        })}
      </Fade>
      <Fade in={numbers}>
        {chart(m, trace, card, at.chart)}
        <Fade in={1 - card.cleared}>{figures(m, at.numbers, trained(m, trace, card))}</Fade>
        <Fade in={card.tested * words}>{figures(m, at.numbers, tested(m, trace, card))}</Fade>
      </Fade>
    </g>
  );
}

type Figures = readonly (readonly [label: string, value: string, fill: Role])[];

/** The run shown: its validation loss, and how many wrong labels its network gives. */
function trained(m: Moment, trace: OverfittingTrace, { way, head }: Card): Figures {
  const believed = trace.shown[way]?.believed[head.done] ?? [];
  const loss = viewOf(trace).ways[way]?.[head.done] ?? 0;
  const n = believed.filter(Boolean).length;
  return [
    [m.say('validation'), lossText(loss), way === 0 ? 'quiet' : 'validation'],
    ...(believed.length === 0
      ? []
      : [[m.say('labels'), m.say('of', { n, all: believed.length }), 'focus'] as const]),
  ];
}

/** All runs: their mean test loss, and the share of test points that they get wrong. */
function tested(m: Moment, trace: OverfittingTrace, { way, fewest }: Card): Figures {
  const { loss = 0, errors = 0 } = standings(trace).find(({ remedy }) => remedy === way - 1) ?? {};
  const share = m.say('percent', { n: shareText(errors) });
  return [
    [m.say('testLoss'), lossText(loss), way === 0 ? 'quiet' : 'validation'],
    [m.say('wrong'), share, fewest > 0.5 ? 'focus' : 'text'],
  ];
}

const figures = (m: Moment, { x, y, width }: Rect, rows: Figures): ReactElement =>
  each(rows, ([label, value, fill], i) => (
    <g>
      {m.text(label, [x, y + 34 + 44 * i], { size: SIZE.small, fill: 'quiet' })}
      {m.text(value, [x + width, y + 34 + 44 * i], { bold: true, fill, anchor: 'end' })}
    </g>
  ));

/**
 * The validation loss of the run shown over the epochs, that without a remedy dashed; then the test losses of all runs as
 * dots, and their mean as a line.
 */
function chart(m: Moment, trace: OverfittingTrace, card: Card, rect: Rect): ReactElement {
  const { theme } = m.stage;
  const { way, head, cleared, tested: shown } = card;
  const { ways, tests, small } = viewOf(trace);
  const y = linearScale(small, [rect.y + rect.height - 8, rect.y + 8]);
  const x = linearScale([0, trace.params.epochs], [rect.x, rect.x + rect.width - 10]);
  const line = (values: readonly number[], upTo: number): string =>
    polyline([
      ...values.slice(0, Math.floor(upTo) + 1).map((value, k): Place => [x(k), y(value)]),
      [x(upTo), y(valueAt(values, playheadOf(upTo, values.length)))],
    ]);
  // The line without a remedy looks the same in every card.
  const dashed = { stroke: theme.quiet, width: 3, dash: '8 8' } as const;
  const mine = way === 0 ? dashed : ({ stroke: theme.validation, width: 5 } as const);
  const [plain, own, losses] = [ways[0] ?? [], ways[way] ?? [], tests[way] ?? []];
  const upTo = head.step + head.t;
  const tip: Place = [x(upTo), y(valueAt(own, head))];
  const across = (values: readonly number[], paint: typeof dashed | typeof mine): ReactElement => {
    const level = y(mean(values) ?? 0);
    return <Line from={[rect.x, level]} to={[rect.x + rect.width, level]} {...paint} />;
  };
  const slot = rect.width / losses.length;
  return (
    <Clipped id={`chart-${way}`} rect={rect}>
      <Fade in={1 - cleared}>
        {way > 0 && <Path d={line(plain, plain.length - 1)} {...dashed} />}
        <Path d={line(own, upTo)} {...mine} round />
        {upTo > 0 && upTo < own.length - 1 && <Glow at={tip} r={8} colour={mine.stroke} />}
        <Dot at={tip} r={8} fill={mine.stroke} />
      </Fade>
      <Fade in={shown}>
        {across(tests[0] ?? [], dashed)}
        {across(losses, mine)}
      </Fade>
      {each(losses, (loss, i) => {
        const fallen = clamp(2 * shown - i / losses.length, 0, 1);
        const at: Place = [rect.x + slot * (i + 0.5), lerp(rect.y - 12, y(loss), fallen)];
        return <Dot at={at} r={Math.min(8, slot / 2.6)} fill={mine.stroke} opacity={0.75} />;
      })}
    </Clipped>
  );
}
