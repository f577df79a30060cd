import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The packages that may carry FFmpeg for this machine; of Linux's two, one is installed, by its C library. */
function compositorPackages(): readonly string[] {
  const { platform, arch } = process;
  const variants = { linux: ['-gnu', '-musl'], win32: ['-msvc'] }[platform as string] ?? [''];
  return variants.map((variant) => `@remotion/compositor-${platform}-${arch}${variant}`);
}

let folder: string | undefined;

/** The folder of FFmpeg and its libraries. @throws Error when no package for this platform is installed */
function ffmpegFolder(): string {
  if (folder !== undefined) return folder;
  const names = compositorPackages();
  const here = createRequire(import.meta.url);
  // A package manager may keep the package beside the renderer, which depends on it, or inside.
  for (const find of [() => here, () => createRequire(here.resolve('@remotion/renderer/package.json'))]) {
    for (const name of names) {
      try {
        folder = dirname(find().resolve(`${name}/package.json`));
        return folder;
      } catch {}
    }
  }
  throw new Error(
    `FFmpeg is missing: no package ${names.join(' or ')} is installed; run "npm ci" (not with --omit=optional)`,
  );
}

/** Name and version of the package that FFmpeg comes in. @throws Error when it is not installed */
export function ffmpegVersion(): string {
  const { name, version } = JSON.parse(readFileSync(join(ffmpegFolder(), 'package.json'), 'utf8'));
  return `${name}@${version}`;
}

/** The path of FFmpeg or FFprobe. @throws Error when its package is not installed */
export function ffmpegPath(tool: 'ffmpeg' | 'ffprobe' = 'ffmpeg'): string {
  return join(ffmpegFolder(), process.platform === 'win32' ? `${tool}.exe` : tool);
}

/** The environment in which FFmpeg finds its libraries. */
export function ffmpegEnvironment(): NodeJS.ProcessEnv {
  const variable =
    { darwin: 'DYLD_LIBRARY_PATH', win32: 'PATH' }[process.platform as string] ?? 'LD_LIBRARY_PATH';
  const before = process.env[variable];
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, [variable]: before ? `${ffmpegFolder()}${separator}${before}` : ffmpegFolder() };
}

/** What went wrong in one line: of FFmpeg's messages, the one that tells. @param file what it was writing, if any */
export function ffmpegComplaint(
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

/**
 * Runs FFmpeg or FFprobe to its end.
 *
 * @returns its standard output
 * @throws Error, one line, when it fails; the signal's reason when aborted
 */
export function runFfmpeg(
  args: readonly string[],
  options: { readonly tool?: 'ffmpeg' | 'ffprobe'; readonly signal?: AbortSignal | undefined } = {},
): Promise<Buffer> {
  const { tool = 'ffmpeg', signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const quiet =
      tool === 'ffmpeg' ? ['-hide_banner', '-nostdin', '-loglevel', 'error'] : ['-loglevel', 'error'];
    const child = spawn(ffmpegPath(tool), [...quiet, ...args], {
      env: ffmpegEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    let messages = '';
    const abort = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString();
    });
    child.on('error', (error) => reject(new Error(`FFmpeg cannot be started: ${error.message}`)));
    child.on('close', (code, killed) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve(Buffer.concat(output));
      else
        reject(
          new Error(ffmpegComplaint(messages, code, killed, tool === 'ffmpeg' ? args.at(-1) : undefined)),
        );
    });
  });
}
