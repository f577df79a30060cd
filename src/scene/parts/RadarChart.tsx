import type { ReactElement } from 'react';
import { cosPi } from '../../sim/maths.ts';
import { polyline } from '../curve.ts';
import type { Place, Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Dot, Path } from './shapes.tsx';
import { text } from './Text.tsx';

/** Radius of 0, as a share of the full radius: a polygon of zeros is still visible. */
const HUB = 0.1;
/** Distance of the names from the rim. */
const GAP = 30;

/**
 * A radar chart: shares from 0 to 1 as a star, each along an axis of its own from the hub to the rim, anticlockwise from
 * the right. The largest stands out.
 *
 * @param props.axes the name of each axis, and its colour
 * @param props.rim the share at the rim, and how it is written there, between the last axis and the first
 */
export function RadarChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly axes: readonly { readonly name: string; readonly colour: Colour }[];
  readonly shares: readonly number[];
  /** The axis that stands out, and the colour of the star. */
  readonly largest: number;
  readonly fill: Colour;
  readonly rim: { readonly share: number; readonly name: string };
}): ReactElement {
  const { stage, rect, axes, shares, largest, fill, rim } = props;
  const { theme } = stage;
  const centre: Place = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const r = Math.min(rect.width, rect.height) / 2 - GAP - SIZE.medium / 2 - 2;
  const along = (axis: number, reach: number): Place => {
    const turn = (2 * axis) / axes.length;
    return [centre[0] + reach * cosPi(turn), centre[1] - reach * cosPi(turn - 0.5)];
  };
  const reachOf = (share: number): number => r * (HUB + ((1 - HUB) * share) / rim.share);
  const tips = axes.map((_, axis) => along(axis, reachOf(shares[axis] ?? 0)));
  const spokes = axes.map((_, axis) => polyline([along(axis, reachOf(0)), along(axis, r)]));
  return (
    <g>
      <Path d={spokes.join('')} stroke={theme.line} opacity={0.7} />
      {each([0, 0.5, 1], (part) => (
        <Dot
          at={centre}
          r={reachOf(part * rim.share)}
          stroke={theme.line}
          opacity={part === 1 ? 0.9 : 0.45}
        />
      ))}
      {text(stage, rim.name, along(axes.length - 0.5, r - GAP), {
        size: SIZE.small,
        fill: 'quiet',
        anchor: 'middle',
      })}
      <g fillOpacity={0.35} strokeLinejoin="round">
        <Path d={`${polyline(tips)}Z`} fill={fill} stroke={fill} width={4} />
      </g>
      <Dot at={tips[largest] ?? centre} r={8} fill={fill} />
      {each(axes, ({ name, colour }, axis) => {
        const [left, middle] = along(axis, r + GAP);
        return text(stage, name, [left, middle + SIZE.medium * 0.36], {
          bold: axis === largest,
          fill: colour,
          anchor: 'middle',
        });
      })}
    </g>
  );
}
