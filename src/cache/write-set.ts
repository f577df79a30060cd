import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isFolder } from './is-there.ts';
import { ReplaceError, renameTogether } from './journal.ts';
import { temporaryName } from './owner.ts';
import { sweep } from './remains.ts';
import { makeFolder, pathError } from './write-whole.ts';

/**
 * Writes files that belong together, of one name with several endings: all are written under temporary names beside their
 * targets, then renamed together. Whatever happens, the targets are all the old files or all the new ones; what a killed
 * process has renamed in part is undone by the next command that comes to the folder.
 *
 * @param target path without extension; its folder is created
 * @param endings with their dots, in the order in which they are renamed
 * @param write writes all files, each to the path it is given for its ending
 * @returns what `write` returned
 * @throws Error naming the file that cannot be written; whatever `write` throws
 */
export async function writeSet<Ending extends string, Result>(
  target: string,
  endings: readonly Ending[],
  write: (pathOf: (ending: Ending) => string) => Promise<Result>,
): Promise<Result> {
  const [folder, name] = [dirname(target), basename(target)];
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw pathError(folder, error);
  }
  sweep(resolve(folder));
  const files = endings.map((ending) => {
    const to = `${name}${ending}`;
    return { ending, to, from: temporaryName(to) };
  });
  const pathOf = (ending: Ending): string =>
    join(folder, files.find((file) => file.ending === ending)?.from ?? `${name}${ending}`);
  const obstacle = files.find(({ to }) => isFolder(join(folder, to)));
  // Before any work is done.
  if (obstacle !== undefined)
    throw pathError(join(folder, obstacle.to), Object.assign(new Error(), { code: 'EISDIR' }));
  try {
    const result = await write(pathOf).catch((error: unknown) => {
      if (error instanceof Error)
        for (const { from, to } of files) error.message = error.message.replaceAll(from, to);
      throw error;
    });
    await renameTogether(
      folder,
      name,
      files.map(({ from, to }) => [from, to] as const),
    ).catch((error: unknown) => {
      throw error instanceof ReplaceError ? pathError(error.path, error.cause) : error;
    });
    return result;
  } finally {
    for (const { from } of files) await rm(join(folder, from), { force: true, maxRetries: 5 });
  }
}
