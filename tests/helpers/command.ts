import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import { run } from '../../cli/program.ts';

const own = join(import.meta.dirname, '..', '..', 'bin', 'lossreel.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The program, if not this checkout's own. */
  readonly bin?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with the running process, to interrupt it. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs lossreel as a user would, without a terminal. */
export function lossreel(
  args: readonly string[],
  { bin = own, cwd, env, onStart }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a test can interrupt it with all its children.
      detached: true,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    onStart?.(child);
  });
}

/** The same within this process, where starting one would dominate; one call at a time. */
export async function lossreelHere(
  args: readonly string[],
  { cwd }: Pick<RunOptions, 'cwd'> = {},
): Promise<Outcome> {
  const before = process.cwd();
  const [out, err] = [process.stdout, process.stderr].map((stream) => {
    const spy = vi.spyOn(stream, 'write').mockImplementation(() => true);
    return {
      text: () => spy.mock.calls.map(([chunk]) => String(chunk)).join(''),
      end: () => spy.mockRestore(),
    };
  });
  try {
    if (cwd !== undefined) process.chdir(cwd);
    const code = await run(args);
    return { code, stdout: out?.text() ?? '', stderr: err?.text() ?? '' };
  } finally {
    process.chdir(before);
    out?.end();
    err?.end();
  }
}
