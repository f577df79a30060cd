import { clamp, lerp } from '../sim/maths.ts';
import type { Colour } from './theme.ts';

const known = new Map<Colour, readonly number[]>();

/** Red, green and blue of a colour, 0 to 255. */
export function channels(colour: Colour): readonly number[] {
  let parts = known.get(colour);
  if (parts === undefined) {
    parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    // Only the colours of themes and brands are asked for again and again.
    if (known.size < 1000) known.set(colour, parts);
  }
  return parts;
}

/** The two hexadecimal digits of each value of a channel. */
const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** The colour at a fraction of the way from one to another, in sRGB. */
export function mixColour(from: Colour, to: Colour, t: number): Colour {
  const [start, end] = [channels(from), channels(to)];
  let mixed = '#';
  for (let i = 0; i < 3; i += 1) mixed += HEX[Math.round(lerp(start[i] ?? 0, end[i] ?? 0, t))] ?? '00';
  return mixed as Colour;
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
