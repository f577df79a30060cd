import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import { growingPath, grownTo } from '../growing-path.ts';
import type { Moment } from '../moment.ts';
import { Fade } from '../parts/Fade.tsx';
import { Glow, GlowingPath } from '../parts/Glow.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { Dot } from '../parts/shapes.tsx';
import { SIZE } from '../stage.ts';
import type { OnSurface } from '../surface-view.ts';

/** Points of the floor, and where its ball sets out: left of its minimum at 1. */
const [POINTS, FROM] = [60, -0.7];

/** A ball along the floor of Rosenbrock's valley, y = x², to its minimum, with its loss. @param t how far it is, 0 to 1 */
export function valleyFloor(m: Moment, see: OnSurface, { rect }: MapArea, t: number): ReactElement {
  const { theme } = m.stage;
  const at = (share: number): Place2 => {
    const x = lerp(FROM, 1, share);
    return [x, x * x];
  };
  const whole = Math.floor(t * POINTS);
  const path = growingPath(Array.from({ length: POINTS + 1 }, (_, i) => see(at(i / POINTS))));
  const { d, head } = grownTo(path, whole, t * POINTS - whole);
  const loss = SURFACES.rosenbrock.value(at(t));
  return (
    <Fade in={Math.min(1, 8 * t)}>
      <GlowingPath d={d} stroke={theme.focus} width={6} />
      <Glow at={head} r={18} colour={theme.focus} />
      <Dot at={head} r={16} fill={theme.focus} stroke={theme.background} width={3} />
      {m.text(m.say('lossValue', { loss }), [rect.x + rect.width - 24, rect.y + rect.height - 32], {
        size: SIZE.large,
        bold: true,
        anchor: 'end',
        fill: 'focus',
      })}
    </Fade>
  );
}
