import type { ReactElement } from 'react';
import { cut } from '../arrange.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { HeatRow, signedColour } from './HeatRow.tsx';

/** The height of a strip among so many, and what their names take of it. */
export const stripHeight = (rect: Rect, count: number): number => Math.min(110, rect.height / count);
const NAME = 40;

/** Rows of numbers one below the other, each under its name; together they have one scale of colours. */
export function NumberStrips(props: {
  readonly m: Moment;
  readonly rect: Rect;
  readonly strips: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly height: number;
}): ReactElement {
  const { m, rect, strips, height } = props;
  const most = Math.max(...strips.flatMap(({ values }) => values.map(Math.abs)), 1e-9);
  return each(strips, ({ name, values }, i) => {
    const y = rect.y + i * height;
    const even = values.map(() => 1);
    return (
      <g>
        {m.text(name, [rect.x, y + 28], { size: SIZE.small })}
        <HeatRow
          m={m}
          cells={cut({ ...rect, y: y + NAME, height: height - NAME - 12 }, even, 4, 'x')}
          values={values.map((value) => value / most)}
          colour={signedColour}
        />
      </g>
    );
  });
}
