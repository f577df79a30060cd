import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** What the operating system's error codes mean, in words. */
const MEANING: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'it is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EDQUOT: 'the disk quota is used up',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** A one-line Error that names the path. */
function pathError(path: string, error: unknown): Error {
  const what = MEANING[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
  return new Error(`cannot write ${path}: ${what}`);
}

/** Makes a folder and those above it. Node's own `recursive` never returns where the parent takes no folders (/proc). */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder).catch((again: unknown) =>
      codeOf(again) === 'EEXIST' ? undefined : Promise.reject(again),
    );
  }
}

/** Makes a folder that files can be written to. @throws Error, one line, naming it */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
  } catch (error) {
    throw pathError(folder, error);
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Has a file written beside its target under a name of its own and renamed when whole: whatever happens, the target
 * is the old file or the new one. Makes the target's folder.
 *
 * @param write fills the file at the path it is given
 * @returns what `write` returned
 * @throws Error naming the target when it cannot be written; whatever `write` throws
 */
export async function writeWhole<Result>(
  target: string,
  write: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = dirname(target);
  await makeFolder(resolve(folder)).catch((error: unknown) => Promise.reject(pathError(folder, error)));
  const path = join(folder, `.${randomBytes(6).toString('hex')}-${basename(target)}`);
  const refuse = (error: unknown) => Promise.reject(pathError(target, error));
  try {
    // Fails before any work is done where nothing can be written.
    await writeFile(path, '').catch(refuse);
    if (await isFolder(target)) await refuse(Object.assign(new Error(), { code: 'EISDIR' }));
    const result = await write(path).catch((error: unknown) => {
      if (codeOf(error) in MEANING) return refuse(error);
      // Whoever reads the message knows the target, not the name on the way to it.
      if (error instanceof Error) error.message = error.message.replaceAll(path, target);
      throw error;
    });
    await rename(path, target).catch(refuse);
    return result;
  } finally {
    await rm(path, { force: true });
  }
}

/** Runs with an empty folder for temporary files, and removes it afterwards. */
export async function withTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const base = tmpdir();
  const folder = await mkdtemp(join(base, 'lossreel-')).catch((error: unknown) =>
    Promise.reject(pathError(base, error)),
  );
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
