import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import type { PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Line } from './shapes.tsx';
import { type Anchor, text, textWidth } from './Text.tsx';

/** A highlighted step. */
export interface Mark {
  readonly at: number;
  readonly words: string;
  readonly colour: Colour;
  /** Opacity of its entrance, 0 … 1. */
  readonly shown?: number;
}

/** A mark with the place of its words. */
interface Lettered extends Mark {
  readonly x: number;
  readonly left: number;
  readonly y: number;
  readonly anchor: Anchor;
}

const STYLE = { size: SIZE.small, bold: true } as const;
const ROW = 36;
/** So many marks have their words at the bottom of the chart, where curves rarely run; more have them above it. */
const FEW = 2;

/** Beside their lines, at the bottom. */
function below(stage: Stage, { rect, x: scale }: PlotArea, marks: readonly Mark[]): readonly Lettered[] {
  const { x: left, y: top, width, height } = rect;
  const lettered = marks.map((mark, i) => {
    const x = scale(mark.at);
    const room = textWidth(stage, mark.words, STYLE) + 14;
    const ends = i === 0 ? x - left >= room : left + width - x < room;
    return { ...mark, x, anchor: ends ? 'end' : 'start' } as const;
  });
  const [first, second] = lettered;
  const apart = second === undefined || (first?.anchor === 'end' && second.anchor === 'start');
  return lettered.map((mark, i) => ({
    ...mark,
    left: mark.anchor === 'end' ? mark.x - 12 : mark.x + 12,
    y: top + height - 14 - (apart ? 0 : ROW * i),
  }));
}

/** Over their lines, above the chart; those that would run into one another further down. */
function above(stage: Stage, { rect, x: scale }: PlotArea, marks: readonly Mark[]): readonly Lettered[] {
  const ends: number[] = [];
  return marks
    .toSorted((a, b) => a.at - b.at)
    .map((mark): Lettered => {
      const x = scale(mark.at);
      const width = textWidth(stage, mark.words, STYLE);
      const left = clamp(x - width / 2, rect.x, rect.x + rect.width - width);
      const free = ends.findIndex((end) => end + 12 <= left);
      const row = free < 0 ? ends.length : free;
      ends[row] = left + width;
      return { ...mark, x, left, y: rect.y - 12 + ROW * row, anchor: 'start' };
    });
}

/** Over their lines, in one row above the chart: of those that would run into one another the last has its words. */
function inOneRow(stage: Stage, { rect, x: scale }: PlotArea, marks: readonly Mark[]): readonly Lettered[] {
  let free = Number.POSITIVE_INFINITY;
  return marks
    .toSorted((a, b) => b.at - a.at)
    .map((mark): Lettered => {
      const x = scale(mark.at);
      const width = textWidth(stage, mark.words, STYLE);
      const left = clamp(x - width / 2, rect.x, Math.max(rect.x, rect.x + rect.width - width));
      const fits = left + width + 16 <= free;
      if (fits) free = left;
      return { ...mark, words: fits ? mark.words : '', x, left, y: rect.y - 12, anchor: 'start' };
    });
}

/** Lines at the highlighted steps of a chart, and what they are. */
export function ChartMarks(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly marks: readonly Mark[];
  /** In one row above the chart, however few there are. */
  readonly high?: boolean;
}): ReactElement {
  const { stage, area, marks, high = false } = props;
  const { y: top, height } = area.rect;
  return each(
    (high ? inOneRow : marks.length > FEW ? above : below)(stage, area, marks),
    ({ words, colour, x, left, y, anchor, shown = 1 }) => (
      <Fade in={shown}>
        <Line from={[x, top]} to={[x, top + height]} stroke={colour} width={3} dash="8 7" />
        {text(stage, words, [left, y], { ...STYLE, fill: colour, anchor })}
      </Fade>
    ),
  );
}
