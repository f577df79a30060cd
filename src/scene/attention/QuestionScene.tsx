import type { ReactElement } from 'react';
import { type AttentionFilmTrace, subjectsOf } from '../../story/attention/readings.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { SIZE } from '../stage.ts';
import { largeGrid, percent, tokens, trained } from './attention-layout.tsx';
import { HeatRow, shareColour } from './HeatRow.tsx';
import { roleColour } from './TokenRow.tsx';
import { baselineIn, middleOf, rowCells } from './token-grid.ts';

/** The sequence across the picture, where one head looks, and what is answered. */
export function questionScene(
  m: Moment,
  part: { readonly grown: FrameRange; readonly asks: FrameRange },
  trace: AttentionFilmTrace,
): ReactElement {
  const { facts, params } = trace;
  const grid = largeGrid(m, trace);
  const grown = m.through(part.grown);
  const weights = trained(trace);
  const { query, roles } = subjectsOf(trace);
  const [x] = middleOf(grid.below);
  const ranked = facts.answers
    .map((answer, i) => ({ answer, chance: facts.chances[i] ?? 0 }))
    .toSorted((a, b) => b.chance - a.chance)
    .slice(0, 2)
    .map(({ answer, chance }) => {
      const written = m.say('answer', { words: params.task === 'agreement' ? query + answer : answer });
      return `${written} ${m.say('share', { n: chance })}`;
    });
  const lines = [
    { words: m.say('task', { task: params.task }), fill: 'quiet' as const },
    { words: ranked.join('   '), size: SIZE.heading, bold: true },
    {
      words: m.say('made', { task: params.task, n: facts.candidates }),
      fill: 'quiet' as const,
      size: SIZE.small,
    },
  ];
  const top = grid.below.y + 104;
  const step = Math.min(84, (grid.below.height - 104) / 3.1);
  const asked = m.through(part.asks);
  const ends = [roles.query, roles.source].map((token) => middleOf(grid.tokens[token] ?? grid.arcs)[0]);
  const apex = [ends.reduce((sum, end) => sum + end / 2, 0), grid.arcs.y + grid.arcs.height * 0.72] as const;
  return (
    <g>
      {tokens(m, trace, grid, weights, (0.25 + 0.75 * grown) * (1 - 0.85 * asked))}
      <Fade in={Math.min(asked, m.leave(0.3))}>
        {m.text('?', apex, { size: 150, bold: true, anchor: 'middle', fill: 'focus' })}
      </Fade>
      <Fade in={m.leave(0.3)}>
        <HeatRow
          m={m}
          cells={rowCells(grid, 0, 60)}
          values={weights.map((weight) => weight * grown)}
          colour={shareColour}
          written={(_, k) => m.say('percent', { n: percent(weights[k] ?? 0) })}
        />
        {each(['query', 'source', 'rival'] as const, (role) => {
          const cell = rowCells(grid, 0, 48, 62)[roles[role] ?? -1];
          if (cell === undefined || params.task !== 'agreement') return null;
          const fill = roleColour(m, roles[role] ?? 0, roles);
          return m.text(m.say('role', { role }), [middleOf(cell)[0], baselineIn(cell)], {
            size: SIZE.small,
            anchor: 'middle',
            fill,
          });
        })}
        {each(lines, ({ words: line, ...style }, i) =>
          m.text(line, [x, top + (i + 1) * step], { ...style, anchor: 'middle', width: grid.below.width }),
        )}
      </Fade>
    </g>
  );
}
