import type { ReactElement } from 'react';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';

/** A straight arrow with a filled head; nothing if it is shorter than two units. */
export function Arrow(props: {
  readonly from: Place;
  readonly to: Place;
  readonly colour: string;
  readonly width: number;
  readonly opacity?: number;
}): ReactElement | null {
  const { from, to, colour, width, opacity = 1 } = props;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length < 2 || opacity <= 0) return null;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(width * 3.4, length);
  const [bx, by] = [to[0] - ux * head, to[1] - uy * head];
  const half = head * 0.42;
  return (
    <g {...(opacity < 1 ? { opacity: px(opacity) } : {})}>
      <line x1={px(from[0])} y1={px(from[1])} x2={px(bx)} y2={px(by)} stroke={colour} strokeWidth={width} />
      <path
        d={`M${px(to[0])} ${px(to[1])}L${px(bx - uy * half)} ${px(by + ux * half)}L${px(bx + uy * half)} ${px(by - ux * half)}Z`}
        fill={colour}
      />
    </g>
  );
}
