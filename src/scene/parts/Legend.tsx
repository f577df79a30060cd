import type { ReactElement } from 'react';
import { cells } from '../arrange.ts';
import type { Place, Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { type Colour, classColour, classMark, type Role } from '../theme.ts';
import { Arrow } from './Arrow.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Marker } from './Marker.tsx';
import { Box, Dot, Line } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** The symbol before a legend's text: its width, and how it is drawn from its left end and centre line. */
export interface Sign {
  readonly width: number;
  readonly draw: (x: number, y: number) => ReactElement;
}

/** Symbols for what is drawn elsewhere, in its colour. */
export const sign = {
  marker: (run: number, fill: Colour, r = 10): Sign => ({
    width: 2 * r + 10,
    draw: (x, y) => <Marker run={run} at={[x + r, y]} r={r} fill={fill} />,
  }),
  line: (stroke: Colour, dash = '', width = 4): Sign => ({
    width: 54,
    draw: (x, y) => (
      <Line
        from={[x + 2, y]}
        to={[x + 42, y]}
        stroke={stroke}
        width={width}
        dash={dash}
        round={dash === '4 11'}
      />
    ),
  }),
  ring: (stroke: Colour, r = 11): Sign => ({
    width: 2 * r + 16,
    draw: (x, y) => <Dot at={[x + r + 2, y]} r={r} stroke={stroke} width={4} />,
  }),
  dot: (fill: Colour, r = 11): Sign => ({
    width: 2 * r + 12,
    draw: (x, y) => <Dot at={[x + r, y]} r={r} fill={fill} />,
  }),
  square: (fill: Colour, half = 11): Sign => ({
    width: 2 * half + 12,
    draw: (x, y) => <Box rect={{ x, y: y - half, width: 2 * half, height: 2 * half }} fill={fill} />,
  }),
  arrow: (colour: Colour, width = 5): Sign => ({
    width: 62,
    draw: (x, y) => <Arrow from={[x, y]} to={[x + 46, y]} colour={colour} width={width} />,
  }),
} as const;

/** One entry of a legend: its sign and the words beside it. */
export interface LegendEntry {
  readonly sign?: Sign;
  readonly words: string;
  readonly fill?: Role | Colour;
  readonly bold?: boolean;
  /** Opacity of its entrance, 0 … 1. */
  readonly shown?: number;
}

/** A legend broken into rows. */
export interface PlacedLegend {
  readonly height: number;
  readonly element: ReactElement;
}

/** Height of a row, and space between two entries in it. */
const ROW = 42;
const GAP = 32;
/** Space next to the symbols when they are stacked. */
const INDENT = 16;

/**
 * Sets a legend from the left of a rectangle, in as many rows as it needs. An entry wider than the rectangle is set
 * smaller.
 *
 * @param options.leading give every entry a row of its own, of this height, with the texts aligned after the symbols
 */
export function legend(
  stage: Stage,
  rect: Rect,
  entries: readonly LegendEntry[],
  options: { readonly size?: number; readonly leading?: number } = {},
): PlacedLegend {
  const { size = SIZE.small, leading: height = ROW } = options;
  const stacked = options.leading !== undefined;
  let [x, row] = [rect.x, 0];
  const widest = stacked ? INDENT + Math.max(...entries.map(({ sign: mark }) => mark?.width ?? 0)) : 0;
  const placed = entries.map(({ sign: mark, words, fill = 'quiet', bold = false, shown = 1 }) => {
    const before = Math.max(mark?.width ?? 0, widest);
    const style = { size, fill, bold, width: rect.width - before };
    const width = before + textWidth(stage, words, style);
    if (x > rect.x && (stacked || x + width > rect.x + rect.width)) [x, row] = [rect.x, row + 1];
    const at: Place = [x, rect.y + (row + 0.5) * height];
    x += width + GAP;
    return { mark, before, words, style, at, shown };
  });
  return {
    height: entries.length === 0 ? 0 : (row + 1) * height,
    element: (
      <g>
        {each(placed, ({ mark, before, words, style, at: [left, middle], shown }) => (
          <Fade in={shown}>
            {mark?.draw(left + (before - mark.width) / 2, middle)}
            {text(stage, words, [left + before, middle + size * 0.36], style)}
          </Fade>
        ))}
      </g>
    ),
  };
}

/** The colours of all classes, each with its number, in one row or two. */
export function ClassKey(props: { readonly stage: Stage; readonly rect: Rect }): ReactElement {
  const { stage, rect } = props;
  const count = stage.theme.classes.length;
  const perRow = rect.width / count < 55 ? count / 2 : count;
  return each(cells(rect, count, perRow, 0), ({ x, y, height }, own) => {
    const middle = y + height / 2;
    return (
      <g>
        <Dot at={[x + 9, middle]} r={9} fill={classMark(stage.theme, own)} />
        {text(stage, String(own), [x + 23, middle + SIZE.small * 0.36], {
          size: SIZE.small,
          bold: true,
          fill: classColour(stage.theme, own),
        })}
      </g>
    );
  });
}
