import type { ReactElement } from 'react';
import { cut } from '../arrange.ts';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { text } from './Text.tsx';

/** A number with its name. */
export interface Reading {
  readonly label: string;
  readonly value: string;
  readonly fill?: Role | Colour;
  /** A line below the number, in its colour. */
  readonly below?: string;
  /** Share of the width; columns stay in place while the numbers change. */
  readonly share: number;
  /** Opacity, 0 … 1. */
  readonly shown?: number;
}

/** Space between columns; height of one of two rows, and what a line below the numbers adds to it. */
const GAP = 20;
const ROW = 110;
const BELOW = 46;

/** Numbers with their names, side by side; in two rows if there is enough height. A number too long is set smaller. */
export function Readouts(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly readings: readonly Reading[];
}): ReactElement {
  const { stage, rect, readings } = props;
  if (rect.height >= 180) {
    const half = Math.ceil(readings.length / 2);
    const even = readings.map((reading) => ({ ...reading, share: 1 }));
    const rows = [even.slice(0, half), even.slice(half)];
    const step = ROW + (readings.some(({ below }) => below) ? BELOW : 0);
    return each(rows, (row, i) => (
      <Readouts stage={stage} rect={{ ...rect, y: rect.y + step * i, height: 90 }} readings={row} />
    ));
  }
  const shares = readings.map(({ share }) => share);
  const columns = cut(rect, shares, 0, 'x');
  return each(readings, ({ label, value, fill = 'text', below = '', shown = 1 }, i) => {
    const { x, width } = columns[i] ?? rect;
    return (
      <Fade in={shown}>
        {text(stage, label, [x, rect.y + 28], { size: SIZE.small, fill: 'quiet' })}
        {text(stage, value, [x, rect.y + 28 + SIZE.large * 1.25], {
          size: SIZE.large,
          bold: true,
          fill,
          width: width - GAP,
        })}
        {text(stage, below, [x, rect.y + 28 + SIZE.large * 1.25 + BELOW], {
          size: SIZE.small,
          fill: fill === 'text' ? 'quiet' : fill,
          width: width - GAP,
        })}
      </Fade>
    );
  });
}
