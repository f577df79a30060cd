import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp } from '../../sim/maths.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Path } from './shapes.tsx';

/** Distance of the strokes along the axis. */
const APART = 26;

/** Oblique strokes over a stretch of a plot, cut off at its edges. @param stretch from left to right, in pixels */
export function hatching(stage: Stage, { x, y, width, height }: Rect, stretch: Interval): ReactElement {
  const [left, right] = [clamp(stretch[0], x, x + width), clamp(stretch[1], x, x + width)];
  const first = Math.ceil(left / APART);
  const strokes = Math.max(0, Math.floor((right + height) / APART) - first + 1);
  // Each goes up from the bottom to the left: x falls by as much as y does.
  const d = Array.from({ length: strokes }, (_, i) => {
    const foot = (first + i) * APART;
    const [start, end] = [Math.min(foot, right), Math.max(foot - height, left)];
    if (start <= end) return '';
    const at = (one: number): string => `${px(one)} ${px(y + height - (foot - one))}`;
    return `M${at(start)}L${at(end)}`;
  }).join('');
  return (
    <g strokeOpacity={0.5}>
      <Path d={d} stroke={stage.theme.quiet} width={2} />
    </g>
  );
}
