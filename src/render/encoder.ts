import { type ChildProcess, spawn } from 'node:child_process';
import { ffmpegComplaint, ffmpegEnvironment, ffmpegPath } from './ffmpeg.ts';
import { yuvSize } from './yuv.ts';

/** How frames become H.264. */
export interface EncoderSettings {
  readonly preset: string;
  readonly crf: number;
  /**
   * Frames x264 looks ahead. At 1080p each costs 6.6 MB in each encoder; x264's `medium` would take 40.
   */
  readonly lookahead: number;
}

export const FINAL: EncoderSettings = { preset: 'medium', crf: 18, lookahead: 4 };
export const DRAFT: EncoderSettings = { preset: 'veryfast', crf: 18, lookahead: 4 };

/** The presets of x264. */
export const PRESETS = [
  'ultrafast',
  'superfast',
  'veryfast',
  'faster',
  'fast',
  'medium',
  'slow',
  'slower',
  'veryslow',
  'placebo',
] as const;

const COLOUR = [
  '-color_range',
  'tv',
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
] as const;

/** What makes the bytes depend on the pictures and settings only. */
export const EXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'] as const;

/** FFmpeg's arguments that read raw yuv420p frames. */
export const rawInput = (width: number, height: number, fps: number, input: string): readonly string[] => [
  '-f',
  'image2pipe',
  '-framerate',
  String(fps),
  '-frame_size',
  String(yuvSize(width, height)),
  '-video_size',
  `${width}x${height}`,
  '-pixel_format',
  'yuv420p',
  ...COLOUR,
  // Nothing to find out: FFmpeg would read 5 MB, dozens of small frames, before it encodes one.
  '-probesize',
  '32',
  '-analyzeduration',
  '0',
  '-fpsprobesize',
  '0',
  '-c:v',
  'rawvideo',
  '-i',
  input,
];

/** FFmpeg's arguments that encode to H.264. @param threads of x264; fixed, as other numbers give other bytes */
export const encoding = ({ preset, crf, lookahead }: EncoderSettings, threads = 1): readonly string[] => [
  '-c:v',
  'libx264',
  '-preset',
  preset,
  '-crf',
  String(crf),
  '-x264-params',
  `rc-lookahead=${lookahead}`,
  '-threads',
  String(threads),
  '-pix_fmt',
  'yuv420p',
  ...COLOUR,
];

/**
 * Frames on their way to x264. FFmpeg would queue some twenty of them, 3 MB each at 1080p, before every encoder.
 */
const AHEAD = 3;
const NEWLINE = 10;
/** Milliseconds to wait for x264 to take a frame. */
const PATIENCE = 3000;

/** One FFmpeg that encodes frames in order. */
export interface Encoder {
  /** Hands over a frame. Resolves when its memory may be written again and the next is wanted. @throws Error when FFmpeg failed */
  readonly write: (frame: Uint8Array) => Promise<void>;
  /** No more frames: resolves when the file is whole. @throws Error when FFmpeg failed or was aborted */
  readonly finish: (signal?: AbortSignal) => Promise<void>;
  /** Ends FFmpeg, whose file is of no use then. */
  readonly kill: () => Promise<void>;
}

/** A picture's size in pixels, its rate, and how it is encoded. */
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
  // One line on standard output for each frame that x264 takes.
  '-stats_enc_pre:v',
  'pipe:1',
  '-stats_enc_pre_fmt:v',
  '{n}',
  '-f',
  'mp4',
];

/** Starts encoding raw frames to a file without sound. */
export function startEncoder(file: string, video: VideoSettings): Encoder {
  const child: ChildProcess = spawn(
    ffmpegPath(),
    ['-hide_banner', '-loglevel', 'error', ...segmentArguments(video), '-y', file],
    { env: ffmpegEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let messages = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    messages += chunk.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`FFmpeg cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(ffmpegComplaint(messages, code, signal, file)));
    });
  });
  ended.catch(() => {});
  const { stdin } = child;
  if (stdin === null) throw new Error('FFmpeg cannot be started: no input');
  let ahead = 0;
  let wake = () => {};
  child.stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === NEWLINE) ahead -= 1;
    wake();
  });
  child.on('close', () => wake());
  // A broken pipe says less than FFmpeg itself, whose end is awaited instead.
  stdin.on('error', () => {});
  return {
    write: async (frame) => {
      ahead += 1;
      await new Promise<void>((resolve, reject) => {
        stdin.write(frame, (error) => {
          if (error) ended.then(() => reject(error), reject);
          else resolve();
        });
      });
      if (ahead <= AHEAD || child.exitCode !== null || child.signalCode !== null) return;
      // Only to save memory: without word for long the next frame is handed over all the same.
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE);
        wake = () => {
          if (ahead > AHEAD && child.exitCode === null && child.signalCode === null) return;
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
