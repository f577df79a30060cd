import type { ReactElement } from 'react';
import { type AttentionFilmTrace, subjectsOf } from '../../story/attention/readings.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { type LegendEntry, legend, sign } from '../parts/Legend.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { largeGrid, lower, mainGrid, placesOf, tokens, trained } from './attention-layout.tsx';
import { HeatRow, signedColour } from './HeatRow.tsx';
import { NumberStrips, stripHeight } from './NumberStrips.tsx';
import { baselineIn, mixGrid, rowCells, type TokenGrid } from './token-grid.ts';

/** Each token as numbers, and what the head makes of them: Q, K and V. */
export function vectorsScene(
  m: Moment,
  part: { readonly home: FrameRange; readonly three: FrameRange },
  trace: AttentionFilmTrace,
): ReactElement {
  const { embedded, work } = trace.facts;
  const grid = mixGrid(largeGrid(m, trace), mainGrid(m, trace), m.through(part.home));
  const three = m.through(part.three);
  return (
    <g>
      {tokens(m, trace, grid, trained(trace), 0.15 + 0.05 * m.through(part.home))}
      <Fade in={Math.min(m.enter(0.7, 0.5), 1 - 2 * three)}>
        {matrix(m, grid, [{ name: 'x', rows: embedded }])}
      </Fade>
      <Fade in={2 * three - 1}>{vectors(m, grid, work)}</Fade>
      {besideVectors(m, trace, placesOf(m)('side'), m.enter(0.8, 0.5), three)}
    </g>
  );
}

/** Q, K and V of a head. */
export const vectors = (
  m: Moment,
  grid: TokenGrid,
  { query, key, value }: AttentionFilmTrace['facts']['work'],
): ReactElement =>
  matrix(m, grid, [
    { name: 'Q', rows: query },
    { name: 'K', rows: key },
    { name: 'V', rows: value },
  ]);

/** Rows of numbers a token as columns under the tokens, one matrix below the other. */
function matrix(
  m: Moment,
  grid: TokenGrid,
  blocks: readonly { readonly name: string; readonly rows: readonly (readonly number[])[] }[],
): ReactElement {
  const room = grid.below.height / blocks.length;
  return each(blocks, ({ name, rows }, block) => {
    const count = rows[0]?.length ?? 1;
    const most = Math.max(...rows.flat().map(Math.abs), 1e-9);
    const height = (room - 14) / count;
    const [cell] = rowCells(grid, 0, room - 14, block * room);
    return (
      <g>
        {each(Array.from({ length: count }), (_, c) => (
          <HeatRow
            m={m}
            cells={rowCells(grid, c, height, block * room)}
            values={rows.map((row) => (row[c] ?? 0) / most)}
            colour={signedColour}
          />
        ))}
        {cell &&
          m.text(name, [grid.names, baselineIn(cell, SIZE.large)], {
            size: SIZE.large,
            bold: true,
            anchor: 'end',
          })}
      </g>
    );
  });
}

/** How a token's numbers come about, what the colours mean, and then the three letters. */
function besideVectors(
  m: Moment,
  trace: AttentionFilmTrace,
  rect: Rect,
  shown: number,
  three: number,
): ReactElement {
  const { theme } = m.stage;
  const place = lower(m, rect);
  const { roles, source } = subjectsOf(trace);
  const [sum = [], word = []] = [trace.facts.embedded, trace.facts.spoken].map(
    (rows) => rows[roles.source] ?? [],
  );
  const strips = [
    { name: m.say('answer', { words: source }), values: word },
    {
      name: `+ ${m.say('place')} ${roles.source + 1}`,
      values: sum.map((value, c) => value - (word[c] ?? 0)),
    },
    { name: '= x', values: sum },
  ];
  const height = stripHeight({ ...place, height: place.height - 60 }, strips.length);
  const key: readonly LegendEntry[] = [
    { sign: sign.square(theme.train), words: m.say('keyPlus') },
    { sign: sign.square(theme.validation), words: m.say('keyMinus') },
  ];
  const letters = (['query', 'key', 'value'] as const).map((letter) => ({
    words: m.say(letter),
    fill: 'text' as const,
  }));
  return (
    <Fade in={Math.min(shown, m.leave(0.3))}>
      <Fade in={1 - 2 * three}>
        <NumberStrips m={m} rect={place} strips={strips} height={height} />
      </Fade>
      {legend(m.stage, { ...place, y: place.y + 3 * height }, key).element}
      <Fade in={2 * three - 1}>
        {legend(m.stage, place, letters, { size: SIZE.medium, leading: height }).element}
      </Fade>
    </Fade>
  );
}
