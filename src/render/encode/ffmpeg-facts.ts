import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ffmpegEnvironment, ffmpegPlace } from './ffmpeg-place.ts';

/** What is to be known of an FFmpeg that the user names. */
interface FfmpegFacts {
  /** Its version, e.g. `5.1.6-0+deb12u1`. */
  readonly version: string;
  /** All that it says of how it and its libraries were built. */
  readonly build: string;
  /** The x264 that it encodes with, e.g. `core 164 r3095 baee400`. */
  readonly x264: string;
  /** Whether it tells which frames it has taken, as FFmpeg does from 6.1 on. */
  readonly counts: boolean;
}

const SIDE = 16;
const ONE_FRAME = Buffer.alloc((SIDE * SIDE * 3) / 2, 128);
const IN = [
  ...['-f', 'image2pipe', '-framerate', '30', '-frame_size', String(ONE_FRAME.length)],
  ...['-video_size', `${SIDE}x${SIDE}`, '-pixel_format', 'yuv420p', '-c:v', 'rawvideo', '-i', '-'],
];
const OUT = ['-c:v', 'libx264', '-frames:v', '1', '-f', 'h264', '-'];
const COUNTING = ['-stats_enc_pre:v', 'pipe:2', '-stats_enc_pre_fmt:v', '{n}'];

function ask(args: readonly string[], input: Buffer = Buffer.alloc(0)) {
  const { ffmpeg } = ffmpegPlace();
  const { status, stdout, stderr, error } = spawnSync(ffmpeg, args, { input, env: ffmpegEnvironment() });
  // It may end without having read what it is given.
  const broken = error !== undefined && !('code' in error && error.code === 'EPIPE');
  if (broken) throw new Error(`FFmpeg '${ffmpeg}' cannot be started: ${error.message}`);
  return { ok: status === 0, stdout: stdout.toString('latin1'), stderr: stderr.toString() };
}

const facts = new Map<string, FfmpegFacts>();

/** Looks at the FFmpeg in use, once: has it say its version, and encode a frame. @throws Error, one line, where it cannot */
export function examineFfmpeg(): FfmpegFacts {
  const { ffmpeg } = ffmpegPlace();
  const known = facts.get(ffmpeg);
  if (known !== undefined) return known;
  const banner = ask(['-version']).stdout;
  const version = /^ffmpeg version (\S+)/.exec(banner)?.[1];
  if (version === undefined) throw new Error(`'${ffmpeg}' is no FFmpeg: '-version' tells none`);
  const quiet = ['-hide_banner', '-loglevel', 'error'];
  const { ok, stdout, stderr } = ask([...quiet, ...IN, ...OUT], ONE_FRAME);
  // x264 writes its version into the stream.
  const x264 = /x264 - (core \d+[^-]*?) -/.exec(stdout)?.[1];
  if (!ok || x264 === undefined) {
    const why = stderr.trim().split('\n')[0] ?? '';
    throw new Error(`FFmpeg ${version} ('${ffmpeg}') cannot encode with libx264, which is needed: ${why}`);
  }
  const counts = ask([...quiet, ...IN, ...COUNTING, ...OUT], ONE_FRAME).ok;
  const found = { version, build: banner.trim(), x264, counts };
  facts.set(ffmpeg, found);
  return found;
}

/** Whether FFmpeg tells which frames it has taken; the one that is carried does. */
export const ffmpegCounts = (): boolean => ffmpegPlace().carrier !== null || examineFfmpeg().counts;

/** FFmpeg in a few words, for provenance. */
export function ffmpegName(): string {
  const { carrier } = ffmpegPlace();
  if (carrier !== null) {
    const { version } = JSON.parse(readFileSync(join(carrier.folder, 'package.json'), 'utf8'));
    return `${carrier.name} ${version}`;
  }
  const { version, x264 } = examineFfmpeg();
  return `${version}, x264 ${x264}`;
}

/** What the bytes that FFmpeg writes depend on beside its files: how it was built, and with what, where its libraries lie elsewhere. */
export function ffmpegBuild(): string | null {
  if (ffmpegPlace().carrier !== null) return null;
  const { build, x264 } = examineFfmpeg();
  return `${build}\n${x264}`;
}

/** The files of FFmpeg, as far as they are known. */
export function ffmpegFiles(): readonly string[] {
  const { ffmpeg, carrier } = ffmpegPlace();
  if (carrier === null) return [ffmpeg];
  return readdirSync(carrier.folder)
    .sort()
    .map((name) => join(carrier.folder, name));
}
