import type { ReactElement, ReactNode } from 'react';
import { type Shot, seenAt } from '../camera.ts';
import { factor, px } from '../px.ts';
import type { Rect } from '../rect.ts';
import { Clipped } from './Axes.tsx';

/**
 * Shows its children as a camera sees them, cut off at the edges of a rectangle. Lines and words grow with the zoom; what
 * should keep its size is drawn outside, at {@link seenAt}.
 *
 * @param props.id unique in the frame
 */
export function Camera(props: {
  readonly id: string;
  readonly rect: Rect;
  readonly shot: Shot;
  readonly children: ReactNode;
}): ReactElement {
  const { id, rect, shot, children } = props;
  const [x, y] = seenAt(shot, rect, [0, 0]);
  return (
    <Clipped id={id} rect={rect}>
      <g transform={`translate(${px(x)} ${px(y)}) scale(${factor(shot.zoom)})`}>{children}</g>
    </Clipped>
  );
}
