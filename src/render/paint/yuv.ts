import { TILE, type TileGrid } from './tiles.ts';

/**
 * BT.709, limited range, in 16-bit fixed point. With R, G, B from 0 to 255:
 * Y = 16 + 219/255 · (0.2126 R + 0.7152 G + 0.0722 B), Cb = 128 + 224/255 · (B − L) / 1.8556,
 * Cr = 128 + 224/255 · (R − L) / 1.5748, L = 0.2126 R + 0.7152 G + 0.0722 B. The coefficients of each chroma row sum to 0
 * and those of the luma row to 219/255, so that greys stay grey and white is 235.
 * Source: Recommendation ITU-R BT.709-6, items 3.2 to 3.5.
 */
const ONE = 65536;
const fixed = (share: number): number => Math.round(share * ONE);
const [KR, KB] = [0.2126, 0.0722];
const LUMA = 219 / 255;
const CHROMA = 224 / 255;
const YR = fixed(LUMA * KR);
const YB = fixed(LUMA * KB);
const YG = fixed(LUMA) - YR - YB;
const UR = fixed((CHROMA * -KR) / 1.8556);
const UB = fixed(CHROMA / 2);
const UG = -UR - UB;
const VB = fixed((CHROMA * -KB) / 1.5748);
const VR = fixed(CHROMA / 2);
const VG = -VR - VB;
const Y_OFFSET = 16 * ONE + ONE / 2;
// Chroma uses the sum of four pixels: two more bits.
const C_OFFSET = 4 * (128 * ONE) + 2 * ONE;

/** Bytes of a yuv420p picture: luma, then both chroma planes at half size. */
export const yuvSize = (width: number, height: number): number => (width * height * 3) / 2;

/**
 * Converts the marked tiles of an RGBA picture (opaque, or premultiplied over black) to yuv420p; chroma is the mean of
 * 2 × 2 pixels. Width and height are even.
 */
export function toYuv(rgba: Uint8Array, yuv: Uint8Array, only: TileGrid): void {
  const { width, height } = only;
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  for (let row = 0; row < only.rows; row += 1) {
    const [top, bottom] = [row * TILE, Math.min(height, (row + 1) * TILE)];
    for (const [from, to] of only.runs(row)) convert(words, yuv, width, height, from, to, top, bottom);
  }
}

/** Copies the marked tiles of one yuv420p picture to another of the same size. */
export function copyTiles(from: Uint8Array, to: Uint8Array, only: TileGrid): void {
  const { width, height, rows } = only;
  const [half, luma] = [width / 2, width * height];
  for (let row = 0; row < rows; row += 1) {
    const [top, bottom] = [row * TILE, Math.min(height, (row + 1) * TILE)];
    for (const [left, right] of only.runs(row)) {
      for (let y = top; y < bottom; y += 1)
        to.set(from.subarray(y * width + left, y * width + right), y * width + left);
      for (const plane of [luma, luma + luma / 4]) {
        for (let y = top / 2; y < bottom / 2; y += 1) {
          const start = plane + y * half + left / 2;
          to.set(from.subarray(start, start + (right - left) / 2), start);
        }
      }
    }
  }
}

function convert(
  words: Uint32Array,
  yuv: Uint8Array,
  width: number,
  height: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
): void {
  const half = width >> 1;
  const planeU = width * height;
  const planeV = planeU + (planeU >> 2);
  // Most of a picture is flat: four equal pixels that match the previous four have the same result.
  let [last, lastY, lastU, lastV] = [-1, 0, 0, 0];
  for (let y = top; y < bottom; y += 2) {
    let upper = y * width + left;
    let lower = upper + width;
    let chroma = (y >> 1) * half + (left >> 1);
    const end = y * width + right;
    for (; upper < end; upper += 2, lower += 2, chroma += 1) {
      const p = words[upper] as number;
      const q = words[upper + 1] as number;
      const r = words[lower] as number;
      const s = words[lower + 1] as number;
      if (p === q && p === r && p === s) {
        if (p !== last) {
          last = p;
          const [red, green, blue] = [p & 255, (p >> 8) & 255, (p >> 16) & 255];
          lastY = (YR * red + YG * green + YB * blue + Y_OFFSET) >> 16;
          lastU = (4 * (UR * red + UG * green + UB * blue) + C_OFFSET) >> 18;
          lastV = (4 * (VR * red + VG * green + VB * blue) + C_OFFSET) >> 18;
        }
        yuv[upper] = lastY;
        yuv[upper + 1] = lastY;
        yuv[lower] = lastY;
        yuv[lower + 1] = lastY;
        yuv[planeU + chroma] = lastU;
        yuv[planeV + chroma] = lastV;
        continue;
      }
      const pr = p & 255;
      const pg = (p >> 8) & 255;
      const pb = (p >> 16) & 255;
      const qr = q & 255;
      const qg = (q >> 8) & 255;
      const qb = (q >> 16) & 255;
      const rr = r & 255;
      const rg = (r >> 8) & 255;
      const rb = (r >> 16) & 255;
      const sr = s & 255;
      const sg = (s >> 8) & 255;
      const sb = (s >> 16) & 255;
      yuv[upper] = (YR * pr + YG * pg + YB * pb + Y_OFFSET) >> 16;
      yuv[upper + 1] = (YR * qr + YG * qg + YB * qb + Y_OFFSET) >> 16;
      yuv[lower] = (YR * rr + YG * rg + YB * rb + Y_OFFSET) >> 16;
      yuv[lower + 1] = (YR * sr + YG * sg + YB * sb + Y_OFFSET) >> 16;
      const red = pr + qr + rr + sr;
      const green = pg + qg + rg + sg;
      const blue = pb + qb + rb + sb;
      yuv[planeU + chroma] = (UR * red + UG * green + UB * blue + C_OFFSET) >> 18;
      yuv[planeV + chroma] = (VR * red + VG * green + VB * blue + C_OFFSET) >> 18;
    }
  }
}
