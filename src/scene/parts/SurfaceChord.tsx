import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { polyline } from '../curve.ts';
import type { Stage } from '../stage.ts';
import type { OnSurface } from '../surface-view.ts';
import { GlowingPath } from './Glow.tsx';
import { Dot, Line } from './shapes.tsx';

/** Places at which the surface below a chord is followed. */
const SAMPLES = 40;

/**
 * A chord of a surface in space, straight from one point of it to another, over the surface's own course below it. Where
 * heights are drawn as they are, the chord of a convex surface is above it all the way.
 *
 * @param props.see the projection of the surface's spots
 */
export function SurfaceChord(props: {
  readonly stage: Stage;
  readonly see: OnSurface;
  readonly from: Place2;
  readonly to: Place2;
}): ReactElement {
  const { stage, see, from, to } = props;
  const { theme } = stage;
  const course = Array.from({ length: SAMPLES + 1 }, (_, i) =>
    see([lerp(from[0], to[0], i / SAMPLES), lerp(from[1], to[1], i / SAMPLES)]),
  );
  const [start, end] = [see(from), see(to)];
  return (
    <g>
      <path d={`${polyline(course)}Z`} fill={theme.focus} fillOpacity={0.25} />
      <GlowingPath d={polyline(course)} stroke={theme.text} width={4} />
      <Line from={start} to={end} stroke={theme.focus} width={5} />
      <Dot at={start} r={11} fill={theme.focus} stroke={theme.background} width={3} />
      <Dot at={end} r={11} fill={theme.focus} stroke={theme.background} width={3} />
    </g>
  );
}
