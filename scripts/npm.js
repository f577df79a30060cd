// npm, as it is started on every platform: on Windows it is a batch file, which only a shell runs.
import { execFileSync } from 'node:child_process';

const WINDOWS = process.platform === 'win32';
/** The words of a command as Windows' shell takes them, spaces and all. */
const quoted = (words) =>
  WINDOWS ? words.map((word) => (/[\s&()^]/.test(word) ? `"${word}"` : word)) : words;

/** Runs npm in a folder. @throws Error if it fails */
export function npm(args, cwd, options = {}) {
  return execFileSync(WINDOWS ? 'npm.cmd' : 'npm', quoted(args), {
    cwd,
    stdio: 'inherit',
    shell: WINDOWS,
    ...options,
  });
}
