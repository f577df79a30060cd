import type { ReactElement } from 'react';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Box } from '../parts/shapes.tsx';
import { mixColour } from '../ramp.ts';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { baselineIn, middleOf } from './token-grid.ts';

/** The colour of a number between −1 and 1: one hue above 0, another below. */
export const signedColour = ({ theme }: Stage, value: number): Colour =>
  mixColour(theme.panel, value < 0 ? theme.validation : theme.train, Math.min(1, Math.abs(value)));

/** The colour of a share. It stays so dark, or so light, that words are legible on it. */
export const shareColour = ({ theme }: Stage, value: number): Colour =>
  mixColour(theme.panel, theme.focus, 0.4 * Math.min(1, value));

/** The same where nothing is written. */
export const boldShareColour = ({ theme }: Stage, value: number): Colour =>
  mixColour(theme.panel, theme.focus, Math.min(1, value));

/** Numbers as cells side by side, written if there is room for it. */
export function HeatRow(props: {
  readonly m: Moment;
  readonly cells: readonly Rect[];
  readonly values: readonly number[];
  readonly colour: (stage: Stage, value: number) => Colour;
  readonly written?: (value: number, cell: number) => string;
  readonly name?: { readonly words: string; readonly end: number; readonly bold?: boolean };
  readonly framed?: Colour;
}): ReactElement {
  const { m, cells, values, colour, written, name, framed } = props;
  const [first] = cells;
  return (
    <g>
      {each(values, (value, i) => {
        const cell = cells[i];
        if (cell === undefined) return null;
        return (
          <g>
            <Box rect={cell} rx={4} fill={colour(m.stage, value)} />
            {written &&
              cell.height >= SIZE.smallest &&
              m.text(written(value, i), [middleOf(cell)[0], baselineIn(cell)], {
                size: SIZE.small,
                anchor: 'middle',
              })}
          </g>
        );
      })}
      {framed && first && (
        <Box
          rect={{ ...first, width: (cells.at(-1)?.x ?? 0) + first.width - first.x }}
          rx={4}
          stroke={framed}
          width={4}
        />
      )}
      {name &&
        first &&
        m.text(name.words, [name.end, baselineIn(first)], {
          size: SIZE.small,
          anchor: 'end',
          bold: name.bold ?? false,
          fill: name.bold ? 'text' : 'quiet',
        })}
    </g>
  );
}
