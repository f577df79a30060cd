import type { Theme } from '../../src/scene/theme.ts';
import { lerp } from '../../src/sim/maths.ts';

type Channels = readonly [red: number, green: number, blue: number];

/** Colours of heights from the depth to the walls: quiet, so that the paths stand out on all of them. */
const RAMPS: Readonly<Record<Theme['name'], readonly Channels[]>> = {
  dark: [
    [4, 44, 52],
    [12, 46, 74],
    [30, 47, 96],
    [54, 50, 108],
    [80, 56, 110],
  ],
  light: [
    [178, 222, 218],
    [194, 222, 238],
    [213, 221, 245],
    [231, 222, 243],
    [246, 226, 235],
  ],
};

const hex = (channels: Channels): string =>
  `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** The colour of a height, 0 lowest … 1 highest. */
export function heightColour({ name }: Theme, height: number): string {
  const ramp = RAMPS[name];
  const at = height * (ramp.length - 1);
  const below = Math.min(Math.floor(at), ramp.length - 2);
  const [from, to] = [ramp[below], ramp[below + 1]];
  if (from === undefined || to === undefined) return hex(ramp[0] ?? [0, 0, 0]);
  const t = at - below;
  return hex([lerp(from[0], to[0], t), lerp(from[1], to[1], t), lerp(from[2], to[2], t)]);
}
