import type { ReactElement, ReactNode } from 'react';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Box } from './shapes.tsx';

/** The background of an inset. */
export const Panel = (props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly children?: ReactNode;
}): ReactElement => (
  <g>
    <Box rect={props.rect} rx={14} fill={props.stage.theme.panel} />
    {props.children}
  </g>
);
