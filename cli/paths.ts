import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureFolder } from '../src/render/output.ts';
import { UsageError } from './errors.ts';

/** The folder of the project itself, wherever the command was called from. */
export const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Version and pinned dependencies, from package.json. */
export function readPackage(): Package {
  const { version, dependencies }: Package = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  return { version, dependencies };
}

/** Where everything that need not be computed twice is kept, unless another folder is named. */
export const CACHE_FOLDER = join(PROJECT, 'out', '.cache');

/** The folder that Remotion serves static files from. */
export const PUBLIC_FOLDER = join(CACHE_FOLDER, 'public');

/** Where a cache keeps synthesized sound: in the project's own cache Remotion finds it as a static file. */
export const soundFolder = (cache: string = CACHE_FOLDER): string => join(cache, 'public', 'sound');

/** Where a cache keeps the traces of long simulations. */
export const traceFolder = (cache: string = CACHE_FOLDER): string => join(cache, 'traces');

/**
 * Makes sure that files can be written to a folder, before any work is done.
 *
 * @throws UsageError when it is empty or a file; Error when it cannot be made or written to
 */
export async function requireFolder(option: string, folder: string): Promise<void> {
  if (folder.trim() === '') throw new UsageError(`${option}: the path is empty`);
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`${option}: '${folder}' is a file, not a folder`);
  }
  await ensureFolder(folder);
}

/**
 * Makes sure that a file can be written, before any work is done. What stands there is replaced, so it must be a plain
 * file: never a folder, a pipe or a device. Of a link, what it points to is replaced.
 *
 * @returns the path to write to
 * @throws UsageError when it is empty or something else than a file; Error when its folder cannot be made or written to
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
