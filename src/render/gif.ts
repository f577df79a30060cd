import { join } from 'node:path';
import { withTemporaryFolder, writeWhole } from '../cache/write-whole.ts';
import { EXACT } from './encode/encoder.ts';
import { startFfmpeg } from './encode/ffmpeg.ts';
import { displayList } from './paint/display-list.ts';
import type { FrameSource } from './paint/frame-painter.ts';
import type { Painter } from './paint/picture.ts';
import { openPainter } from './still.ts';

/** Frames a second at most: what shows animated GIFs slows faster ones down. */
const FASTEST = 15;

/** A GIF that was written. */
export interface GifFacts {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Frames a second. */
  readonly rate: number;
}

/**
 * Writes a film as an animated GIF without end, without sound, at most 15 frames a second: every so many frames, painted
 * twice, once to find the 256 colours that all of them share, once to be drawn in them. The same bytes for one FFmpeg.
 *
 * @param options.scale pixels per scene unit
 * @param options.onProgress called with the frames painted, and how many there are to paint
 * @throws Error in one line if FFmpeg fails; the signal's reason if aborted
 */
export async function writeGif(
  source: FrameSource,
  path: string,
  options: {
    readonly scale: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<GifFacts> {
  const painter = await openPainter({ width: source.width, height: source.height, scale: options.scale });
  const { width, height } = painter;
  const every = Math.ceil(source.fps / FASTEST);
  const frames = Math.ceil(source.frames / every);
  const input = [
    ...[
      '-f',
      'image2pipe',
      '-framerate',
      `${source.fps}/${every}`,
      '-frame_size',
      String(4 * width * height),
    ],
    ...['-video_size', `${width}x${height}`, '-pixel_format', 'rgba'],
    ...['-probesize', '32', '-analyzeduration', '0', '-fpsprobesize', '0', '-c:v', 'rawvideo', '-i', '-'],
  ];
  const one = ['-threads', '1', '-filter_threads', '1', '-filter_complex_threads', '1'];
  let done = 0;
  const pass = async (args: readonly string[], file: string): Promise<void> => {
    const { child, ended } = startFfmpeg([...one, ...input, ...args, ...EXACT, '-y', file], { file });
    try {
      for (let k = 0; k < frames; k += 1) {
        options.signal?.throwIfAborted();
        painter.paint(displayList(source.element(k * every)));
        await fed(child.stdin, painter, ended);
        done += 1;
        options.onProgress?.(done, 2 * frames);
      }
      child.stdin.end();
      await ended;
    } catch (error) {
      child.kill('SIGKILL');
      await ended.catch(() => {});
      throw error;
    }
  };
  try {
    await withTemporaryFolder(async (folder) => {
      const palette = join(folder, 'palette.png');
      await pass(['-vf', 'palettegen', '-frames:v', '1'], palette);
      const drawing = ['-i', palette, '-lavfi', 'paletteuse=dither=none:diff_mode=rectangle'];
      await writeWhole(path, (into) => pass([...drawing, '-loop', '0', '-f', 'gif'], into));
    });
  } finally {
    painter.dispose();
  }
  return { width, height, frames, rate: source.fps / every };
}

/** Hands the painted pixels on; their memory is painted on again as soon as they have been taken. */
const fed = (stdin: NodeJS.WritableStream, painter: Painter, ended: Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    stdin.write(painter.pixels(), (error) => {
      // FFmpeg itself says more of what went wrong than the pipe that broke.
      if (error) ended.then(() => reject(error), reject);
      else resolve();
    });
  });
