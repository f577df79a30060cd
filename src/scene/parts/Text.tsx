import type { ReactElement } from 'react';
import { written } from '../../story/words.ts';
import { factor, px } from '../px.ts';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import { fitted, measure, UNITS_PER_EM, type Weight, wrap } from '../type/typeface.ts';
import { each } from './each.tsx';

/** Which point of the words stands at their place. */
export type Anchor = 'start' | 'middle' | 'end';

/** How words are set; by default medium size, regular weight, text colour, left-aligned. */
export interface TextStyle {
  readonly size?: number;
  readonly fill?: Role | Colour;
  readonly bold?: boolean;
  readonly anchor?: Anchor;
  readonly opacity?: number;
  /** Words wider than this are set smaller. */
  readonly width?: number;
}

export const SHARE: Readonly<Record<Anchor, number>> = { start: 0, middle: 0.5, end: 1 };

const weightOf = ({ bold = false }: TextStyle): Weight => (bold ? 'semibold' : 'regular');

/** The colour of a role in the stage's theme, or the colour itself. */
export const inked = ({ theme }: Stage, fill: Role | Colour): Colour =>
  fill.startsWith('#') ? (fill as Colour) : theme[fill as Role];

/** Width of words as set, in scene units. */
export const textWidth = (stage: Stage, words: string, style: TextStyle = {}): number =>
  measure(stage.type[weightOf(style)], words, sizeOf(stage, words, style));

/** Words with as much of their middle left out as it takes to fit a width at their full size: names from elsewhere. */
export function shortened(stage: Stage, words: string, width: number, style: TextStyle = {}): string {
  if (textWidth(stage, words, style) <= width) return words;
  const letters = [...words];
  for (let left = letters.length - 1; left > 1; left -= 1) {
    const head = Math.ceil(left / 2);
    const tail = letters.slice(letters.length - (left - head));
    const kept = `${letters.slice(0, head).join('')}…${tail.join('')}`;
    if (textWidth(stage, kept, style) <= width) return kept;
  }
  return '…';
}

/** The size at which words are set: reduced if they would be too wide. */
export function sizeOf({ type }: Stage, words: string, style: TextStyle): number {
  const { size = SIZE.medium, width } = style;
  return width === undefined ? size : fitted(type[weightOf(style)], words, size, width);
}

/**
 * One line of type, drawn as glyph outlines, with its baseline at `y`. The words are also in `data-text`, so that a frame
 * can be searched. Numbers get the decimal mark of the stage's language here; comma and point are equally wide, so
 * measured text still fits.
 */
export function text(stage: Stage, words: string, [x, y]: Place, style: TextStyle = {}): ReactElement | null {
  const { fill = 'text', anchor = 'start', opacity = 1 } = style;
  if (words === '' || opacity <= 0) return null;
  const said = written(words, stage.language);
  const size = sizeOf(stage, words, style);
  const { d, advance } = stage.type[weightOf(style)].line(said);
  const scale = size / UNITS_PER_EM;
  const left = x - SHARE[anchor] * advance * scale;
  return (
    <g
      data-text={said}
      data-size={size}
      transform={`translate(${px(left)} ${px(y)}) scale(${factor(scale)})`}
      fill={inked(stage, fill)}
      {...(opacity < 1 ? { opacity: px(opacity) } : {})}
    >
      <path d={d} />
    </g>
  );
}

/** Words broken into evenly spaced lines. */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly width: number;
  /** From the first baseline to the last. */
  readonly height: number;
  readonly leading: number;
  /** Draws it, the first baseline at `y`. */
  readonly at: (place: Place, opacity?: number) => ReactElement;
}

/**
 * Breaks words into as few even lines as fit a width.
 *
 * @param style with `leading`, the distance between baselines relative to the size; 1.3 by default
 */
export function textBlock(
  stage: Stage,
  words: string,
  width: number,
  style: Omit<TextStyle, 'width'> & { readonly leading?: number } = {},
): TextBlock {
  const { size = SIZE.medium, leading: share = 1.3 } = style;
  const leading = size * share;
  const lines = wrap(stage.type[weightOf(style)], words, size, width);
  return {
    lines,
    leading,
    width: Math.max(...lines.map((line) => textWidth(stage, line, style))),
    height: leading * (lines.length - 1),
    at: ([x, y], opacity = 1) =>
      each(lines, (line, i) => text(stage, line, [x, y + i * leading], { ...style, opacity })),
  };
}

/** A part of a line of text that has a colour or a weight of its own. */
export interface TextPart {
  readonly words: string;
  readonly fill?: Role | Colour;
  readonly bold?: boolean;
}

/** Width in scene units of parts set one after the other. */
export const rowWidth = (stage: Stage, parts: readonly TextPart[], size: number): number =>
  parts.reduce((sum, { words, bold = false }) => sum + textWidth(stage, words, { size, bold }), 0);

/** Parts of one line in different colours, one after the other. */
export function textRow(stage: Stage, parts: readonly TextPart[], [x, y]: Place, size: number): ReactElement {
  let left = x;
  return each(parts, ({ words, ...style }) => {
    const at = left;
    left += textWidth(stage, words, { size, ...style });
    return text(stage, words, [at, y], { size, ...style });
  });
}
