import { startFfmpeg } from '../../render/encode/ffmpeg.ts';
import { yuvSize } from '../../render/paint/yuv.ts';

/**
 * Decodes a film's pictures in order, one at a time: FFmpeg waits until the next one is requested.
 *
 * @param size of the pictures in pixels; must match the file's
 * @returns yuv420p pictures; each is valid until the next is requested
 * @throws Error, one line, if FFmpeg cannot decode the file to its end
 */
export async function* decodedPictures(
  file: string,
  size: { readonly width: number; readonly height: number },
): AsyncGenerator<Uint8Array> {
  const raw = [
    '-fps_mode',
    'passthrough',
    '-pix_fmt',
    'yuv420p',
    '-c:v',
    'rawvideo',
    '-f',
    'image2pipe',
    '-',
  ];
  const { child, ended } = startFfmpeg(['-i', file, '-map', '0:v:0', ...raw], { strict: true });
  child.stdin.end();
  const picture = new Uint8Array(yuvSize(size.width, size.height));
  let filled = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + picture.length - filled);
        picture.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled === picture.length) {
          yield picture;
          filled = 0;
        }
      }
    }
    await ended;
  } finally {
    child.kill('SIGKILL');
  }
}
