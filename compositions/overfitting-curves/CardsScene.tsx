import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import { growingCards } from '../../src/scene/cards.ts';
import { polyline } from '../../src/scene/curve.ts';
import { mixView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { SmallAxes, smallMultiple } from '../../src/scene/parts/SmallMultiple.tsx';
import { Box, Dot, Line, Path } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type { Role } from '../../src/scene/theme.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { type Playhead, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { learnedMap } from './LearnedMap.tsx';
import { allRuns } from './LearnScene.tsx';
import { cardLayout, cardsLayout, gridLayout } from './layout.ts';
import { awards, detailOf, floorOf, lossText, shareText, standings } from './messages.ts';
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
  /** How far its curves have made way for the test losses, how many of those are there, and how far they have become errors. */
  readonly cleared: number;
  readonly tested: number;
  readonly judged: number;
  /** How far it stands out. */
  readonly first: number;
}

const UNTESTED = { cleared: 0, tested: 0, judged: 0, first: 0 } as const;
/** What is there of something that comes in the last share of a movement. */
const late = (t: number, share: number): number => clamp(1 - (1 - t) / share, 0, 1);

/** The run shown in a card, and every remedy in one that grows out of it while the others make room. */
export function remediesScene(
  m: Moment,
  part: OverfittingPart<'remedies'>,
  trace: OverfittingTrace,
): ReactElement {
  const { epochs, seeds } = trace.params;
  const grown = [m.through(part.moving), ...part.growing.map((range) => m.through(range))];
  const rects = growingCards((count) => cardsLayout(m.stage, count), grown);
  const [first = m.stage.body] = rects;
  const cell = gridLayout(m.stage, seeds)[trace.facts.shown.run];
  const gone = m.between(0, 0.35);
  return (
    <g>
      {gone < 1 && <Fade in={1 - gone}>{allRuns(m, trace, { maps: () => 1, means: 1, drawn: 1 })}</Fade>}
      {each(rects, (rect, way) => {
        const [clock, there] = [part.clocks[way - 1], grown[way] ?? 0];
        if (there === 0 && way > 0) return null;
        return cardOf(m, trace, {
          ...UNTESTED,
          way,
          rect,
          head: clock === undefined ? playheadOf(epochs, epochs + 1) : m.head(clock),
          from: (way === 0 ? cell : cardLayout(m.stage, first).map) ?? rect,
          grown: there,
          shown: late(there, 0.7),
          words: late(there, 0.2),
        });
      })}
    </g>
  );
}

/**
 * The test losses of all runs in every card, and the test points in the maps; then the cards are ranked by their mean
 * losses, and last by their errors.
 */
export function testScene(m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement {
  const { epochs, remedies } = trace.params;
  const [ranked, judged] = [m.through(part.ranking), m.through(part.errors)];
  const given = [...Array(remedies.length + 1).keys()];
  const orders = [
    given,
    ...(['loss', 'errors'] as const).map((by) => standings(trace, by).map(({ remedy }) => remedy + 1)),
  ];
  const rects = cardsLayout(m.stage, given.length);
  const { winner, fewest } = awards(trace);
  const entered = remedies.length === 0 ? m.between(0, 0.6) : 1;
  const moving = judged > 0 ? judged : ranked;
  const [from, to] = judged > 0 ? [orders[1], orders[2]] : [orders[0], orders[1]];
  const still = from?.every((way, i) => way === to?.[i]) ?? true;
  // What moves up passes before what moves down.
  return each(to?.toReversed() ?? [], (way) => {
    const [given = m.stage.body, byLoss = given, byErrors = byLoss] = orders.map(
      (order) => rects[order.indexOf(way)],
    );
    return cardOf(m, trace, {
      way,
      rect: judged > 0 ? mixRect(byLoss, byErrors, judged) : mixRect(given, byLoss, ranked),
      head: playheadOf(epochs, epochs + 1),
      from: cardLayout(m.stage, given).map,
      grown: entered,
      shown: entered,
      // Words that pass each other are not read.
      words: still ? 1 : clamp(25 * Math.abs(moving - 0.5) - 11.5, 0, 1),
      cleared: m.through(part.clearing),
      tested: m.through(part.dropping),
      judged,
      first: (way === winner ? ranked * (1 - judged) : 0) + (way === fewest ? judged : 0),
    });
  });
}

function cardOf(m: Moment, trace: OverfittingTrace, card: Card): ReactElement {
  const { theme } = m.stage;
  const { way, rect, grown, head, first, words, judged } = card;
  const at = cardLayout(m.stage, rect);
  const remedy = trace.remedies[way - 1]?.remedy;
  const [x, y, width] = [at.name.x, at.name.y, at.name.width];
  const detail = remedy === undefined ? m.say('detail-without') : m.word(detailOf(remedy));
  const view = mixView(wholeMap(card.from), wholeMap(at.map), grown);
  return (
    <g>
      <Fade in={card.shown}>
        <Box rect={rect} rx={16} fill={theme.panel} />
        {first > 0 && <Box rect={rect} rx={16} stroke={theme.focus} width={4} opacity={Math.min(1, first)} />}
      </Fade>
      <Fade in={words}>
        {m.text(m.say(remedy?.kind ?? 'without'), [x, y + 32], {
          bold: true,
          width,
          fill: first > 0.5 ? 'focus' : 'text',
        })}
        {m.text(detail, [x, y + 72], { size: SIZE.small, fill: 'quiet', width })}
      </Fade>
      <Fade in={way === 0 && card.cleared === 0 ? 1 : 2 * grown}>
        {learnedMap(m, `way-${way}`, view, trace.shown[way], head, trace, {
          points: remedy?.kind === 'more-data' ? trace.points.more : trace.points.train,
          width: 3,
          tested: card.tested + judged,
        })}
      </Fade>
      <Fade in={late(grown, 0.2)}>{chart(m, trace, card, at.chart)}</Fade>
      <Fade in={words}>
        <Fade in={1 - card.cleared}>{figures(m, at.numbers, trained(m, trace, card))}</Fade>
        <Fade in={card.tested}>{figures(m, at.numbers, tested(m, trace, card))}</Fade>
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
function tested(m: Moment, trace: OverfittingTrace, { way, judged }: Card): Figures {
  const { loss = 0, errors = 0 } = standings(trace).find(({ remedy }) => remedy === way - 1) ?? {};
  const share = m.say('percent', { n: shareText(errors) });
  const colour = way === 0 ? 'quiet' : 'validation';
  return [
    [m.say('testLoss'), lossText(loss), judged > 0.5 ? 'text' : colour],
    [m.say('wrong'), share, judged > 0.5 ? colour : 'text'],
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
 * dots, and their mean as a line; then the same dots at the shares of test points that they get wrong.
 */
function chart(m: Moment, trace: OverfittingTrace, card: Card, rect: Rect): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const { way, head, words, cleared, tested: shown, judged } = card;
  const { ways, tests, errors, small, smallErrors } = viewOf(trace);
  const { epochs } = trace.params;
  const area = smallMultiple(rect, [0, epochs], small);
  const shares = smallMultiple(rect, [0, epochs], smallErrors);
  const { x, y } = area;
  const line = (values: readonly number[], upTo: number): string =>
    polyline([
      ...values.slice(0, Math.floor(upTo) + 1).map((value, k): Place => [x(k), y(value)]),
      [x(upTo), y(valueAt(values, playheadOf(upTo, values.length)))],
    ]);
  // The line without a remedy looks the same in every card.
  const dashed = { stroke: theme.quiet, width: 3, dash: '8 8' } as const;
  const mine = way === 0 ? dashed : ({ stroke: theme.validation, width: 5 } as const);
  const [plain, own] = [ways[0] ?? [], ways[way] ?? []];
  const upTo = head.step + head.t;
  const tip: Place = [x(upTo), y(valueAt(own, head))];
  const { x: left, y: top, width } = area.rect;
  /** Where a run's dot or a mean is, on its way from the losses to the errors. */
  const level = (loss: number, share: number): number => lerp(y(loss), shares.y(share), judged);
  const across = (of: number, paint: typeof dashed | typeof mine): ReactElement => {
    const height = level(mean(tests[of] ?? []) ?? 0, mean(errors[of] ?? []) ?? 0);
    return <Line from={[left, height]} to={[left + width, height]} {...paint} />;
  };
  const losses = tests[way] ?? [];
  const slot = width / losses.length;
  const floor = shares.y(floorOf(trace.params));
  const percent = (tick: number): string => m.say('percent', { n: String(Math.round(100 * tick)) });
  return (
    <g>
      <Fade in={Math.min(words, 1 - 2 * judged)}>
        <SmallAxes
          stage={stage}
          area={area}
          y={small}
          end={m.say('epochs', { n: epochs })}
          ending={1 - cleared}
        />
      </Fade>
      <Fade in={Math.min(words, 2 * judged - 1)}>
        <SmallAxes stage={stage} area={shares} y={smallErrors} yText={percent} />
        <Line
          from={[left, floor]}
          to={[left + width, floor]}
          stroke={theme.text}
          width={3}
          dash="4 11"
          round
        />
      </Fade>
      <Clipped id={`chart-${way}`} rect={rect}>
        <Fade in={1 - cleared}>
          {way > 0 && <Path d={line(plain, plain.length - 1)} {...dashed} />}
          <Path d={line(own, upTo)} {...mine} round />
          {upTo > 0 && upTo < own.length - 1 && <Glow at={tip} r={8} colour={mine.stroke} />}
          <Dot at={tip} r={8} fill={mine.stroke} />
        </Fade>
        <Fade in={shown}>
          {across(0, dashed)}
          {across(way, mine)}
        </Fade>
        {each(losses, (loss, i) => {
          const fallen = clamp(2 * shown - i / losses.length, 0, 1);
          const height = lerp(top, level(loss, errors[way]?.[i] ?? 0), fallen);
          return (
            <Dot
              at={[left + slot * (i + 0.5), height]}
              r={Math.min(8, slot / 2.6)}
              fill={mine.stroke}
              opacity={0.75 * Math.min(1, 3 * fallen)}
            />
          );
        })}
      </Clipped>
    </g>
  );
}
