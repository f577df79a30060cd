import type { ReactElement } from 'react';
import type { Moment } from '../moment.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow } from '../parts/Glow.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { Dot } from '../parts/shapes.tsx';
import type { Place } from '../rect.ts';
import { onSurface, type SurfaceView } from '../surface-view.ts';
import type { RaceView } from './race-view.ts';

/** The space that a name takes at most. */
const NAME = { width: 260, height: 48 } as const;

/** On a surface in space: which way the loss rises, the start, and a lowest point. @param shown opacity */
export function landmarks(
  m: Moment,
  view: RaceView,
  area: MapArea,
  seen: SurfaceView,
  shown: number,
): ReactElement {
  const { theme } = m.stage;
  const see = onSurface(view, area, seen);
  const [from, to] = [see(view.start), see(view.surface.minima[0] ?? [0, 0])];
  // The upper left corner is empty.
  const tall = Math.min(220, 0.34 * area.rect.height);
  const up: Place = [area.rect.x + 70, area.rect.y + 56 + tall];
  const names = {
    loss: [up[0], up[1] - tall - 20],
    start: [from[0], beside(from, to)],
    lowest: [to[0], beside(to, from)],
  } as const;
  const style = { bold: true, anchor: 'middle', opacity: shown } as const;
  return (
    <g>
      <Fade in={shown}>
        <Arrow from={up} to={[up[0], up[1] - tall]} colour={theme.quiet} width={6} />
        <Glow at={from} r={16} colour={theme.text} />
        <Dot at={from} r={16} fill={theme.text} stroke={theme.background} width={3} />
        <Dot at={to} r={13} fill="none" stroke={theme.text} width={4} />
      </Fade>
      {m.text(m.say('loss'), names.loss, style)}
      {clear(names.start, names.loss) && m.text(m.say('start'), names.start, style)}
      {clear(names.lowest, names.start) &&
        clear(names.lowest, names.loss) &&
        m.text(m.say('lowestPoint'), names.lowest, style)}
    </g>
  );
}

/** Where the name of a place stands: above it, if it is higher than the other, else below. */
const beside = ([, y]: Place, [, other]: Place): number => (y < other ? y - 30 : y + 54);

/** Whether two names in the middle of these places do not touch. */
const clear = (a: Place, b: Place): boolean =>
  Math.abs(a[0] - b[0]) > NAME.width || Math.abs(a[1] - b[1]) > NAME.height;
