import { deflateSync } from 'node:zlib';
import { pngFile } from '../../scene/png-file.ts';

/** PNG's filter that keeps of each byte only by how much it differs from the one above. */
const UP = 2;

/** Pixels of which some are translucent, with their colours as PNG wants them: not multiplied by alpha. */
function unmultiplied(pixels: Uint8Array): Uint8Array {
  const out = Uint8Array.from(pixels);
  for (let i = 0; i < out.length; i += 4) {
    const alpha = out[i + 3] ?? 0;
    if (alpha === 0 || alpha === 255) continue;
    for (let c = i; c < i + 3; c += 1) out[c] = Math.min(255, Math.round(((out[c] ?? 0) * 255) / alpha));
  }
  return out;
}

/** All rows with the filter `UP`, each behind the filter's number. */
function filtered(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width * 4 + 1) * height);
  const above = 4 * width;
  let end = 0;
  for (let i = 0, y = 0; y < height; y += 1) {
    rows[end++] = UP;
    for (let x = 0; x < above; x += 1, i += 1) rows[end++] = (pixels[i] ?? 0) - (pixels[i - above] ?? 0);
  }
  return rows;
}

/** The same without alpha, a pixel at a time; null if a pixel is translucent. */
function filteredOpaque(pixels: Uint8Array, width: number, height: number): Uint8Array | null {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const rows = new Uint8Array((width * 3 + 1) * height);
  let alpha = 0xff000000;
  let end = 0;
  for (let i = 0, y = 0; y < height; y += 1) {
    rows[end++] = UP;
    for (let x = 0; x < width; x += 1, i += 1, end += 3) {
      const word = words[i] ?? 0;
      const above = y === 0 ? 0 : (words[i - width] ?? 0);
      alpha &= word;
      if (word === above) continue;
      // Four differences at once: each byte's highest bit is set aside, so that none borrows from the next.
      const less = ((word | 0x80808080) - (above & 0x7f7f7f7f)) ^ ((word ^ ~above) & 0x80808080);
      rows[end] = less;
      rows[end + 1] = less >>> 8;
      rows[end + 2] = less >>> 16;
    }
  }
  return alpha >>> 24 === 255 ? rows : null;
}

/**
 * A picture as PNG. Half of what drawing a frame takes went into Skia's encoder, which tries five filters on each row. Its
 * pixels are the same everywhere; its bytes depend on the zlib of Node.
 *
 * @param pixels RGBA, multiplied by alpha, row by row, at a multiple of four bytes in its buffer
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const plain = filteredOpaque(pixels, width, height);
  const rows = plain ?? filtered(unmultiplied(pixels), width, height);
  return pngFile({ width, height, depth: 8, colourType: plain ? 2 : 6 }, [['IDAT', deflateSync(rows)]]);
}
