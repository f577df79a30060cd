import { pngFile, uint32 } from './png-file.ts';
import { channels } from './ramp.ts';
import type { Colour } from './theme.ts';

/**
 * Encodes pictures as PNG in plain arithmetic: sixteen colours, uncompressed. For small pictures only; every engine that
 * draws an `<image>` can read them.
 */

/** zlib's checksum (Adler-32, RFC 1950). */
function adler32(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** Maximum length of a stored block in deflate. */
const LONGEST_BLOCK = 65535;

/** Bytes as a zlib stream of stored blocks (RFC 1951, 3.2.4). */
function stored(bytes: readonly number[]): readonly number[] {
  const stream = [0x78, 0x01];
  for (let from = 0; from < bytes.length; from += LONGEST_BLOCK) {
    const block = bytes.slice(from, from + LONGEST_BLOCK);
    const size = block.length;
    const last = from + size >= bytes.length ? 1 : 0;
    stream.push(last, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255);
    for (const byte of block) stream.push(byte);
  }
  return stream.concat(uint32(adler32(bytes)));
}

/** Number of colours in a picture. */
const SHADES = 16;

/** Samples of a picture, row by row from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 0 … 1. */
  readonly values: ArrayLike<number>;
}

/** Rasters of equal size stacked vertically, with empty rows between them. @param gap number of empty rows */
export function stacked(rasters: readonly Raster[], gap: number): Raster {
  const [{ width, height } = { width: 1, height: 0 }] = rasters;
  const between = Array<number>(gap * width).fill(0);
  return {
    width,
    height: Math.max(0, rasters.length * (height + gap) - gap),
    values: rasters.flatMap(({ values }, i) => [...(i === 0 ? [] : between), ...Array.from(values)]),
  };
}

/**
 * A picture as a `data:` URL, in sixteen shades.
 *
 * @param colour maps a value, 0 … 1, to a colour
 * @param enlarge whole number: side in pixels of the square for each sample, so that it stays sharp when drawn large
 */
export function pngUrl(
  { width, height, values }: Raster,
  colour: (value: number) => Colour,
  enlarge = 1,
): string {
  const palette = Array.from({ length: SHADES }, (_, shade) => channels(colour(shade / (SHADES - 1)))).flat();
  const [columns, rows] = [width * enlarge, height * enlarge];
  const shadeAt = (column: number, row: number): number =>
    column >= columns
      ? 0
      : Math.round(
          (values[Math.floor(row / enlarge) * width + Math.floor(column / enlarge)] ?? 0) * (SHADES - 1),
        );
  const scanlines: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    scanlines.push(0);
    for (let column = 0; column < columns; column += 2) {
      scanlines.push((shadeAt(column, row) << 4) | shadeAt(column + 1, row));
    }
  }
  // Four bits per pixel, indexed colour.
  const bytes = pngFile({ width: columns, height: rows, depth: 4, colourType: 3 }, [
    ['PLTE', palette],
    ['IDAT', stored(scanlines)],
  ]);
  return `data:image/png;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
