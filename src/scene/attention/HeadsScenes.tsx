import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import { type AttentionFilmTrace, headName, subjectsOf } from '../../story/attention/readings.ts';
import type { FrameRange } from '../../story/clock.ts';
import { fixed } from '../../story/numbers.ts';
import type { Moment } from '../moment.ts';
import { Fade } from '../parts/Fade.tsx';
import { legend, sign } from '../parts/Legend.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { lower, mainGrid, placesOf, tokens, trained } from './attention-layout.tsx';
import { HeadTable } from './HeadTable.tsx';
import { headsAt } from './heads-at.ts';
import { ShareBars } from './ShareBars.tsx';
import type { TokenGrid } from './token-grid.ts';

/** The grid on its way to reaching down to a line of words, where nothing else stands below it. */
function tallGrid(m: Moment, trace: AttentionFilmTrace, t: number): TokenGrid {
  const grid = mainGrid(m, trace);
  const side = placesOf(m)('side');
  const more =
    m.stage.format === 'landscape' ? 0 : side.y + side.height - 100 - (grid.below.y + grid.below.height);
  return { ...grid, below: { ...grid.below, height: grid.below.height + t * more } };
}

/** What is measured of the heads, as bars in place of their weights. */
export function headsScene(
  m: Moment,
  part: { readonly bars: FrameRange },
  trace: AttentionFilmTrace,
): ReactElement {
  const bars = m.through(part.bars);
  const grid = tallGrid(m, trace, m.between(0, 0.8));
  return (
    <g>
      {tokens(m, trace, grid, trained(trace))}
      <HeadTable
        m={m}
        grid={grid}
        rows={headsAt(trace, Number.MAX_SAFE_INTEGER)}
        heats={1 - bars}
        bars={[{ grown: bars, from: 0, to: 1, colour: m.stage.theme.focus }]}
        line={{ at: trace.facts.even, shown: bars }}
      />
      {besideHeads(m, trace, placesOf(m)('side'))}
    </g>
  );
}

/** A head at 0, then each of the others: what is lost beside where they look. */
export function removeScene(
  m: Moment,
  part: { readonly gone: FrameRange; readonly others: FrameRange },
  trace: AttentionFilmTrace,
): ReactElement {
  const { facts } = trace;
  const { focus, pillar, accuracy } = subjectsOf(trace);
  const grid = mainGrid(m, trace);
  const [gone, others] = [m.through(part.gone), m.through(part.others)];
  const end = accuracy.at(-1) ?? 0;
  const lost = facts.heads.map(({ without }) => end - without.accuracy);
  const most = Math.max(...lost, 0.01);
  const spoken = others > 0.5 ? facts.pillar : facts.focus;
  const rows = headsAt(trace, Number.MAX_SAFE_INTEGER, spoken).map((one, i) => ({
    ...one,
    // One at a time.
    out: i === facts.focus ? gone * (pillar === focus ? 1 : 1 - others) : i === facts.pillar ? others : 0,
    bars: [
      ...one.bars,
      {
        share: clamp((lost[i] ?? 0) / most, 0, 1) * (i === facts.focus ? gone : others),
        words: (i === facts.focus ? gone : others) > 0.5 ? fixed(100 * (lost[i] ?? 0), 1) : '',
      },
    ],
  }));
  const away = pillar === focus ? 0 : others;
  const weights = trained(trace).map((weight, k) =>
    lerp(weight * (1 - gone), pillar.course.at(-1)?.[k] ?? 0, away),
  );
  const { theme } = m.stage;
  return (
    <g>
      {tokens(m, trace, grid, weights)}
      <HeadTable
        m={m}
        grid={grid}
        rows={rows}
        heats={0}
        bars={[
          { grown: m.enter(0, 0.4), from: 0, to: 0.5, colour: theme.focus },
          { grown: m.enter(0.3, 0.4), from: 0.52, to: 1, colour: theme.validation },
        ]}
      />
      {besideRemoval(m, part, trace, placesOf(m)('side'))}
    </g>
  );
}

/** What the bars measure. */
function besideHeads(m: Moment, trace: AttentionFilmTrace, rect: Rect): ReactElement {
  const place = m.stage.format === 'landscape' ? lower(m, rect) : { ...rect, y: rect.y + rect.height - 92 };
  const { theme } = m.stage;
  return (
    <Fade in={Math.min(m.enter(0.4, 0.5), m.leave(0.3))}>
      {
        legend(
          m.stage,
          place,
          [
            {
              sign: sign.square(theme.focus),
              words: m.say('look', { task: trace.params.task }),
              fill: 'text',
            },
            {
              sign: sign.line(theme.quiet, '8 8', 3),
              words: `${m.say('even')} ${m.say('share', { n: trace.facts.even })}`,
            },
          ],
          { size: SIZE.medium, leading: m.stage.format === 'landscape' ? 60 : 46 },
        ).element
      }
    </Fade>
  );
}

/** Right answers with all heads and without some. */
function besideRemoval(
  m: Moment,
  part: { readonly gone: FrameRange; readonly others: FrameRange },
  trace: AttentionFilmTrace,
  rect: Rect,
): ReactElement {
  const { accuracy, focus, pillar } = subjectsOf(trace);
  const { theme } = m.stage;
  const place = lower(m, rect);
  return (
    <g>
      <Fade in={m.enter(0.3, 0.5)}>
        {
          legend(m.stage, { ...rect, y: m.stage.format === 'landscape' ? rect.y + 40 : rect.y }, [
            { sign: sign.square(theme.focus), words: m.say('look', { task: trace.params.task }) },
            { sign: sign.square(theme.validation), words: m.say('lost') },
          ]).element
        }
      </Fade>
      <ShareBars
        m={m}
        rect={{
          ...place,
          y: m.stage.format === 'landscape' ? place.y : place.y + 90,
          height: place.height - 90,
        }}
        numbers={[
          { label: m.say('all'), share: accuracy.at(-1) ?? 0, shown: m.enter(0.2, 0.5) },
          {
            label: m.say('without', { head: headName(focus) }),
            share: focus.without.accuracy,
            shown: m.through(part.gone),
          },
          ...(pillar === focus
            ? []
            : [
                {
                  label: m.say('without', { head: headName(pillar) }),
                  share: pillar.without.accuracy,
                  shown: m.through(part.others),
                },
              ]),
        ]}
      />
    </g>
  );
}
