import type { ReactElement } from 'react';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Box } from './shapes.tsx';
import { text } from './Text.tsx';

/** A bar, with its name to the left and its number to the right. */
export interface Bar {
  readonly name: string;
  /** 0 … 1. */
  readonly share: number;
  /** The number as text; empty for none. */
  readonly number: string;
  readonly colour: Colour;
  /** Of its name; by default that of the bar. */
  readonly ink?: Colour;
  readonly opacity?: number;
}

/** Room for the title above, the names to the left and the numbers to the right. */
const TITLE = 44;
const NAME = 44;
const NUMBER = 140;

/** Horizontal bars, stacked. A title that is too wide is set smaller; names are a few letters long. */
export function BarChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly title: string;
  readonly bars: readonly Bar[];
}): ReactElement {
  const { stage, rect, title, bars } = props;
  const { x, width } = rect;
  const step = (rect.height - TITLE) / bars.length;
  const height = Math.min(18, step * 0.5);
  return (
    <g>
      {text(stage, title, [x, rect.y + 28], { size: SIZE.small, fill: 'quiet', width })}
      {each(bars, ({ name, share, number, colour, ink = colour, opacity = 1 }, i) => {
        const middle = rect.y + TITLE + step * (i + 0.5);
        const baseline = middle + SIZE.small * 0.36;
        const length = (width - NAME - NUMBER) * share;
        const bar = { x: x + NAME, y: middle - height / 2, width: Math.max(2, length), height };
        return (
          <g>
            {text(stage, name, [x, baseline], { size: SIZE.small, bold: true, fill: ink })}
            <Box rect={bar} rx={3} fill={colour} opacity={opacity} />
            {text(stage, number, [x + NAME + length + 14, baseline], { size: SIZE.small })}
          </g>
        );
      })}
    </g>
  );
}
