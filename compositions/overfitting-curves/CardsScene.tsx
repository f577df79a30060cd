import type { ReactElement } from 'react';
import { growingCards } from '../../src/scene/cards.ts';
import { mixView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { OutcomePlot } from '../../src/scene/parts/OutcomePlot.tsx';
import { type Figure, Figures } from '../../src/scene/parts/Readouts.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp } from '../../src/sim/maths.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { ended, learnedMap } from './LearnedMap.tsx';
import { allRuns } from './LearnScene.tsx';
import { cardLayout, cardsLayout, gridLayout } from './layout.ts';
import { detailOf, isAlone, lossText, shares, shareText, standouts } from './messages.ts';
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
  /** How far its curves have made way for the test errors, and how many of those are there. */
  readonly cleared: number;
  readonly tested: number;
  /** How far it stands out, and the colour in which it does. */
  readonly out?: { readonly shown: number; readonly as: 'focus' | 'validation' };
}

const UNTESTED = { cleared: 0, tested: 0 } as const;
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
          from: way === 0 ? ownCell(m, trace) : cardLayout(m.stage, first, isDetailed(trace)).map,
          grown: there,
        });
      })}
    </g>
  );
}

/**
 * The test errors of all runs in every card, and the test points in the maps; then the card of the best remedy stands out,
 * and that of one that does harm. Without remedies the only card has yet to grow out of its run.
 */
export function testScene(m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement {
  const alone = trace.remedies.length === 0;
  const { best, harm } = standouts(trace);
  return (
    <g>
      {alone && runsGo(m, trace)}
      {each(cardsLayout(m.stage, trace.remedies.length + 1), (rect, way) =>
        cardOf(m, trace, {
          way,
          rect,
          head: ended(trace),
          from: alone ? ownCell(m, trace) : undefined,
          grown: alone ? m.through(part.moving) : 1,
          cleared: m.through(part.clearing),
          tested: m.through(part.dropping),
          ...(way === best ? { out: { shown: m.through(part.best), as: 'focus' } } : {}),
          ...(way === harm ? { out: { shown: m.through(part.harm), as: 'validation' } } : {}),
        }),
      )}
    </g>
  );
}

/** Whether names have a second line, as some remedies are of one kind. */
export const isDetailed = (trace: OverfittingTrace): boolean =>
  trace.remedies.some(({ remedy }) => !isAlone(trace, remedy));

function cardOf(m: Moment, trace: OverfittingTrace, card: Card): ReactElement {
  const { stage } = m;
  const { way, rect, grown, head, cleared, tested, out } = card;
  const at = cardLayout(stage, rect, isDetailed(trace));
  const remedy = trace.remedies[way - 1]?.remedy;
  const { x, y, width } = at.name;
  const view = mixView(wholeMap(card.from ?? at.map), wholeMap(at.map), grown);
  const { ways, small, smallErrors } = viewOf(trace);
  const [plain, own = plain] = [ways[0], ways[way]];
  const figure = (row: Figure) => <Figures stage={stage} rect={at.number} rows={[row]} />;
  return (
    <g>
      <Fade in={late(grown, 0.7)}>
        <Box rect={rect} rx={16} fill={stage.theme.panel} />
        {out !== undefined && out.shown > 0 && (
          <Box rect={rect} rx={16} stroke={stage.theme[out.as]} width={5} opacity={out.shown} />
        )}
      </Fade>
      <Fade in={late(grown, 0.2)}>
        {m.text(m.say(remedy?.kind ?? 'without'), [x, y + 34], {
          bold: true,
          width,
          fill: out !== undefined && out.shown > 0.5 ? out.as : 'text',
        })}
        {remedy !== undefined &&
          isDetailed(trace) &&
          m.text(m.word(detailOf(remedy)), [x, y + 72], { size: SIZE.small, fill: 'quiet', width })}
      </Fade>
      <Fade in={way === 0 ? 1 : 2 * grown}>
        {learnedMap(m, `way-${way}`, view, trace.shown[way], head, trace, { width: 3, tested: 2 * tested })}
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
            loss={small}
            share={smallErrors}
          />
        )}
        <Fade in={1 - 2 * cleared}>{figure(learnedFigure(m, trace, card))}</Fade>
        <Fade in={2 * tested - 1}>{figure(testFigure(m, trace, way))}</Fade>
      </Fade>
    </g>
  );
}

/** The run shown: how many wrong labels its network believes; where none is wrong, its validation loss. */
function learnedFigure(m: Moment, trace: OverfittingTrace, { way, head }: Card): Figure {
  const believed = trace.shown[way]?.believed[head.done] ?? [];
  const [n, all] = [believed.filter(Boolean).length, believed.length];
  return all > 0
    ? { label: m.say('labels'), value: m.say('of', { n, all }), fill: n > 0 ? 'focus' : 'text' }
    : {
        label: m.say('validation'),
        value: lossText(viewOf(trace).ways[way]?.course[head.done] ?? 0),
        fill: 'validation',
      };
}

/** All runs: the share of test points that they get wrong. */
export const testFigure = (m: Moment, trace: OverfittingTrace, way: number): Figure => ({
  label: m.say('wrong'),
  value: m.say('percent', { n: shareText(shares(trace)[way] ?? 0) }),
  fill: way === 0 ? 'text' : 'validation',
});
