import { loadCanvasKit } from './canvaskit.ts';

/**
 * A picture made smaller; the same bytes everywhere, as Skia runs as WebAssembly.
 *
 * @param png the picture; one that is no wider already is returned as it is
 * @param width wanted, in pixels
 * @throws Error when it is no picture
 */
export async function thumbnail(png: Uint8Array, width: number): Promise<Uint8Array> {
  const ck = await loadCanvasKit();
  const image = ck.MakeImageFromEncoded(png);
  if (image === null) throw new Error('a poster is not a PNG picture');
  try {
    if (image.width() <= width) return png;
    const height = Math.max(1, Math.round((image.height() * width) / image.width()));
    const surface = ck.MakeSurface(width, height);
    if (surface === null) throw new Error(`not enough memory for a picture of ${width}×${height} pixels`);
    const paint = new ck.Paint();
    // Linear between mipmaps: what is between the pixels of the small picture counts too.
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
    if (bytes === null) throw new Error('the picture cannot be written as PNG');
    return bytes;
  } finally {
    image.delete();
  }
}
