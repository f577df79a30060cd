import type { ReactElement } from 'react';
import type { Place } from './curve.ts';
import { px } from './px.ts';
import type { Theme } from './theme.ts';

/** The current state of a run: a disc with a rim so that it stands out on curve and trail. */
export function Ball(props: {
  readonly theme: Theme;
  readonly at: Place;
  readonly r: number;
  readonly colour: string;
  readonly opacity?: number;
}): ReactElement {
  const { theme, at, r, colour, opacity = 1 } = props;
  return (
    <circle
      cx={px(at[0])}
      cy={px(at[1])}
      r={px(r)}
      fill={colour}
      stroke={theme.background}
      strokeWidth={px(r * 0.16)}
      {...(opacity < 1 ? { opacity: px(opacity) } : {})}
    />
  );
}
