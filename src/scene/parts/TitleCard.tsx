import type { ReactElement, ReactNode } from 'react';
import type { Moment } from '../moment.ts';
import { SIZE } from '../stage.ts';
import type { TextBlock } from './Text.tsx';

/** Vertical position of the title's last line, as a share of the picture's height. */
const MIDDLE = 0.44;

/** The line below the title. */
const below = (m: Moment, subtitle: string, strong = false): TextBlock =>
  m.block(subtitle, m.stage.safe.width, {
    size: SIZE.large,
    fill: strong ? 'text' : 'quiet',
    anchor: 'middle',
  });

/** Where the text of a title ends, so that something can be placed below it. */
export const titleEnd = (m: Moment, subtitle: string): number =>
  m.stage.height * MIDDLE + SIZE.title * 1.05 + below(m, subtitle).height + 40;

/**
 * The film's name and a line below it, over a picture.
 *
 * @param props.subtitle in full strength if the picture behind it is strong
 */
export function TitleCard(props: {
  readonly m: Moment;
  readonly title: string;
  readonly subtitle: string;
  readonly strong?: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  const { m, title, subtitle, strong = false, children } = props;
  const { safe, height } = m.stage;
  const centre = safe.x + safe.width / 2;
  const name = m.block(title, safe.width, { size: SIZE.title, bold: true, anchor: 'middle', leading: 1.2 });
  const last = height * MIDDLE;
  return (
    <g>
      {children}
      {name.at([centre, last - name.height])}
      {below(m, subtitle, strong).at([centre, last + SIZE.title * 1.05], m.enter(0.4))}
    </g>
  );
}
