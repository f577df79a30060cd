import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { plain } from '../../story/numbers.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { Path } from './shapes.tsx';
import { text } from './Text.tsx';

/** Room for the numbers to the left, for the words below and for what sticks out at the other sides. */
const MARGIN = { left: 94, bottom: 48, top: 18, right: 12 } as const;
/** Below this height a plot has no words below it. */
const LOW = 176;

/** The plot of a small multiple, and whether there is room for words below it. */
export interface SmallPlot extends PlotArea {
  readonly named: boolean;
}

/** The plot of a small multiple within its rectangle: one of several alike, side by side on equal scales (Tufte 1983). */
export function smallMultiple(rect: Rect, x: Interval, y: Interval): SmallPlot {
  const named = rect.height >= LOW;
  const bottom = named ? MARGIN.bottom : 16;
  const inside = {
    x: rect.x + MARGIN.left,
    y: rect.y + MARGIN.top,
    width: rect.width - MARGIN.left - MARGIN.right,
    height: rect.height - MARGIN.top - bottom,
  };
  return {
    rect: inside,
    named,
    x: linearScale(x, [inside.x, inside.x + inside.width]),
    y: linearScale(y, [inside.y + inside.height, inside.y]),
  };
}

/**
 * The axes of a small multiple: a few thin lines with their numbers, and what the horizontal one ends with.
 *
 * @param props.y the domain of the vertical axis
 * @param props.yText formats its numbers; by default as short as possible
 * @param props.end words below the right end, if there is room; @param props.ending their opacity, 0 … 1
 */
export function SmallAxes(props: {
  readonly stage: Stage;
  readonly area: SmallPlot;
  readonly y: Interval;
  readonly yText?: (tick: number) => string;
  readonly end?: string;
  readonly ending?: number;
}): ReactElement {
  const { stage, area, y, yText = plain, end = '', ending = 1 } = props;
  const { x: left, y: top, width, height } = area.rect;
  const rows = ticks(y, area.named ? 2 : 1);
  const foot = top + height;
  const words = { size: SIZE.small, fill: 'quiet' } as const;
  return (
    <g>
      <g strokeOpacity={0.4}>
        <Path
          d={rows.map((tick) => `M${px(left)} ${px(area.y(tick))}h${px(width)}`).join('')}
          stroke={stage.theme.line}
          width={1.5}
        />
      </g>
      <Path d={`M${px(left)} ${px(foot)}h${px(width)}`} stroke={stage.theme.line} />
      {each(rows, (tick) =>
        text(stage, yText(tick), [left - 10, area.y(tick) + SIZE.small * 0.36], {
          ...words,
          anchor: 'end',
          width: MARGIN.left - 10,
        }),
      )}
      {area.named &&
        text(stage, end, [left + width + MARGIN.right, foot + 37], {
          ...words,
          anchor: 'end',
          opacity: ending,
        })}
    </g>
  );
}
