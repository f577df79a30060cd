import type { ReactElement, ReactNode } from 'react';
import { clamp } from '../../sim/maths.ts';
import { plain } from '../../story/numbers.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import type { Scale } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Path } from './shapes.tsx';
import { type TextStyle, text, textWidth } from './Text.tsx';

/** A rectangle with an x and a y scale. */
export interface PlotArea {
  readonly rect: Rect;
  readonly x: Scale;
  readonly y: Scale;
}

/** Clips its children to a rectangle. Ids must be unique within a frame. */
export function Clipped(props: {
  readonly id: string;
  readonly rect: Rect;
  readonly children: ReactNode;
}): ReactElement {
  const { id, rect, children } = props;
  const { x, y, width, height } = rect;
  return (
    <g>
      <defs>
        <clipPath id={id}>
          <rect x={px(x)} y={px(y)} width={px(width)} height={px(height)} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${id})`}>{children}</g>
    </g>
  );
}

/** Margins that tick labels and axis names need around a plot. */
export const AXIS_MARGIN = { left: 110, right: 22, bottom: 50, top: 52 } as const;

/** The rectangle inside a panel that remains for the plot itself. */
export const insidePanel = (rect: Rect): Rect => ({
  x: rect.x + AXIS_MARGIN.left,
  y: rect.y + AXIS_MARGIN.top,
  width: rect.width - AXIS_MARGIN.left - AXIS_MARGIN.right,
  height: rect.height - AXIS_MARGIN.top - AXIS_MARGIN.bottom,
});

/** The least space between two numbers of an axis. */
const BETWEEN = 24;

/** Every, every second, every third … of some ticks, so that there is space between their numbers. */
function withSpace(
  ticks: readonly number[],
  space: (a: number, b: number) => number,
  every = 1,
): readonly number[] {
  const kept = ticks.filter((_, i) => i % every === 0);
  const crowded = kept.some((tick, i) => i > 0 && space(kept[i - 1] ?? tick, tick) < BETWEEN);
  return crowded ? withSpace(ticks, space, every + 1) : kept;
}

const QUIET = { size: SIZE.small, fill: 'quiet' } as const satisfies TextStyle;

/**
 * Axes at the left and the bottom, with a few labels and thin grid lines.
 *
 * @param props.xLabel at the right end, in line with the numbers
 * @param props.yLabel at the top, in line with the numbers and so short, or above the axis
 * @param props.yText formats the numbers of the y axis; by default as short as possible
 * @param props.apart leaves out numbers of the x axis between which there is no space
 */
export function Axes(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly yText?: (tick: number) => string;
  readonly apart?: boolean;
}): ReactElement {
  const { stage, area, xTicks, yTicks, xLabel = '', yLabel = '', yText = plain, apart = false } = props;
  const { theme } = stage;
  const { x, y, width, height } = area.rect;
  const { left: margin, right: after } = AXIS_MARGIN;
  // A short name stands in line with the numbers, a bit closer to the axis where it must; a long one above them.
  const name = { ...QUIET, width: margin - 10 };
  const short = textWidth(stage, yLabel, QUIET) <= name.width;
  const gap = Math.min(14, margin - textWidth(stage, yLabel, name));
  const half = (words: string): number => textWidth(stage, words, QUIET) / 2;
  const xLabelLeft = x + width - Math.max(60, 2 * half(xLabel) + 30);
  const grid = yTicks.map((tick) => `M${px(x)} ${px(area.y(tick))}H${px(x + width)}`).join('');
  const yNamed = yTicks.filter((tick) => yLabel === '' || !short || area.y(tick) > y + 34);
  const fitting = xTicks.filter((tick) => xLabel === '' || area.x(tick) + half(plain(tick)) < xLabelLeft);
  const xNamed = apart
    ? withSpace(fitting, (a, b) => area.x(b) - half(plain(b)) - area.x(a) - half(plain(a)))
    : fitting;
  return (
    <g>
      <g strokeOpacity={0.35}>
        <Path d={grid} stroke={theme.line} width={1} />
      </g>
      <Path d={`M${px(x)} ${px(y)}V${px(y + height)}H${px(x + width)}`} stroke={theme.line} />
      {each(yNamed, (tick) =>
        text(stage, yText(tick), [x - 14, area.y(tick) + SIZE.small * 0.36], {
          ...QUIET,
          anchor: 'end',
          width: margin - 14,
        }),
      )}
      {each(xNamed, (tick) =>
        text(
          stage,
          plain(tick),
          [clamp(area.x(tick), x, x + width + after - half(plain(tick))), y + height + 40],
          { ...QUIET, anchor: 'middle' },
        ),
      )}
      {text(stage, xLabel, [x + width, y + height + 40], { ...QUIET, anchor: 'end' })}
      {short
        ? text(stage, yLabel, [x - gap, y + 8], { ...name, anchor: 'end' })
        : text(stage, yLabel, [x - margin, y - 20], { ...QUIET, width: margin + width + after })}
    </g>
  );
}
