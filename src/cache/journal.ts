import { readFileSync, rmSync, statSync } from 'node:fs';
import { constants, copyFile, link, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './error-code.ts';
import { bytesHash } from './hash.ts';
import { isThere } from './is-there.ts';
import { OWNER, ownerRuns, temporaryName } from './owner.ts';
import { replaceFile, replaceFileSync } from './replace-file.ts';

/** One file of a set: its finished new version, its name, and a second name of the earlier version, if there is one. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly old: string | null;
}

/** What is going to be renamed in a folder, and by whom. It lies there only while that happens. */
interface Journal {
  readonly owner: string;
  readonly steps: readonly Step[];
}

/** A file could not be replaced; `path` is the one. */
export class ReplaceError extends Error {
  override readonly name = 'ReplaceError';
  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(path, { cause });
  }
}

const NAME = /^\.lossreel-[0-9a-f]{16}\.journal$/;
const nameOf = (set: string): string => `.lossreel-${bytesHash(set).slice(0, 16)}.journal`;

/** Milliseconds to wait for another process to rename the same set, which takes a few. */
const PATIENCE = 10_000;
/** Milliseconds after which a journal is abandoned if nobody knows about its owner, or it is not whole. */
const ABANDONED = 60_000;

/** Names of files of the same folder: a journal may come from anywhere. */
const isHidden = (name: unknown): boolean =>
  typeof name === 'string' && name.startsWith('.') && basename(name) === name && name !== '..';

/** Reads a journal; `null` if it is not whole. */
function readJournal(path: string): Journal | null {
  try {
    const { owner, steps }: Journal = JSON.parse(readFileSync(path, 'utf8'));
    const right = steps.every(
      ({ from, to, old }) => isHidden(from) && basename(to) === to && (old === null || isHidden(old)),
    );
    return right && typeof owner === 'string' ? { owner, steps } : null;
  } catch {
    return null;
  }
}

/** Gives every file of a set its earlier version back. Can be repeated, if it was itself interrupted. */
function undo(folder: string, path: string, { steps }: Journal): void {
  const at = (name: string): string => join(folder, name);
  for (const { from, to, old } of steps) {
    // Another process may be doing the same, and have finished.
    if (!isThere(path)) return;
    if (isThere(at(from))) continue;
    if (old === null) rmSync(at(to), { force: true });
    else if (isThere(at(old))) replaceFileSync(at(old), at(to));
  }
  rmSync(path, { force: true });
  for (const { from, old } of steps)
    for (const name of [from, old ?? from]) rmSync(at(name), { force: true });
}

function isAbandoned(path: string, journal: Journal | null, now: number): boolean {
  const runs = journal === null ? undefined : ownerRuns(journal.owner);
  if (runs !== undefined) return !runs;
  const { mtimeMs = now } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return Math.abs(now - mtimeMs) > ABANDONED;
}

/**
 * Undoes the sets in a folder that killed processes have renamed in part.
 *
 * @param names of the folder's files
 * @param now milliseconds since 1970
 * @returns the files that are still needed, as a set could not be undone
 */
export function settle(folder: string, names: readonly string[], now: number): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const name of names) {
    if (!NAME.test(name)) continue;
    const path = join(folder, name);
    const journal = readJournal(path);
    if (!isAbandoned(path, journal, now)) continue;
    try {
      if (journal === null) rmSync(path, { force: true });
      else undo(folder, path, journal);
    } catch {
      for (const { from, old } of journal?.steps ?? []) needed.add(from).add(old ?? from);
    }
  }
  return needed;
}

/** Gives a file a second name; where a file system has none, a copy does as well. @throws what Node throws: EEXIST, if there is such a file */
async function linked(file: string, path: string): Promise<void> {
  try {
    await link(file, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    await copyFile(file, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}

/** Writes a journal under a temporary name and hands it on. */
async function drafted(
  folder: string,
  set: string,
  steps: readonly Step[],
  place: (draft: string) => Promise<void>,
): Promise<void> {
  const draft = join(folder, temporaryName(nameOf(set)));
  try {
    await writeFile(draft, JSON.stringify({ owner: OWNER, steps } satisfies Journal));
    await place(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Creates the journal of a set, still empty, once no other process has one. @throws Error if another does not come to its end */
async function begun(folder: string, set: string): Promise<string> {
  const name = nameOf(set);
  const path = join(folder, name);
  const until = performance.now() + PATIENCE;
  await drafted(folder, set, [], async (draft) => {
    for (;;) {
      try {
        return await linked(draft, path);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      if (performance.now() > until) throw new Error('another process is replacing it');
      await pause(20);
      settle(folder, [name], Date.now());
    }
  });
  return path;
}

/**
 * Renames files of one folder together. If one cannot be, all keep their earlier versions; so they do if the process is
 * killed meanwhile, once {@link settle} has come by.
 *
 * @param set names the set within its folder: of two processes that replace the same one, one waits
 * @param files from their temporary names to their own
 * @throws ReplaceError naming the file at which it failed
 */
export async function renameTogether(
  folder: string,
  set: string,
  files: readonly (readonly [from: string, to: string])[],
): Promise<void> {
  const at = (name: string): string => join(folder, name);
  let place = files[0]?.[1] ?? '';
  try {
    const path = await begun(folder, set);
    // Only now does nobody else change them.
    const steps = files.map(([from, to]) => ({ from, to, old: isThere(at(to)) ? temporaryName(to) : null }));
    try {
      for (const { to, old } of steps) {
        place = to;
        if (old !== null) await linked(at(to), at(old));
      }
      await drafted(folder, set, steps, (draft) => replaceFile(draft, path));
      for (const { from, to } of steps) {
        place = to;
        await replaceFile(at(from), at(to));
      }
      await rm(path, { maxRetries: 5 });
    } catch (error) {
      // Where this fails too, the next command tries again.
      undo(folder, path, { owner: OWNER, steps });
      throw error;
    }
    // What is left of these goes with the next sweep.
    for (const { old } of steps) if (old !== null) await rm(at(old), { force: true }).catch(() => {});
  } catch (error) {
    throw new ReplaceError(at(place), error);
  }
}
