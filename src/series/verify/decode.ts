import { spawn } from 'node:child_process';
import { ffmpegComplaint, ffmpegEnvironment, ffmpegPath, runFfmpeg } from '../../render/ffmpeg.ts';
import { yuvSize } from '../../render/yuv.ts';

/**
 * Decodes a film's pictures in order, one at a time: however large they are, FFmpeg waits until the next is asked for.
 *
 * @param size of the pictures, in pixels; must be the file's
 * @returns yuv420p pictures; each is valid until the next is asked for
 * @throws Error, one line, when FFmpeg cannot decode the file to its end
 */
export async function* decodedPictures(
  file: string,
  size: { readonly width: number; readonly height: number },
): AsyncGenerator<Uint8Array> {
  const child = spawn(
    ffmpegPath(),
    [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-i', file, '-map', '0:v:0'],
      ...['-fps_mode', 'passthrough', '-pix_fmt', 'yuv420p', '-c:v', 'rawvideo', '-f', 'image2pipe', '-'],
    ],
    { env: ffmpegEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let messages = '';
  child.stderr.on('data', (chunk: Buffer) => {
    messages += chunk.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`FFmpeg cannot be started: ${error.message}`)));
    child.on('close', (code, killed) => {
      // It goes on after damaged data, but says so.
      if (code === 0 && messages.trim() === '') resolve();
      else reject(new Error(ffmpegComplaint(messages, code, killed)));
    });
  });
  ended.catch(() => {});
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

/** Bytes of a sample of 24 bits, and what it is at its largest. */
const [BYTES, FULL] = [3, 2 ** 23];

/** A film's sound as a player starts it: edit lists and start times applied. @throws Error, one line */
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
