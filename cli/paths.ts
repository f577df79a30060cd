import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureFolder } from '../src/cache/write-whole.ts';
import { UsageError } from '../src/film/errors.ts';

/**
 * Makes sure that a folder can be written to, before any work is done.
 *
 * @throws UsageError if the path is empty or a file; Error if it cannot be created or written to
 */
export async function requireFolder(option: string, folder: string): Promise<void> {
  if (folder.trim() === '') throw new UsageError(`${option}: the path is empty`);
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`${option}: '${folder}' is a file, not a folder`);
  }
  await ensureFolder(folder);
}

/**
 * Makes sure that a file can be written, before any work is done. An existing file is replaced, so it must be a regular
 * file: not a folder, a pipe or a device. If it is a link, its target is replaced.
 *
 * @returns the path to write to
 * @throws UsageError if it is empty or not a regular file; Error if its folder cannot be created or written to
 */
export async function requireFile(option: string, path: string): Promise<string> {
  if (path.trim() === '') throw new UsageError(`${option}: the path is empty`);
  await requireFolder(option, dirname(path));
  if (!existsSync(path)) return path;
  if (!statSync(path).isFile()) {
    const what = statSync(path).isDirectory() ? 'a folder' : 'a pipe or a device';
    throw new UsageError(`${option}: '${path}' is ${what}, not a file`);
  }
  return realpathSync(path);
}
