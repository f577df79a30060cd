import type { ReactElement } from 'react';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Box } from '../parts/shapes.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';

/** Shares as bars, the name and the number of each above it. @param props.numbers with how much of each is there, 0 … 1 */
export function ShareBars(props: {
  readonly m: Moment;
  readonly rect: Rect;
  readonly numbers: readonly { readonly label: string; readonly share: number; readonly shown: number }[];
}): ReactElement {
  const { m, rect, numbers } = props;
  const height = Math.min(120, rect.height / numbers.length);
  return each(numbers, ({ label, share, shown }, i) => {
    const y = rect.y + i * height;
    const bar = { x: rect.x, y: y + 0.66 * height, width: rect.width, height: 0.16 * height };
    return (
      <Fade in={shown}>
        {m.text(label, [rect.x, y + 0.5 * height], { fill: 'quiet', width: rect.width * 0.7 })}
        {m.text(m.say('share', { n: share }), [rect.x + rect.width, y + 0.5 * height], {
          size: Math.min(SIZE.large, 0.62 * height),
          bold: true,
          anchor: 'end',
        })}
        <Box rect={bar} fill={m.stage.theme.panel} />
        <Box rect={{ ...bar, width: Math.max(2, rect.width * share * shown) }} fill={m.stage.theme.train} />
      </Fade>
    );
  });
}
