import type { ReactElement, ReactNode } from 'react';
import { px } from '../px.ts';

/** Fades something in or out: absent at 0, opaque from 1 on, in between one translucent layer. */
export function Fade(props: { readonly in: number; readonly children: ReactNode }): ReactElement | null {
  const { in: shown, children } = props;
  if (shown <= 0) return null;
  return shown >= 1 ? <g>{children}</g> : <g opacity={px(shown)}>{children}</g>;
}
