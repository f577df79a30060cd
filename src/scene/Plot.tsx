import type { ReactElement, ReactNode } from 'react';
import { clamp } from '../sim/maths.ts';
import { plain } from '../story/numbers.ts';
import { px } from './px.ts';
import type { Scale } from './scale.ts';
import { type Rect, SIZE, type Stage } from './stage.ts';
import { fitted, measure } from './type/typeface.ts';
import { Words } from './Words.tsx';

/** A rectangle with an x and a y scale. */
export interface PlotArea {
  readonly id: string;
  readonly rect: Rect;
  readonly x: Scale;
  readonly y: Scale;
}

/** Clips its children to the plot's rectangle. Ids must be unique within a frame. */
export function Clipped({
  area,
  children,
}: {
  readonly area: PlotArea;
  readonly children: ReactNode;
}): ReactElement {
  const { x, y, width, height } = area.rect;
  return (
    <g>
      <defs>
        <clipPath id={area.id}>
          <rect x={px(x)} y={px(y)} width={px(width)} height={px(height)} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${area.id})`}>{children}</g>
    </g>
  );
}

export interface AxesProps {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Names of the axes, short: they stand at the axes' ends, in line with the numbers. */
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** How the numbers of the y axis are written; as short as can be without it. */
  readonly yText?: (tick: number) => string;
  readonly opacity?: number;
}

/** Space that tick labels and axis names take around a plot's rectangle. */
export const AXIS_MARGIN = { left: 96, bottom: 44, top: 46 } as const;
const RIGHT_MARGIN = 22;

/** Axes along the left and the bottom, with few labels and thin grid lines across. */
export function Axes({
  stage,
  area,
  xTicks,
  yTicks,
  xLabel,
  yLabel,
  yText = plain,
  opacity = 1,
}: AxesProps): ReactElement {
  const { theme } = stage;
  const { x, y, width, height } = area.rect;
  // A name too wide for the margin is set smaller, then stands closer to the axis.
  const nameRoom = AXIS_MARGIN.left - 10;
  const nameSize = fitted(stage.type.regular, yLabel ?? '', SIZE.small, nameRoom);
  const nameGap = Math.min(14, AXIS_MARGIN.left - measure(stage.type.regular, yLabel ?? '', nameSize));
  const half = (words: string): number => measure(stage.type.regular, words, SIZE.small) / 2;
  const xLabelLeft = x + width - Math.max(60, 2 * half(xLabel ?? '') + 12);
  const [left, right, top, bottom] = [px(x), px(x + width), px(y), px(y + height)];
  return (
    <g {...(opacity < 1 ? { opacity: px(opacity) } : {})}>
      <g stroke={theme.line} strokeWidth={1} strokeOpacity={0.35}>
        {yTicks.map((tick) => (
          <line key={tick} x1={left} y1={px(area.y(tick))} x2={right} y2={px(area.y(tick))} />
        ))}
      </g>
      <polyline
        points={`${left},${top} ${left},${bottom} ${right},${bottom}`}
        fill="none"
        stroke={theme.line}
        strokeWidth={2}
      />
      {yTicks
        .filter((tick) => yLabel === undefined || area.y(tick) > y + 34)
        .map((tick) => (
          <Words
            key={tick}
            stage={stage}
            words={yText(tick)}
            x={x - 14}
            y={area.y(tick) + SIZE.small * 0.36}
            size={fitted(stage.type.regular, yText(tick), SIZE.small, AXIS_MARGIN.left - 14)}
            fill={theme.quiet}
            anchor="end"
          />
        ))}
      {xTicks
        .filter((tick) => xLabel === undefined || area.x(tick) + half(plain(tick)) < xLabelLeft)
        .map((tick) => (
          <Words
            key={tick}
            stage={stage}
            words={plain(tick)}
            x={clamp(area.x(tick), x, x + width + RIGHT_MARGIN - half(plain(tick)))}
            y={y + height + 36}
            size={SIZE.small}
            fill={theme.quiet}
            anchor="middle"
          />
        ))}
      {xLabel !== undefined && (
        <Words
          stage={stage}
          words={xLabel}
          x={x + width}
          y={y + height + 36}
          size={SIZE.small}
          fill={theme.quiet}
          anchor="end"
        />
      )}
      {yLabel !== undefined && (
        <Words
          stage={stage}
          words={yLabel}
          x={x - nameGap}
          y={y + 8}
          size={nameSize}
          fill={theme.quiet}
          anchor="end"
        />
      )}
    </g>
  );
}

/** The rectangle inside a panel that is left for the plot itself. */
export const insidePanel = (rect: Rect): Rect => ({
  x: rect.x + AXIS_MARGIN.left,
  y: rect.y + AXIS_MARGIN.top,
  width: rect.width - AXIS_MARGIN.left - RIGHT_MARGIN,
  height: rect.height - AXIS_MARGIN.top - AXIS_MARGIN.bottom,
});
