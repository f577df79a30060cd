import type { ReactElement } from 'react';
import type { Place } from '../rect.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Dot, Path } from './shapes.tsx';

/** Rings of light from the outside in: radius relative to what glows, and opacity. Together they fall off like light. */
const RINGS = [
  [3, 0.06],
  [2.3, 0.09],
  [1.7, 0.14],
] as const;

/** The light around something round that is active. @param props.strength 0 … 1 */
export const Glow = (props: {
  readonly at: Place;
  readonly r: number;
  readonly colour: Colour;
  readonly strength?: number;
}): ReactElement => {
  const { at, r, colour, strength = 1 } = props;
  return each(RINGS, ([size, opacity]) => (
    <Dot at={at} r={r * size} fill={colour} opacity={opacity * strength} />
  ));
};

/** A line with light around it. @param props.strength of the light, 0 … 1 */
export const GlowingPath = (props: {
  readonly d: string;
  readonly stroke: Colour;
  readonly width: number;
  readonly strength?: number;
}): ReactElement => {
  const { d, stroke, width, strength = 1 } = props;
  return (
    <g>
      <Halo d={d} stroke={stroke} width={width} strength={strength} />
      <Path d={d} stroke={stroke} width={width} round />
    </g>
  );
};

/** The light around a line that is drawn over it. @param props.strength 0 … 1 */
export const Halo = (props: {
  readonly d: string;
  readonly stroke: Colour;
  readonly width: number;
  readonly strength: number;
}): ReactElement => {
  const { d, stroke, width, strength } = props;
  return (
    <g>
      <Path d={d} stroke={stroke} width={width * 4.5} strokeOpacity={0.08 * strength} round />
      <Path d={d} stroke={stroke} width={width * 2.4} strokeOpacity={0.16 * strength} round />
    </g>
  );
};
