import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureFolder } from '../src/cache/write-whole.ts';
import { UsageError } from '../src/film/errors.ts';

/** Refuses what is no folder, though there need not be one yet. @throws UsageError if the path is empty or a file */
export function refuseNoFolder(option: string, folder: string): void {
  if (folder.trim() === '') throw new UsageError(`${option}: the path is empty`);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`${option}: '${folder}' is a file, not a folder`);
}

/**
 * Makes sure that a folder can be written to, before any work is done.
 *
 * @throws UsageError if the path is empty or a file; Error if it cannot be created or written to
 */
export async function requireFolder(option: string, folder: string): Promise<void> {
  refuseNoFolder(option, folder);
  await ensureFolder(folder);
}

/** Makes sure that a cache can be written to, unless it is only to be read from. @throws as {@link requireFolder} */
export async function requireCache({
  cache,
  cacheReadonly,
}: {
  readonly cache: string;
  readonly cacheReadonly?: boolean;
}): Promise<void> {
  if (cacheReadonly) refuseNoFolder('--cache', cache);
  else await requireFolder('--cache', cache);
}

/** What writes the files of other kinds than a command does. */
const MAKERS: Readonly<Record<string, string>> = {
  '.mp4': "a film is made by 'lossreel render'",
  '.png': "a frame as PNG is made by 'lossreel still'",
  '.gif': "a GIF is made of a training log, by 'lossreel run LOG --out FILE.gif'",
  '.wav': "the sound alone is made by 'lossreel score --wav FILE'",
};
const NOT_YET = 'no command makes that yet';
const MEDIA =
  /\.(mp4|png|wav|gif|apng|webp|webm|mov|mkv|m4v|avi|ogv|jpe?g|svg|tiff?|mp3|m4a|aac|flac|ogg|opus)$/i;

/** The kind of media file that a path names, like `.gif`, in lower case; `undefined` for a folder, as most names may be. */
export function mediaKind(path: string): string | undefined {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? undefined : MEDIA.exec(path)?.[0].toLowerCase();
}

/** Refuses a path that names a kind of media file that a command does not write. @throws UsageError */
export function refuseOtherKinds(option: string, path: string, written: string, instead: string): void {
  const kind = mediaKind(path);
  if (kind === undefined || kind === written) return;
  const name = kind.slice(1).toUpperCase();
  throw new UsageError(
    `${option}: '${path}' would be ${/^[AMF]/.test(name) ? 'an' : 'a'} ${name}: ${MAKERS[kind] ?? NOT_YET}; ${instead}`,
  );
}

/**
 * Makes sure that a file can be written, before any work is done. An existing file is replaced, so it must be a regular
 * file: not a folder, a pipe or a device. If it is a link, its target is replaced.
 *
 * @param kind of file that is written, as its extension
 * @returns the path to write to
 * @throws UsageError if it is empty, names another kind of media or is not a regular file; Error if its folder cannot be created or written to
 */
export async function requireFile(option: string, path: string, kind: string): Promise<string> {
  if (path.trim() === '') throw new UsageError(`${option}: the path is empty`);
  refuseOtherKinds(option, path, kind, `this writes ${kind} only`);
  await requireFolder(option, dirname(path));
  if (!existsSync(path)) return path;
  if (!statSync(path).isFile()) {
    const what = statSync(path).isDirectory() ? 'a folder' : 'a pipe or a device';
    throw new UsageError(`${option}: '${path}' is ${what}, not a file`);
  }
  return realpathSync(path);
}
