import { accessSync, constants, mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from './error-code.ts';
import { isFolder } from './is-there.ts';
import { OWNER, temporaryName } from './owner.ts';
import { sweepOnce } from './remains.ts';
import { replaceFile } from './replace-file.ts';

/** What the operating system's error codes mean, in words. */
const MEANING: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EBUSY: 'another program has the file open',
  EROFS: 'the file system is read-only',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'it is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'it is a link that leads back to itself',
  EDQUOT: 'the disk quota is used up',
};

/** Why writing failed, in a few words. */
export const meaningOf = (error: unknown): string =>
  MEANING[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));

/** A one-line Error that names a path that cannot be written. */
export const pathError = (path: string, error: unknown): Error =>
  new Error(`cannot write ${path}: ${meaningOf(error)}`);

function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

/** Creates a folder and its parents. Node's own `recursive` never returns if the parent takes no folders (/proc). */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  try {
    makeOne(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    makeOne(folder);
  }
}

/** Creates a folder if necessary, checks that it is writable, and cleans up in it. @throws Error, one line, naming it */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw pathError(folder, error);
  }
  sweepOnce(resolve(folder));
}

/**
 * Writes a file under a temporary name next to its target and renames it when complete: whatever happens, the target is
 * either the old file or the new one. Creates the target's folder, and cleans up after killed processes in it.
 *
 * @param write writes the file at the path it is given
 * @returns what `write` returned
 * @throws Error naming the file that cannot be written, usually the target; whatever `write` throws
 */
export async function writeWhole<Result>(
  target: string,
  write: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = dirname(target);
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw pathError(folder, error);
  }
  sweepOnce(resolve(folder));
  const path = join(folder, temporaryName(basename(target)));
  const refuse = (error: unknown) => Promise.reject(pathError(target, error));
  try {
    // If the folder is not writable, fail before any work is done.
    await writeFile(path, '').catch(refuse);
    if (isFolder(target)) await refuse(Object.assign(new Error(), { code: 'EISDIR' }));
    const result = await write(path).catch((error: unknown) => {
      // An error about another file names that file; one about this file names the target, not the temporary name.
      const place = error instanceof Error && 'path' in error && error.path !== path ? error.path : target;
      if (codeOf(error) in MEANING) throw pathError(String(place), error);
      if (error instanceof Error) error.message = error.message.replaceAll(path, target);
      throw error;
    });
    await replaceFile(path, target).catch(refuse);
    return result;
  } finally {
    await rm(path, { force: true, maxRetries: 5 });
  }
}

/** Runs something with an empty temporary folder, and removes it afterwards. */
export async function withTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const base = tmpdir();
  sweepOnce(base);
  const folder = await mkdtemp(join(base, `lossreel-${OWNER}-`)).catch((error: unknown) =>
    Promise.reject(pathError(base, error)),
  );
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
