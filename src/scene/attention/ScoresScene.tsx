import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { LIBRARY_MASKS } from '../../sim/tensors/library-masks.ts';
import {
  type AttentionFilmTrace,
  askedOf,
  listed,
  MASK_DIALECTS,
  productsOf,
  subjectsOf,
} from '../../story/attention/readings.ts';
import type { FrameRange } from '../../story/clock.ts';
import { fixed } from '../../story/numbers.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { lower, mainGrid, percent, placesOf, tokens, trained } from './attention-layout.tsx';
import { HeatRow, shareColour, signedColour } from './HeatRow.tsx';
import { NumberStrips, stripHeight } from './NumberStrips.tsx';
import { baselineIn, middleOf, rowCells } from './token-grid.ts';
import { vectors } from './VectorsScene.tsx';

/** When what happens to the scores. */
interface ScoresTime {
  readonly row: FrameRange;
  readonly whole: FrameRange;
  readonly mask: FrameRange;
  readonly letters: FrameRange;
  readonly empty: FrameRange;
  readonly soft: FrameRange;
}

/** Height of a line of a table, at most. */
const LINE = 60;

/** Scores of the pairs, the mask over them, and what softmax makes of them. */
export function scoresScene(m: Moment, part: ScoresTime, trace: AttentionFilmTrace): ReactElement {
  const { facts, params } = trace;
  const { roles, words: said } = subjectsOf(trace);
  const grid = mainGrid(m, trace);
  const [one, whole, mask, letters, soft] = [part.row, part.whole, part.mask, part.letters, part.soft].map(
    (range) => m.through(range),
  ) as [number, number, number, number, number];
  const count = said.length;
  const height = grid.below.height / count;
  const scores = said.map((_, q) => said.map((__, k) => productsOf(trace, q, k).score));
  const most = Math.max(...scores.flat().map(Math.abs), 1e-9);
  const hides = LIBRARY_MASKS[params.mask].trueHides;
  return (
    <g>
      {tokens(m, trace, grid, trained(trace), lerp(0.2, 1, soft))}
      <Fade in={1 - 2 * one}>{vectors(m, grid, facts.work)}</Fade>
      {each(said, (word, q) => {
        // The row that is followed makes room for the others.
        const shown = q === roles.query ? 2 * one - 1 : 2 * whole - 1;
        const cells = rowCells(grid, q === roles.query ? q * Math.min(1, 2 * whole) : q, height);
        const [cell] = cells;
        if (cell === undefined || shown <= 0) return null;
        return (
          <Fade in={shown}>
            {height >= 30 &&
              m.text(word, [grid.names, baselineIn(cell)], {
                size: SIZE.small,
                anchor: 'end',
                width: grid.names - m.stage.safe.x,
                fill: q === roles.query ? 'focus' : 'quiet',
                bold: q === roles.query,
              })}
            {each(cells, (rect, k) => {
              const hidden = k > q;
              const score = scores[q]?.[k] ?? 0;
              const weight = facts.work.weights[q]?.[k] ?? 0;
              const open = hidden ? 1 - 0.9 * mask : 1;
              return (
                <g>
                  <Fade in={open * (1 - soft)}>
                    <HeatRow
                      m={m}
                      cells={[rect]}
                      values={[(0.45 * score) / most]}
                      colour={signedColour}
                      written={() => (letters > 0 || (hidden && mask > 0) ? '' : fixed(score, 1))}
                    />
                  </Fade>
                  <Fade in={hidden ? 0 : soft}>
                    <HeatRow
                      m={m}
                      cells={[rect]}
                      values={[weight]}
                      colour={shareColour}
                      written={() => percent(weight)}
                    />
                  </Fade>
                  <Fade in={Math.min(letters, 1 - 2 * soft)}>
                    {height >= 34 &&
                      m.text(
                        m.say(hidden === hides ? 'true' : 'false'),
                        [middleOf(rect)[0], baselineIn(rect)],
                        { size: SIZE.small, anchor: 'middle', bold: true, fill: hidden ? 'quiet' : 'text' },
                      )}
                  </Fade>
                </g>
              );
            })}
          </Fade>
        );
      })}
      {besideScores(m, part, trace, placesOf(m)('side'))}
    </g>
  );
}

/** Lines of two columns or three, each at its place. */
function table(
  m: Moment,
  rect: Rect,
  lines: readonly { readonly cells: readonly string[]; readonly bold?: boolean; readonly shown?: number }[],
  shares: readonly number[],
): ReactElement {
  const height = Math.min(LINE, rect.height / lines.length);
  return each(lines, ({ cells, bold = false, shown = 1 }, i) => (
    <Fade in={shown}>
      {each(cells, (words, c) =>
        m.text(
          words,
          [rect.x + rect.width * (shares[c] ?? 1) - (c === 0 ? 0 : 8), rect.y + (i + 0.5) * height + 12],
          {
            size: SIZE.small,
            bold,
            fill: bold ? 'text' : 'quiet',
            anchor: c === 0 ? 'start' : 'end',
            width: rect.width * ((shares[c === 0 ? 1 : c] ?? 1) - (c === 0 ? 0 : (shares[c - 1] ?? 0))) - 30,
          },
        ),
      )}
    </Fade>
  ));
}

/** How a score adds up, and then what a mask's letters mean. */
function besideScores(m: Moment, part: ScoresTime, trace: AttentionFilmTrace, rect: Rect): ReactElement {
  const { products, sum, score } = productsOf(trace, askedOf(trace).at, askedOf(trace).source);
  const { query, source } = subjectsOf(trace);
  const place = lower(m, rect);
  const letters = m.through(part.letters);
  const { first, rest, others } = listed(products);
  const soft = m.through(part.soft);
  const empty = m.since(part.empty.start) ? m.through(part.empty) : 0;
  return (
    <g>
      <Fade in={Math.min(m.through(part.row), 1 - 2 * letters)}>
        {table(
          m,
          place,
          [
            { cells: [m.say('pair', { query, source })], bold: true },
            ...first.map((one, i) => ({ cells: [m.say('product', { n: i + 1 }), fixed(one, 2)] })),
            ...(others > 0 ? [{ cells: [m.say('others', { n: others }), fixed(rest, 2)] }] : []),
            { cells: [m.say('sum'), fixed(sum, 2)] },
            { cells: [m.say('score', { n: products.length }), fixed(score, 1)], bold: true },
          ],
          [0, 0.8],
        )}
      </Fade>
      <Fade in={Math.min(2 * soft - 1, m.leave(0.3))}>{mixture(m, place, trace)}</Fade>
      <Fade in={Math.min(2 * letters - 1, 1 - 2 * soft)}>
        {table(
          m,
          place,
          [
            { cells: ['', m.say('trueMeans'), empty > 0 ? m.say('empty') : ''] },
            ...MASK_DIALECTS.map((dialect) => ({
              cells: [
                m.say('dialect', { dialect }),
                m.say('sees', { hides: LIBRARY_MASKS[dialect].trueHides }),
                empty > 0 ? m.say('emptyIs', { dialect }) : '',
              ],
              bold: dialect === trace.params.mask,
            })),
          ],
          [0, 0.66, 1],
        )}
      </Fade>
    </g>
  );
}

/** Values by the weights of the followed question, the largest ones, and what they add up to. */
function mixture(m: Moment, place: Rect, trace: AttentionFilmTrace): ReactElement {
  const { work } = trace.facts;
  const { roles, words: said } = subjectsOf(trace);
  const weights = work.weights[roles.query] ?? [];
  const largest = weights
    .map((weight, k) => ({ weight, k }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 2);
  const passed = (work.value[0] ?? []).map((_, c) =>
    weights.reduce((sum, weight, k) => sum + weight * (work.value[k]?.[c] ?? 0), 0),
  );
  const strips = [
    ...largest.map(({ weight, k }) => ({
      name: m.say('mixed', { share: m.say('percent', { n: percent(weight) }), word: said[k] ?? '' }),
      values: work.value[k] ?? [],
    })),
    { name: m.say('passed'), values: passed },
  ];
  return <NumberStrips m={m} rect={place} strips={strips} height={stripHeight(place, strips.length)} />;
}
