import type { ReactElement } from 'react';
import { growingCards } from '../../src/scene/cards.ts';
import { mixView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { OutcomePlot } from '../../src/scene/parts/OutcomePlot.tsx';
import { type Figure, Figures } from '../../src/scene/parts/Readouts.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp } from '../../src/sim/maths.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { ended, learnedMap } from './LearnedMap.tsx';
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
  readonly from: Rect | undefined;
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

/** Where the run shown is among all runs, of which it becomes a card. */
const ownCell = (m: Moment, { params, facts }: OverfittingTrace): Rect | undefined =>
  gridLayout(m.stage, params.seeds)[facts.shown.run];

/** What is left of the picture of all runs. */
function runsGo(m: Moment, trace: OverfittingTrace): ReactElement | null {
  const gone = m.between(0, 0.35);
  if (gone === 1) return null;
  return <Fade in={1 - gone}>{allRuns(m, trace, { maps: () => 1, means: 1, drawn: 1 })}</Fade>;
}

/** The run shown in a card, and every remedy in one that grows out of it while the others make room. */
export function remediesScene(
  m: Moment,
  part: OverfittingPart<'remedies'>,
  trace: OverfittingTrace,
): ReactElement {
  const grown = [m.through(part.moving), ...part.growing.map((range) => m.through(range))];
  const rects = growingCards((count) => cardsLayout(m.stage, count), grown);
  const [first = m.stage.body] = rects;
  return (
    <g>
      {runsGo(m, trace)}
      {each(rects, (rect, way) => {
        const [clock, there] = [part.clocks[way - 1], grown[way] ?? 0];
        if (there === 0 && way > 0) return null;
        return cardOf(m, trace, {
          ...UNTESTED,
          way,
          rect,
          head: clock === undefined ? ended(trace) : m.head(clock),
          from: way === 0 ? ownCell(m, trace) : cardLayout(m.stage, first).map,
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
 * losses, and last by their errors. Without remedies the only card has yet to grow out of its run.
 */
export function testScene(m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement {
  const [ranked, judged] = [m.through(part.ranking), m.through(part.errors)];
  const given = viewOf(trace).ways.map((_, way) => way);
  const ranking = (by: 'loss' | 'errors') => standings(trace, by).map(({ remedy }) => remedy + 1);
  const orders = [given, ranking('loss'), ranking('errors')];
  const rects = cardsLayout(m.stage, given.length);
  const { winner, fewest } = awards(trace);
  const alone = given.length === 1;
  const grown = alone ? m.through(part.moving) : 1;
  const moving = judged > 0 ? judged : ranked;
  const [from, to] = judged > 0 ? [orders[1], orders[2]] : [orders[0], orders[1]];
  const still = from?.every((way, i) => way === to?.[i]) ?? true;
  // What moves up passes before what moves down.
  const cards = each(to?.toReversed() ?? [], (way) => {
    const [first = m.stage.body, byLoss = first, byErrors = byLoss] = orders.map(
      (order) => rects[order.indexOf(way)],
    );
    return cardOf(m, trace, {
      way,
      rect: judged > 0 ? mixRect(byLoss, byErrors, judged) : mixRect(first, byLoss, ranked),
      head: ended(trace),
      from: alone ? ownCell(m, trace) : undefined,
      grown,
      shown: late(grown, 0.7),
      // Words that pass each other are not read.
      words: still ? late(grown, 0.2) : clamp(25 * Math.abs(moving - 0.5) - 11.5, 0, 1),
      cleared: m.through(part.clearing),
      tested: m.through(part.dropping),
      judged,
      first: (way === winner ? ranked * (1 - judged) : 0) + (way === fewest ? judged : 0),
    });
  });
  return (
    <g>
      {alone && runsGo(m, trace)}
      {cards}
    </g>
  );
}

function cardOf(m: Moment, trace: OverfittingTrace, card: Card): ReactElement {
  const { stage } = m;
  const { way, rect, grown, head, first, words, cleared, tested, judged } = card;
  const at = cardLayout(stage, rect);
  const remedy = trace.remedies[way - 1]?.remedy;
  const { x, y, width } = at.name;
  const detail = remedy === undefined ? m.say('detail-without') : m.word(detailOf(remedy));
  const view = mixView(wholeMap(card.from ?? at.map), wholeMap(at.map), grown);
  const { ways, small, smallErrors } = viewOf(trace);
  const [plain, own = plain] = [ways[0], ways[way]];
  const percent = (share: number): string => m.say('percent', { n: String(Math.round(100 * share)) });
  const figures = (rows: readonly Figure[]) => <Figures stage={stage} rect={at.numbers} rows={rows} />;
  return (
    <g>
      <Fade in={card.shown}>
        <Box rect={rect} rx={16} fill={stage.theme.panel} />
        {first > 0 && (
          <Box rect={rect} rx={16} stroke={stage.theme.focus} width={4} opacity={Math.min(1, first)} />
        )}
      </Fade>
      <Fade in={words}>
        {m.text(m.say(remedy?.kind ?? 'without'), [x, y + 32], {
          bold: true,
          width,
          fill: first > 0.5 ? 'focus' : 'text',
        })}
        {m.text(detail, [x, y + 72], { size: SIZE.small, fill: 'quiet', width })}
      </Fade>
      <Fade in={way === 0 ? 1 : 2 * grown}>
        {learnedMap(m, `way-${way}`, view, trace.shown[way], head, trace, {
          points: remedy?.kind === 'more-data' ? trace.points.more : trace.points.train,
          width: 3,
          tested: tested + judged,
        })}
      </Fade>
      <Fade in={late(grown, 0.2)}>
        {plain !== undefined && (
          <OutcomePlot
            stage={stage}
            id={`chart-${way}`}
            rect={at.chart}
            plain={plain}
            own={way === 0 ? null : (own ?? plain)}
            head={head}
            cleared={cleared}
            dropped={tested}
            judged={judged}
            loss={small}
            share={smallErrors}
            shareText={percent}
            floor={floorOf(trace.params)}
            end={m.say('epochs', { n: trace.params.epochs })}
            words={words}
          />
        )}
      </Fade>
      <Fade in={words}>
        <Fade in={1 - cleared}>{figures(learnedFigures(m, trace, card))}</Fade>
        <Fade in={tested}>{figures(testFigures(m, trace, card))}</Fade>
      </Fade>
    </g>
  );
}

const colourOf = (way: number) => (way === 0 ? 'quiet' : 'validation');

/** The run shown: its validation loss, and how many wrong labels its network gives. */
function learnedFigures(m: Moment, trace: OverfittingTrace, { way, head }: Card): readonly Figure[] {
  const believed = trace.shown[way]?.believed[head.done] ?? [];
  const value = lossText(viewOf(trace).ways[way]?.course[head.done] ?? 0);
  const [n, all] = [believed.filter(Boolean).length, believed.length];
  const labels: Figure = { label: m.say('labels'), value: m.say('of', { n, all }), fill: 'focus' };
  return [{ label: m.say('validation'), value, fill: colourOf(way) }, ...(all === 0 ? [] : [labels])];
}

/** All runs: their mean test loss, and the share of test points that they get wrong. */
function testFigures(m: Moment, trace: OverfittingTrace, { way, judged }: Card): readonly Figure[] {
  const { loss = 0, errors = 0 } = standings(trace).find(({ remedy }) => remedy === way - 1) ?? {};
  const share = m.say('percent', { n: shareText(errors) });
  const [early, late] =
    judged > 0.5 ? (['text', colourOf(way)] as const) : ([colourOf(way), 'text'] as const);
  return [
    { label: m.say('testLoss'), value: lossText(loss), fill: early },
    { label: m.say('wrong'), value: share, fill: late },
  ];
}
