import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { RenderInternals } from '@remotion/renderer';

/** Encoder delay of AAC in samples, which raw ADTS cannot tell a player to skip. */
const PRIMING = 2048;
const SAMPLE_RATE = 48_000;

/** Remotion's hook before it calls FFmpeg, see {@link quickX264} and {@link alignSound}. */
export const ffmpegCommand = ({ type, args }: { readonly type: string; readonly args: string[] }): string[] =>
  quickX264(type === 'stitcher' ? alignSound(args) : args);

/**
 * The browser leaves x264 less time than the native engine does. From lossless frames its fast preset makes smaller and
 * more faithful files than the default preset makes from JPEG frames; an explicitly requested preset takes precedence.
 */
function quickX264(args: readonly string[]): string[] {
  const encoder = args.indexOf('libx264');
  if (encoder < 0 || args.includes('-preset')) return [...args];
  return [...args.slice(0, encoder + 1), '-preset', 'veryfast', ...args.slice(encoder + 1)];
}

/** The index of the `-i` of an input with such a name, or -1. */
const inputLike = (args: readonly string[], name: RegExp): number =>
  args.findIndex((arg, i) => arg === '-i' && name.test(args[i + 1] ?? ''));

/**
 * Remotion encodes the sound to ADTS and copies it into the MP4 without an edit list, so it comes 2048 samples late and
 * ends with a whole packet. Shifts the `.aac` input of a stitching command back by as much, and ends the last packet
 * with the picture.
 *
 * @param args FFmpeg's arguments; returned unchanged if there is no such input
 */
function alignSound(args: readonly string[]): string[] {
  const input = inputLike(args, /\.aac$/);
  if (input < 0) return [...args];
  const video = inputLike(args, /\.mp4$/);
  const offset = ['-itsoffset', String(-PRIMING / SAMPLE_RATE)];
  const sound = args.slice(input, input + 2);
  return [
    ...args.slice(0, input),
    ...offset,
    ...sound,
    ...(video < 0 ? [] : endingWith(args[video + 1] ?? '')),
    ...args.slice(input + 2),
  ];
}

/** Runs Remotion's FFprobe. @throws Error if it fails */
function ffprobe(args: readonly string[]): string {
  const asked = { type: 'ffprobe', indent: false, logLevel: 'error', binariesDirectory: null } as const;
  const program = RenderInternals.getExecutablePath(asked);
  const folder = dirname(program);
  // Its libraries lie beside it.
  const env = { ...process.env, LD_LIBRARY_PATH: folder, DYLD_LIBRARY_PATH: folder };
  return execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/**
 * Options of FFmpeg's that end the last packet of the sound with a video that is already encoded. None if its length
 * cannot be read: the sound is then up to 21 ms too long, as Remotion leaves it.
 */
function endingWith(video: string): readonly string[] {
  const entries = ['-select_streams', 'v', '-show_entries', 'stream=duration_ts,time_base'];
  let told: string;
  try {
    told = ffprobe(['-v', 'error', ...entries, '-of', 'csv=p=0', video]);
  } catch {
    return [];
  }
  const [, numerator, denominator, ticks] = /^(\d+)\/(\d+),(\d+)/.exec(told) ?? [];
  if (ticks === undefined) return [];
  const end = `${ticks}*${numerator}/${denominator}/TB`;
  return ['-bsf:a', `setts=duration='if(gt(PTS+DURATION,${end}),${end}-PTS,DURATION)'`];
}
