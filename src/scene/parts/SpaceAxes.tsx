import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import { polyline } from '../curve.ts';
import type { Spot } from '../orbit.ts';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { GlowingPath } from './Glow.tsx';
import { Dot, Path } from './shapes.tsx';
import { text } from './Text.tsx';

/** Axes in space: where they meet, and the direction of each. */
export interface SpaceFrame {
  readonly origin: Spot;
  readonly directions: readonly Spot[];
}

const along = (from: Spot, direction: Spot, far: number): Spot => [
  from[0] + far * direction[0],
  from[1] + far * direction[1],
  from[2] + far * direction[2],
];

/** Room for a number, and its distance from its leg. */
const [WIDE, HIGH, OFF] = [84, 40, 34];

/**
 * Axes in space, and the way along them to one spot: so far along the first, so far along the second, and so on. A number stands
 * at each leg of the way, unless the view brings it too near to the one before.
 *
 * @param props.at where the view shows a spot; @param props.reach length of the axes to either side
 * @param props.way how far to go along each axis, as `props.numbers` say it; @param props.gone how much of it has been gone, 0 … 1
 */
export function SpaceAxes(props: {
  readonly stage: Stage;
  readonly axes: SpaceFrame;
  readonly at: (x: number, y: number, z: number) => Spot;
  readonly reach: number;
  readonly way: readonly number[];
  readonly numbers: readonly string[];
  readonly gone: number;
}): ReactElement {
  const { stage, axes, at, reach, way, numbers, gone } = props;
  const { theme } = stage;
  const seen = (spot: Spot): Place => {
    const [x, y] = at(...spot);
    return [x, y];
  };
  const corners: Spot[] = [axes.origin];
  for (const [k, direction] of axes.directions.entries())
    corners.push(along(corners[k] ?? axes.origin, direction, way[k] ?? 0));
  const places = corners.map(seen);
  const [middleX, middleY] = [mean(places, ([x]) => x) ?? 0, mean(places, ([, y]) => y) ?? 0];
  const legs = axes.directions.map((_, k) => {
    const [from, to] = [corners[k] ?? axes.origin, corners[k + 1] ?? axes.origin];
    const share = clamp(gone * axes.directions.length - k, 0, 1);
    const end: Spot = [lerp(from[0], to[0], share), lerp(from[1], to[1], share), lerp(from[2], to[2], share)];
    const [[fromX, fromY], [toX, toY]] = [seen(from), seen(to)];
    // On the outer side of the way.
    const [x, y] = [(fromX + toX) / 2, (fromY + toY) / 2];
    const long = Math.max(1, Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY)));
    const [up, across] = [(toX - fromX) / long, (fromY - toY) / long];
    const out = across * (x - middleX) + up * (y - middleY) < 0 ? -OFF : OFF;
    return { from: seen(from), end: seen(end), share, label: [x + out * across, y + out * up] as const };
  });
  /** How clear a number is of those before it. */
  const clear = (k: number): number =>
    Math.min(
      1,
      ...legs.slice(0, k).map(({ label: [x, y] }) => {
        const [ownX, ownY] = legs[k]?.label ?? [x, y];
        return clamp(3 * (Math.max(Math.abs(ownX - x) / WIDE, Math.abs(ownY - y) / HIGH) - 1), 0, 1);
      }),
    );
  return (
    <g>
      {each(axes.directions, (direction) => (
        <Path
          d={polyline([-reach, reach].map((far) => seen(along(axes.origin, direction, far))))}
          stroke={theme.quiet}
          width={3}
          opacity={0.55}
        />
      ))}
      <Dot at={seen(axes.origin)} r={6} fill={theme.quiet} />
      {each(legs, ({ from, end, share, label }, k) =>
        share === 0 ? null : (
          <g>
            <GlowingPath d={polyline([from, end])} stroke={theme.focus} width={6} />
            <Fade in={share * clear(k)}>
              {text(stage, numbers[k] ?? '', [label[0], label[1] + 0.36 * SIZE.small], {
                size: SIZE.small,
                bold: true,
                anchor: 'middle',
              })}
            </Fade>
          </g>
        ),
      )}
    </g>
  );
}
