import { yuvSize } from '../paint/yuv.ts';
import { startFfmpeg } from './ffmpeg.ts';
import { ffmpegCounts } from './ffmpeg-facts.ts';
import type { PRESETS } from './presets.ts';

/** How frames become H.264. */
export interface EncoderSettings {
  readonly preset: (typeof PRESETS)[number];
  readonly crf: number;
  /**
   * x264's lookahead in frames. At 1080p each costs 6.6 MB per encoder; x264's `medium` would use 40.
   */
  readonly lookahead: number;
}

export const FINAL: EncoderSettings = { preset: 'medium', crf: 18, lookahead: 4 };
export const DRAFT: EncoderSettings = { preset: 'veryfast', crf: 18, lookahead: 4 };

const COLOUR = '-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709'.split(' ');

/** Flags that make the bytes depend only on pictures and settings. */
export const EXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'] as const;

/** FFmpeg's arguments that read raw yuv420p frames. */
export const rawInput = (width: number, height: number, fps: number, input: string): readonly string[] => [
  ...['-f', 'image2pipe', '-framerate', String(fps), '-frame_size', String(yuvSize(width, height))],
  ...['-video_size', `${width}x${height}`, '-pixel_format', 'yuv420p', ...COLOUR],
  // Skip probing: FFmpeg would read 5 MB, dozens of small frames, before encoding one.
  ...['-probesize', '32', '-analyzeduration', '0', '-fpsprobesize', '0'],
  ...['-c:v', 'rawvideo', '-i', input],
];

/** FFmpeg's arguments that encode to H.264. @param threads of x264; fixed, as the bytes depend on it */
export const encoding = ({ preset, crf, lookahead }: EncoderSettings, threads = 1): readonly string[] => [
  ...['-c:v', 'libx264', '-preset', preset, '-crf', String(crf), '-x264-params', `rc-lookahead=${lookahead}`],
  ...['-threads', String(threads), '-pix_fmt', 'yuv420p', ...COLOUR],
];

/**
 * Maximum frames queued for x264. By default FFmpeg queues some twenty, 3 MB each at 1080p, per encoder.
 */
const AHEAD = 3;
const NEWLINE = 10;
/** Milliseconds to wait for x264 to take a frame. */
const PATIENCE = 3000;

/** One FFmpeg that encodes frames in order. */
export interface Encoder {
  /** Passes on a frame. Resolves when its memory may be reused and the next frame is wanted. @throws Error if FFmpeg failed */
  readonly write: (frame: Uint8Array) => Promise<void>;
  /** Ends the stream: resolves when the file is complete. @throws Error if FFmpeg failed or was aborted */
  readonly finish: (signal?: AbortSignal) => Promise<void>;
  /** Kills FFmpeg, leaving an unusable file. */
  readonly kill: () => Promise<void>;
}

/** Picture size in pixels, frame rate, and encoder settings. */
export interface VideoSettings {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly settings: EncoderSettings;
}

/** FFmpeg's arguments that encode raw frames from standard input to an MP4 without sound. */
export const segmentArguments = ({ width, height, fps, settings }: VideoSettings): readonly string[] => [
  ...rawInput(width, height, fps, '-'),
  ...encoding(settings),
  ...EXACT,
  ...['-f', 'mp4'],
];

/** Has FFmpeg say a line on standard output for each frame that x264 takes. */
const COUNTING = ['-stats_enc_pre:v', 'pipe:1', '-stats_enc_pre_fmt:v', '{n}'];

/** Starts encoding raw frames to a file without sound. */
export function startEncoder(file: string, video: VideoSettings): Encoder {
  const counts = ffmpegCounts();
  const args = [...segmentArguments(video), ...(counts ? COUNTING : []), '-y', file];
  const { child, ended } = startFfmpeg(args, { file });
  const { stdin, stdout } = child;
  let ahead = 0;
  let wake = () => {};
  stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === NEWLINE) ahead -= 1;
    wake();
  });
  child.on('close', () => wake());
  return {
    write: async (frame) => {
      ahead += 1;
      await new Promise<void>((resolve, reject) => {
        stdin.write(frame, (error) => {
          if (error) ended.then(() => reject(error), reject);
          else resolve();
        });
      });
      const mayGoOn = () => !counts || ahead <= AHEAD || child.exitCode !== null || child.signalCode !== null;
      if (mayGoOn()) return;
      // Only to save memory: after a timeout the next frame is passed on regardless.
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE);
        wake = () => {
          if (!mayGoOn()) return;
          clearTimeout(timer);
          wake = () => {};
          resolve();
        };
      });
    },
    finish: async (signal) => {
      const kill = () => child.kill('SIGKILL');
      if (signal?.aborted) kill();
      signal?.addEventListener('abort', kill, { once: true });
      stdin.end();
      try {
        await ended;
      } finally {
        signal?.removeEventListener('abort', kill);
        signal?.throwIfAborted();
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended.catch(() => {});
    },
  };
}
