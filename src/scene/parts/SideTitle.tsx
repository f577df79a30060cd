import type { ReactElement } from 'react';
import type { Moment } from '../moment.ts';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { each } from './each.tsx';

/** The first baseline: a share of the height beside a picture, and a distance from the top above one. */
const [BESIDE, ABOVE] = [0.4, 80] as const;
const LEADING = 1.1 * SIZE.title;

/**
 * The film's name and a line below it, beside a picture on wide screens, above it on others. A word too long is set
 * smaller.
 *
 * @param props.shown opacity, 0 … 1
 */
export function SideTitle(props: {
  readonly m: Moment;
  readonly rect: Rect;
  readonly title: string;
  readonly subtitle: string;
  readonly shown?: number;
}): ReactElement | null {
  const { m, rect, title, subtitle, shown = 1 } = props;
  if (shown <= 0) return null;
  const landscape = m.stage.format === 'landscape';
  const anchor = landscape ? 'start' : 'middle';
  const x = landscape ? rect.x : rect.x + rect.width / 2;
  const y = rect.y + (landscape ? BESIDE * rect.height : ABOVE);
  const style = { size: SIZE.title, bold: true, anchor } as const;
  const name = m.block(title, rect.width, style).lines;
  const below = m.block(subtitle, rect.width, { size: SIZE.large, fill: 'quiet', anchor });
  return (
    <g>
      {each(name, (line, i) =>
        m.text(line, [x, y + i * LEADING], { ...style, width: rect.width, opacity: shown }),
      )}
      {below.at([x, y + (name.length - 1) * LEADING + (landscape ? 70 : 58)], shown)}
    </g>
  );
}
