import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type EncoderSettings, EXACT, encoding, rawInput } from '../src/render/encode/encoder.ts';
import { ffmpegEnvironment, ffmpegPlace } from '../src/render/encode/ffmpeg-place.ts';
import { planSegments } from '../src/render/encode/segments.ts';
import { createFramePainter, type FrameSource } from '../src/render/paint/frame-painter.ts';
import { yuvSize } from '../src/render/paint/yuv.ts';
import type { FrameRange } from '../src/story/clock.ts';
import { type Command, type Measurement, measure } from './measure.ts';

/** Frames of a film as one raw yuv420p file. Returns the size of a picture. */
export async function writeRaw(
  source: FrameSource,
  range: FrameRange,
  file: string,
): Promise<readonly [width: number, height: number]> {
  const painter = await createFramePainter(source, 1);
  const stream = painter.stream();
  const target = openSync(file, 'w');
  for (let frame = range.start; frame < range.end; frame += 1) writeSync(target, stream.paint(frame));
  closeSync(target);
  painter.dispose();
  return [stream.width, stream.height];
}

/**
 * The encode-only floor: raw frames, read from the page cache, through the engine's own x264 settings, and nothing
 * else. Two methods: one FFmpeg with as many threads as it likes, and the engine's segments with one thread each.
 */
export function floorOf(
  fps: number,
  range: FrameRange,
  raw: string,
  [width, height]: readonly [number, number],
  settings: EncoderSettings,
  workers: number,
  folder: string,
): { readonly whole: () => Promise<Measurement>; readonly segments: () => Promise<Measurement> } {
  const encode = (from: number, to: number, threads: number): Command => {
    const bytes = yuvSize(width, height);
    const input = `subfile,,start,${from * bytes},end,${to * bytes},,:${raw}`;
    return [
      ffmpegPlace().ffmpeg,
      '-hide_banner',
      '-nostdin',
      '-loglevel',
      'error',
      ...rawInput(width, height, fps, input),
      ...encoding(settings, threads),
      ...EXACT,
      '-y',
      join(folder, `floor-${from}.mp4`),
    ];
  };
  const environment = ffmpegEnvironment();
  const commands = planSegments(range.end, fps, range).map(({ start, end }) =>
    encode(start - range.start, end - range.start, 1),
  );
  return {
    // Threads 0 leaves the number to x264.
    whole: () => measure([[encode(0, range.end - range.start, 0)]], environment),
    segments: () => {
      // Each lane takes the next segment when it has finished its last, as in the engine.
      const waiting = [...commands];
      const lane = {
        *[Symbol.iterator]() {
          while (waiting.length > 0) yield waiting.shift() as Command;
        },
      };
      return measure(
        Array.from({ length: workers }, () => lane),
        environment,
      );
    },
  };
}
