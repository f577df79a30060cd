import type { ReactElement } from 'react';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Box, Path } from '../parts/shapes.tsx';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import { SIZE } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { baselineIn, middleOf, type TokenGrid } from './token-grid.ts';

/** Tokens that are spoken of, by their numbers. */
export interface TokenRoles {
  readonly query: number;
  readonly source: number;
  /** That could be mistaken for the source. */
  readonly rival: number | null;
}

/** Width of the arc that carries all the weight; weights below the least are not drawn. */
const [WIDEST, LEAST] = [22, 0.01];

/** The colour of a token by its part: the question, its source, the one it could be mistaken for. */
export function roleColour(m: Moment, token: number, { query, source, rival }: TokenRoles): Colour {
  const { theme } = m.stage;
  if (token === query) return theme.focus;
  if (token === source) return theme.train;
  return token === rival ? theme.validation : theme.quiet;
}

/** An arc from a token over to another, or a loop over itself. */
function arc([x0, y]: Place, [x1]: Place, height: number): string {
  if (x0 === x1)
    return `M${px(x0 - 12)} ${px(y)}C${px(x0 - 60)} ${px(y - 90)} ${px(x0 + 60)} ${px(y - 90)} ${px(x0 + 12)} ${px(y)}`;
  return `M${px(x0)} ${px(y)}C${px(x0)} ${px(y - height)} ${px(x1)} ${px(y - height)} ${px(x1)} ${px(y)}`;
}

/**
 * A sequence as a row of tokens, and arcs from one of them as wide as its weights.
 *
 * @param props.weights from the query, a number a token; @param props.shown how far the arcs have grown, 0 … 1
 */
export function TokenRow(props: {
  readonly m: Moment;
  readonly grid: TokenGrid;
  readonly words: readonly string[];
  readonly roles: TokenRoles;
  readonly weights?: readonly number[];
  readonly shown?: number;
}): ReactElement {
  const { m, grid, words, roles, weights = [], shown = 1 } = props;
  const { theme } = m.stage;
  const tops = grid.tokens.map(({ x, y, width }): Place => [x + width / 2, y - 6]);
  const from = tops[roles.query] ?? [0, 0];
  const furthest = Math.max(...tops.map(([x]) => Math.abs(x - from[0])), 1);
  return (
    <g>
      {each(weights, (weight, key) => {
        const to = tops[key];
        if (to === undefined || weight * shown < LEAST) return null;
        // A cubic's middle lies at three quarters of the height of its handles.
        const height = (grid.arcs.height * (0.35 + 0.65 * (Math.abs(to[0] - from[0]) / furthest))) / 0.78;
        return (
          <Path
            d={arc(from, to, height)}
            stroke={roleColour(m, key, roles)}
            width={Math.max(2, WIDEST * weight * shown)}
            strokeOpacity={0.9}
            round
          />
        );
      })}
      {each(words, (word, i) => {
        const cell = grid.tokens[i];
        if (cell === undefined) return null;
        const colour = roleColour(m, i, roles);
        const size = Math.min(SIZE.heading, cell.height * 0.62);
        return (
          <g>
            <Box rect={cell} rx={12} fill={theme.panel} stroke={colour} width={3} />
            {m.text(word, [middleOf(cell)[0], baselineIn(cell, size)], {
              size,
              bold: true,
              anchor: 'middle',
              fill: colour === theme.quiet ? 'text' : colour,
              width: cell.width - 12,
            })}
          </g>
        );
      })}
    </g>
  );
}
