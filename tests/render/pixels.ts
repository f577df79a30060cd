import { ssim } from 'ssim.js';
import type { Plane } from '../../src/film/verify/ssim.ts';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';

/** A picture as RGBA. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Reads a PNG. */
export async function decoded(png: Uint8Array): Promise<Picture> {
  const ck = await loadCanvasKit();
  const image = ck.MakeImageFromEncoded(png);
  if (image === null) throw new Error('not a picture');
  const [width, height] = [image.width(), image.height()];
  const { RGBA_8888: colorType } = ck.ColorType;
  const info = { width, height, colorType, alphaType: ck.AlphaType.Unpremul, colorSpace: ck.ColorSpace.SRGB };
  const data = image.readPixels(0, 0, info);
  image.delete();
  if (data === null) throw new Error('not a picture');
  return { width, height, data: new Uint8ClampedArray(data) };
}

/** Structural similarity of two pictures, 1 for equal ones. */
export const similarity = (a: Picture, b: Picture): number => ssim(a, b).mssim;

/** The luma of a picture (BT.709, full range), rounded. @param data RGBA */
export function luma({
  width,
  height,
  data,
}: Omit<Picture, 'data'> & { readonly data: Uint8Array | Uint8ClampedArray }): Plane {
  const plane = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < plane.length; i += 1, at += 4)
    plane[i] = Math.round(
      0.2126 * (data[at] as number) + 0.7152 * (data[at + 1] as number) + 0.0722 * (data[at + 2] as number),
    );
  return { width, height, data: plane };
}
