import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Mounting a small disk requires root on Linux; elsewhere these tests are skipped. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** Runs with a folder that is a separate disk. @param size for mount, e.g. `12k` */
export async function withSmallDisk<Result>(
  folder: string,
  size: string,
  use: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  try {
    return await use();
  } finally {
    execFileSync('umount', [folder]);
  }
}
