import type { ReactElement } from 'react';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';

/** The picture darkens towards an edge with words on it. A frame has at most one for each edge. */
export function Shade(props: {
  readonly stage: Stage;
  readonly edge: 'top' | 'bottom';
  readonly rect: Rect;
}): ReactElement {
  const { stage, edge, rect } = props;
  const { x, y, width, height } = rect;
  const stop = (offset: number, opacity: number): ReactElement => (
    <stop offset={offset} stopColor={stage.theme.background} stopOpacity={opacity} />
  );
  return (
    <g>
      <defs>
        <linearGradient id={`shade-${edge}`} x1={0} y1={0} x2={0} y2={1}>
          {stop(0, edge === 'top' ? 0.92 : 0)}
          {stop(edge === 'top' ? 0.62 : 0.38, 0.84)}
          {stop(1, edge === 'top' ? 0 : 0.92)}
        </linearGradient>
      </defs>
      <rect x={x} y={y} width={width} height={height} fill={`url(#shade-${edge})`} />
    </g>
  );
}
