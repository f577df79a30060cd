import { runFfmpeg, startFfmpeg } from '../../render/encode/ffmpeg.ts';
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

/** Two channels at 48 kHz, −1 … 1. */
export interface Sound {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Bytes per 24-bit sample, and its full scale. */
const [BYTES, FULL] = [3, 2 ** 23];

/** A film's sound as a player would play it: with edit lists and start times applied. @throws Error, one line */
export async function decodedSound(file: string): Promise<Sound> {
  const wav = await runFfmpeg([
    ...['-i', file, '-map', '0:a:0', '-af', 'aresample=async=1:first_pts=0', '-ac', '2', '-ar', '48000'],
    ...['-c:a', 'pcm_s24le', '-map_metadata', '-1', '-bitexact', '-f', 'wav', '-'],
  ]);
  const begin = wav.indexOf('data', 12) + 8;
  const samples = Math.floor((wav.length - begin) / (2 * BYTES));
  const [left, right] = [new Float32Array(samples), new Float32Array(samples)];
  for (let i = 0, at = begin; i < samples; i += 1, at += 2 * BYTES) {
    left[i] = wav.readIntLE(at, BYTES) / FULL;
    right[i] = wav.readIntLE(at + BYTES, BYTES) / FULL;
  }
  return { left, right };
}
