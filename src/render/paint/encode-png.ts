import { deflateSync } from 'node:zlib';
import { pngFile } from '../../scene/png-file.ts';

/** PNG's filter that keeps of each byte only by how much it differs from the one above. */
const UP = 2;

const opaque = (pixels: Uint8Array): boolean => {
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 255) return false;
  return true;
};

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

/** All rows with the filter `UP`, each behind the filter's number. @param channels how many of the four of a pixel are kept */
function filtered(pixels: Uint8Array, width: number, height: number, channels: 3 | 4): Uint8Array {
  const rows = new Uint8Array((width * channels + 1) * height);
  const above = 4 * width;
  let end = 0;
  for (let i = 0, y = 0; y < height; y += 1) {
    rows[end++] = UP;
    for (let x = 0; x < width; x += 1, i += 4)
      for (let c = i; c < i + channels; c += 1) rows[end++] = (pixels[c] ?? 0) - (pixels[c - above] ?? 0);
  }
  return rows;
}

/**
 * A picture as PNG. Half of what drawing a frame takes went into Skia's encoder, which tries five filters on each row. Its
 * pixels are the same everywhere; its bytes depend on the zlib of Node.
 *
 * @param pixels RGBA, multiplied by alpha, row by row
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const plain = opaque(pixels);
  const rows = plain ? filtered(pixels, width, height, 3) : filtered(unmultiplied(pixels), width, height, 4);
  return pngFile({ width, height, depth: 8, colourType: plain ? 2 : 6 }, [['IDAT', deflateSync(rows)]]);
}
