import { clamp, lerp } from '../sim/maths.ts';
import type { Colour } from './theme.ts';

/** Red, green and blue of a colour, 0 to 255. */
export const channels = (colour: Colour): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** The colour at a fraction of the way from one to another, in sRGB. */
export function mixColour(from: Colour, to: Colour, t: number): Colour {
  const end = channels(to);
  const mixed = channels(from).map((value, i) => Math.round(lerp(value, end[i] ?? 0, t)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Colours evenly spaced from 0 to 1, interpolated in between. @param colours at least two */
export function ramp(colours: readonly Colour[]): (value: number) => Colour {
  const last = colours.length - 1;
  return (value) => {
    const at = clamp(value, 0, 1) * last;
    const below = Math.min(Math.floor(at), last - 1);
    return mixColour(colours[below] ?? '#000000', colours[below + 1] ?? '#000000', at - below);
  };
}
