import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import type { Point } from '../../sim/objectives/objective.ts';
import type { Place2, Window2 } from '../../sim/objectives/surface.ts';
import type { StepClock } from '../../story/clock.ts';
import { type GrowingPath, growingPath, grownTo } from '../growing-path.ts';
import type { Moment } from '../moment.ts';
import type { OnSurface } from '../surface-view.ts';
import { runColour } from '../theme.ts';
import { each } from './each.tsx';
import { Glow, GlowingPath } from './Glow.tsx';
import { RunMarker } from './Marker.tsx';
import type { Relief } from './SurfaceMap.tsx';
import { Path } from './shapes.tsx';
import type { Trailed } from './Trails.tsx';

/** Points of a path over a surface, and at most for each step. */
const [POINTS, DENSEST] = [720, 60];
const densityOf = (steps: number): number => clamp(Math.round(POINTS / Math.max(steps, 1)), 1, DENSEST);

/** How far beyond a surface's window paths are followed, in its own widths and lengths. */
const FOLLOWED = 1.5;

/** The stretch of the way from one point to another, as fractions of it, that is within some ranges; all of it if none is. */
function within(from: Place2, to: Place2, { x, y }: Window2): readonly [number, number] {
  let [enter, leave] = [0, 1];
  for (const [a, b, range] of [[from[0], to[0], x] as const, [from[1], to[1], y] as const]) {
    if (a === b) continue;
    const more = FOLLOWED * (range[1] - range[0]);
    const [one, other] = [(range[0] - more - a) / (b - a), (range[1] + more - a) / (b - a)];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter < leave ? [enter, leave] : [0, 1];
}

/** The path over a surface through the states of a run: of a long step, only what comes near the surface. */
function pathOnSurface(points: readonly Point[], window: Window2, see: OnSurface): GrowingPath {
  const between = densityOf(points.length);
  const dense = points.flatMap(([x = 0, y = 0], k): readonly Place2[] => {
    const [nx = x, ny = y] = points[k + 1] ?? [];
    if (k === points.length - 1) return [[x, y]];
    const [enter, leave] = within([x, y], [nx, ny], window);
    return Array.from({ length: between }, (_, i): Place2 => {
      const t = lerp(enter, leave, i / between);
      return [lerp(x, nx, t), lerp(y, ny, t)];
    });
  });
  return growingPath(dense.map(see));
}

/**
 * Runs on a surface that is seen in space, each up to where it is at the moment, the first on top; the whole of it faintly.
 *
 * @param props.size of markers and lines
 */
export function SurfaceTrails(props: {
  readonly m: Moment;
  readonly relief: Relief;
  readonly see: OnSurface;
  readonly clock: StepClock;
  readonly runs: readonly Trailed[];
  readonly size: number;
}): ReactElement {
  const { m, relief, see, clock, runs, size } = props;
  const { theme } = m.stage;
  const drawn = runs.toReversed().map(({ lane, points, outSince }) => {
    const { step, t, done } = m.head(clock, points.length);
    const path = pathOnSurface(points, relief.window, see);
    const along = (step + t) * densityOf(points.length);
    const whole = Math.min(Math.floor(along), path.places.length - 1);
    const out = outSince !== null && done >= outSince;
    return {
      lane,
      colour: runColour(theme, lane),
      whole: path.d,
      out,
      ...grownTo(path, whole, along - whole),
    };
  });
  return (
    <g>
      {each(drawn, ({ colour, whole }) => (
        <Path d={whole} stroke={colour} width={3 * size} strokeOpacity={0.22} round />
      ))}
      {each(drawn, ({ colour, d }) => (
        <GlowingPath d={d} stroke={colour} width={5 * size} />
      ))}
      {each(drawn, ({ lane, colour, head, out }) => (
        <g>
          <Glow at={head} r={16 * size} colour={colour} />
          <RunMarker stage={m.stage} run={lane} at={head} r={15 * size} out={out} />
        </g>
      ))}
    </g>
  );
}
