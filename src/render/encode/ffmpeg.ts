import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { ffmpegEnvironment, ffmpegPlace } from './ffmpeg-place.ts';

/** What went wrong, in one line: the most telling of FFmpeg's messages. @param file being written, if any */
function ffmpegError(
  messages: string,
  code: number | null,
  signal: NodeJS.Signals | null,
  file?: string,
): string {
  const lines = messages
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const writing = file === undefined ? '' : ` while writing ${file}`;
  if (/no space left on device/i.test(messages)) return `the disk is full${writing}`;
  const telling = lines.find((line) => /permission denied|no such file|invalid|error/i.test(line));
  return `FFmpeg failed${writing} (${signal ?? `exit ${code}`}): ${telling ?? lines.at(-1) ?? 'it gave no reason'}`;
}

interface FfmpegOptions {
  readonly tool?: 'ffmpeg' | 'ffprobe';
  /** The file it writes, for error messages. */
  readonly file?: string | undefined;
  /** FFmpeg continues after damaged data, with a message: if set, that counts as a failure. */
  readonly strict?: boolean;
}

/** Starts FFmpeg or FFprobe. @returns the process, and a promise of its success: rejects with a one-line Error */
export function startFfmpeg(
  args: readonly string[],
  { tool = 'ffmpeg', file, strict = false }: FfmpegOptions = {},
): { readonly child: ChildProcessWithoutNullStreams; readonly ended: Promise<void> } {
  const quiet = [...(tool === 'ffmpeg' ? ['-hide_banner', '-nostdin'] : []), '-loglevel', 'error'];
  const child = spawn(ffmpegPlace()[tool], [...quiet, ...args], { env: ffmpegEnvironment() });
  // A broken pipe says less than FFmpeg itself, whose end is awaited instead.
  child.stdin.on('error', () => {});
  let messages = '';
  child.stderr.on('data', (chunk: Buffer) => {
    messages += chunk.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Error(`${ffmpegPlace()[tool]} cannot be started: ${error.message}`)),
    );
    child.on('close', (code, signal) => {
      if (code === 0 && !(strict && messages.trim() !== '')) resolve();
      else reject(new Error(ffmpegError(messages, code, signal, file)));
    });
  });
  ended.catch(() => {});
  return { child, ended };
}

/**
 * Runs FFmpeg or FFprobe to its end.
 *
 * @returns its standard output
 * @throws Error, one line, if it fails; the signal's reason if aborted
 */
export async function runFfmpeg(
  args: readonly string[],
  {
    tool = 'ffmpeg',
    strict = false,
    signal,
  }: Pick<FfmpegOptions, 'tool' | 'strict'> & { readonly signal?: AbortSignal | undefined } = {},
): Promise<Buffer> {
  signal?.throwIfAborted();
  const { child, ended } = startFfmpeg(args, {
    tool,
    strict,
    file: tool === 'ffmpeg' && args.at(-1) !== '-' ? args.at(-1) : undefined,
  });
  const output: Buffer[] = [];
  const abort = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', abort, { once: true });
  child.stdin.end();
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  try {
    await ended;
  } finally {
    signal?.removeEventListener('abort', abort);
    signal?.throwIfAborted();
  }
  return Buffer.concat(output);
}
