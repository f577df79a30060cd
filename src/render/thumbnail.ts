import { loadCanvasKit } from './paint/canvaskit.ts';

/**
 * Scales down a picture; the same bytes everywhere, as Skia runs as WebAssembly.
 *
 * @param png the picture; returned unchanged if it is not wider than `width`
 * @param width target width, in pixels
 * @throws Error if it is not a picture
 */
export async function thumbnail(png: Uint8Array, width: number): Promise<Uint8Array> {
  const ck = await loadCanvasKit();
  const image = ck.MakeImageFromEncoded(png);
  if (image === null) throw new Error('the poster is not a PNG picture');
  try {
    if (image.width() <= width) return png;
    const height = Math.max(1, Math.round((image.height() * width) / image.width()));
    const surface = ck.MakeSurface(width, height);
    if (surface === null) throw new Error(`not enough memory for a picture of ${width}×${height} pixels`);
    const paint = new ck.Paint();
    // Linear mipmap filtering, so that no source pixel is skipped.
    surface
      .getCanvas()
      .drawImageRectOptions(
        image,
        [0, 0, image.width(), image.height()],
        [0, 0, width, height],
        ck.FilterMode.Linear,
        ck.MipmapMode.Linear,
        paint,
      );
    const small = surface.makeImageSnapshot();
    const bytes = small.encodeToBytes(ck.ImageFormat.PNG, 100);
    small.delete();
    paint.delete();
    surface.delete();
    if (bytes === null) throw new Error('the picture cannot be encoded as PNG');
    return bytes;
  } finally {
    image.delete();
  }
}
