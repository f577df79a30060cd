import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Box, Cross, Line } from '../parts/shapes.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { boldShareColour, HeatRow } from './HeatRow.tsx';
import { baselineIn, rowCells, type TokenGrid } from './token-grid.ts';

/** A head as a row: its name, its weights over the tokens, and numbers that are drawn as bars. */
export interface HeadRow {
  readonly name: string;
  readonly weights: readonly number[];
  readonly bars: readonly { readonly share: number; readonly words: string }[];
  readonly framed?: boolean;
  /** How far it is marked as out, 0 … 1. */
  readonly out?: number;
}

/** Room for a bar's number, and the tallest row. */
const [NUMBER, TALLEST] = [128, 110];

/** The height of a row in a table of so many. */
const rowHeight = ({ below }: TokenGrid, count: number): number => Math.min(TALLEST, below.height / count);

/**
 * The heads of a transformer under the tokens of a sequence: each head's weights, or bars in their place.
 *
 * @param props.heats how much of the weights is there, 0 … 1
 * @param props.bars how far each list of bars has grown, 0 … 1, its columns' share of the width, and its colour
 */
export function HeadTable(props: {
  readonly m: Moment;
  readonly grid: TokenGrid;
  readonly rows: readonly HeadRow[];
  readonly heats?: number;
  readonly bars?: readonly {
    readonly grown: number;
    readonly from: number;
    readonly to: number;
    readonly colour: Colour;
  }[];
  /** A share at which all bars of the first list have a line. */
  readonly line?: { readonly at: number; readonly shown: number };
}): ReactElement {
  const { m, grid, rows, heats = 1, bars = [], line } = props;
  const { theme } = m.stage;
  const height = rowHeight(grid, rows.length);
  const span = ({ from, to }: { readonly from: number; readonly to: number }): Rect => {
    const { x, width } = grid.below;
    return { ...grid.below, x: lerp(x, x + width, from), width: width * (to - from) };
  };
  const [first] = bars;
  const lined = first && { ...span(first), width: span(first).width - NUMBER };
  return (
    <g>
      {each(rows, ({ name, weights, framed = false, out = 0 }, i) => {
        const cells = rowCells(grid, i, height);
        const [cell] = cells;
        return (
          <g>
            <Fade in={heats}>
              <HeatRow
                m={m}
                cells={cells}
                values={weights}
                colour={boldShareColour}
                {...(framed ? { framed: theme.focus } : {})}
              />
            </Fade>
            {cell &&
              m.text(name, [grid.names, baselineIn(cell)], {
                size: SIZE.small,
                anchor: 'end',
                bold: framed,
                fill: framed ? 'focus' : 'quiet',
              })}
            {cell && out > 0 && (
              <Fade in={out}>
                <Cross at={[grid.names - 70, cell.y + cell.height / 2]} r={11} stroke={theme.validation} />
              </Fade>
            )}
          </g>
        );
      })}
      {each(bars, (bar, list) => {
        const { x, width } = span(bar);
        const room = width - NUMBER;
        return (
          <Fade in={bar.grown}>
            {each(rows, ({ bars: values }, i) => {
              const [cell] = rowCells(grid, i, height);
              const value = values[list];
              if (cell === undefined || value === undefined) return null;
              const long = Math.max(2, room * value.share * bar.grown);
              const thick = cell.height * 0.6;
              return (
                <g>
                  <Box
                    rect={{ x, y: cell.y + (cell.height - thick) / 2, width: long, height: thick }}
                    fill={bar.colour}
                  />
                  {m.text(value.words, [x + long + 12, baselineIn(cell)], { size: SIZE.small, bold: true })}
                </g>
              );
            })}
          </Fade>
        );
      })}
      {line && lined && (
        <Fade in={line.shown}>
          <Line
            from={[lined.x + lined.width * line.at, grid.below.y]}
            to={[lined.x + lined.width * line.at, grid.below.y + height * rows.length]}
            stroke={theme.quiet}
            width={3}
            dash="8 8"
          />
        </Fade>
      )}
    </g>
  );
}
