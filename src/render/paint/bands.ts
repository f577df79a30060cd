import type { Matrix } from './display/matrix.ts';
import type { Box, Colour, Gradient, Ink } from './display-list.ts';

/** Rows or columns of pixels, from (inclusive) to (exclusive), that a gradient fills with one colour of eight bits a channel. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly colour: Colour;
}

/** Bands along one axis of the picture. */
export interface Bands {
  readonly axis: 'x' | 'y';
  readonly bands: readonly Band[];
}

/** Shapes with fewer pixels than this are left to Skia, and those with fewer to a band than this: what a band costs. */
const [SMALLEST, BAND] = [20_000, 100];

/** Where a position is along a gradient, 0 to 1. */
function along(t: number, spread: Gradient['spread']): number {
  if (spread === 'pad') return Math.min(1, Math.max(0, t));
  if (spread === 'repeat') return t - Math.floor(t);
  const turn = t - 2 * Math.floor(t / 2);
  return turn > 1 ? 2 - turn : turn;
}

/** The colour there, as far as eight bits tell it. */
function colourAt(stops: Gradient['stops'], t: number, alpha: number): Colour | undefined {
  const after = stops.findIndex(({ offset }) => offset > t);
  const next = after < 0 ? stops.at(-1) : stops[after];
  const last = after < 0 ? next : (stops[after - 1] ?? next);
  if (next === undefined || last === undefined) return undefined;
  const room = next.offset - last.offset;
  const share = room > 0 ? (t - last.offset) / room : 0;
  const mixed = (i: 0 | 1 | 2 | 3) => last.colour[i] + (next.colour[i] - last.colour[i]) * share;
  return [
    Math.round(mixed(0)),
    Math.round(mixed(1)),
    Math.round(mixed(2)),
    Math.round(255 * alpha * mixed(3)) / 255,
  ];
}

const same = (a: Colour, b: Colour): boolean =>
  a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];

/**
 * A linear gradient along an axis of the picture, as bands of one colour. Skia's software renderer evaluates a gradient
 * pixel by pixel, some twenty times as slow as it fills: a few hundred bands take a fraction of that, and differ from it
 * by no more than eight bits round off. Undefined for any other ink, and where Skia is faster.
 *
 * @param matrix from the gradient's shape to pixels
 * @param width of the picture in pixels
 * @param box of the shape, in pixels
 */
export function bandsOf(
  { gradient, alpha }: Ink,
  matrix: Matrix,
  { width, height }: { readonly width: number; readonly height: number },
  box: Box,
): Bands | undefined {
  if (gradient?.kind !== 'linear') return undefined;
  const [a, b, c, d, e, f] = matrix;
  const [p, q, r, s, t, u] = gradient.matrix;
  if (b !== 0 || c !== 0 || q !== 0 || r !== 0 || a === 0 || d === 0 || p === 0 || s === 0) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = gradient.geometry;
  if ((x1 === x2) === (y1 === y2)) return undefined;
  const axis = x1 === x2 ? 'y' : 'x';
  // In pixels.
  const place = (x: number, y: number) => (axis === 'x' ? a * (p * x + t) + e : d * (s * y + u) + f);
  const [start, end] = [place(x1, y1), place(x2, y2)];
  const [left, right] = [Math.max(0, Math.floor(box.left)), Math.min(width, Math.ceil(box.right))];
  const [top, bottom] = [Math.max(0, Math.floor(box.top)), Math.min(height, Math.ceil(box.bottom))];
  const pixels = Math.max(0, right - left) * Math.max(0, bottom - top);
  if (pixels < SMALLEST) return undefined;
  const bands: Band[] = [];
  const [low, high] = axis === 'x' ? [left, right] : [top, bottom];
  for (let from = low; from < high; ) {
    const read = (pixel: number) =>
      colourAt(gradient.stops, along((pixel + 0.5 - start) / (end - start), gradient.spread), alpha);
    const colour = read(from);
    if (colour === undefined) return undefined;
    let to = from + 1;
    for (let next = read(to); to < high && next !== undefined && same(colour, next); next = read(to)) to += 1;
    if (colour[3] > 0) bands.push({ from, to, colour });
    from = to;
  }
  return bands.length * BAND > pixels ? undefined : { axis, bands };
}
