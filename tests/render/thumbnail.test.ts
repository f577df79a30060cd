import { describe, expect, it } from 'vitest';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';
import { createPainter } from '../../src/render/paint/painter.ts';
import { thumbnail } from '../../src/render/thumbnail.ts';

/** Left half black, right half white. */
async function halves(width: number, height: number): Promise<Uint8Array> {
  const painter = createPainter(await loadCanvasKit(), { width, height, scale: 1 });
  painter.pixels().forEach((_, i, pixels) => {
    pixels[i] = i % 4 === 3 || (Math.floor(i / 4) % width) * 2 >= width ? 255 : 0;
  });
  const png = painter.png();
  painter.dispose();
  return png;
}

/** Size and pixels of a PNG. */
async function decoded(png: Uint8Array) {
  const ck = await loadCanvasKit();
  const image = ck.MakeImageFromEncoded(png);
  if (image === null) throw new Error('no picture');
  const [width, height] = [image.width(), image.height()];
  const pixels = image.readPixels(0, 0, {
    width,
    height,
    colorType: ck.ColorType.RGBA_8888,
    alphaType: ck.AlphaType.Unpremul,
    colorSpace: ck.ColorSpace.SRGB,
  });
  image.delete();
  return { width, height, at: (x: number, y: number) => pixels?.[4 * (y * width + x)] };
}

describe('a thumbnail', () => {
  it('is the picture, smaller, with the same aspect ratio', async () => {
    const small = await decoded(await thumbnail(await halves(800, 400), 100));
    expect([small.width, small.height]).toEqual([100, 50]);
    expect([small.at(10, 25), small.at(90, 25)]).toEqual([0, 255]);
  });

  it('has the same bytes each time', async () => {
    const png = await halves(200, 100);
    expect(Buffer.compare(await thumbnail(png, 64), await thumbnail(png, 64))).toBe(0);
  });

  it('is the picture itself if that is small', async () => {
    const png = await halves(64, 64);
    expect(await thumbnail(png, 64)).toBe(png);
  });

  it('is refused for something that is not a picture', async () => {
    await expect(thumbnail(new Uint8Array(10), 64)).rejects.toThrow('not a PNG');
  });
});
