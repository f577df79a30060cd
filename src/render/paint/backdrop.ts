import type { DisplayList } from './display-list.ts';
import { TILE, type TileGrid } from './tiles.ts';

/**
 * The colour, as four bytes of RGBA in one little-endian word, of a first operation that covers the whole picture
 * with one opaque colour. Filling memory with it has the same effect as painting it, only faster.
 */
export function backdrop({ ops, width, height }: DisplayList): number | undefined {
  const [first] = ops;
  if (first?.kind !== 'shape' || first.shape.kind !== 'rect' || first.stroke !== undefined) return undefined;
  const { shape, fill, matrix } = first;
  const [a, b, c, d, e, f] = matrix;
  if (fill?.colour === undefined || fill.alpha !== 1 || b !== 0 || c !== 0 || a <= 0 || d <= 0)
    return undefined;
  if ((shape.rx > 0 && shape.ry > 0) || fill.colour[3] !== 1) return undefined;
  const [left, top] = [a * shape.x + e, d * shape.y + f];
  const [right, bottom] = [left + a * shape.width, top + d * shape.height];
  if (left > 0 || top > 0 || right < width || bottom < height) return undefined;
  const [red, green, blue] = fill.colour;
  if (!Number.isInteger(red) || !Number.isInteger(green) || !Number.isInteger(blue)) return undefined;
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Fills the picture, or its marked tiles, with one colour word. */
export function fillGround(
  pixels: Uint8Array,
  width: number,
  height: number,
  colour: number,
  only?: TileGrid,
): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  if (only === undefined) {
    words.fill(colour);
    return;
  }
  for (let row = 0; row < only.rows; row += 1) {
    const bottom = Math.min(height, (row + 1) * TILE);
    for (const [from, to] of only.runs(row)) {
      for (let y = row * TILE; y < bottom; y += 1) words.fill(colour, y * width + from, y * width + to);
    }
  }
}
