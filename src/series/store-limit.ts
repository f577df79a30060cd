import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The folders of a cache: nothing outside of them is ever removed. */
const KINDS = ['segments', 'sounds', 'files', 'films', 'calls', 'traces', join('public', 'sound')] as const;
/** Names of entries, and of what an interrupted process leaves beside them. */
const ENTRY = /^[0-9a-f]{16,}(\.[a-z]+)?$/;
const REMAINS = /^\.[0-9a-f-]{12,}(\.[a-z]+)?$/;

/** A file of a cache folder. */
export interface CacheFile {
  readonly path: string;
  readonly kind: (typeof KINDS)[number];
  readonly bytes: number;
  /** Milliseconds since 1970 at which it was last used. */
  readonly used: number;
}

/** Milliseconds. Remains that are younger may still be in the making; a time further ahead is not of this clock. */
const DAY = 86_400_000;

/** Every file of a cache, the remains of interrupted processes too; what goes away meanwhile is left out. */
export async function cacheFiles(folder: string): Promise<readonly CacheFile[]> {
  const found = KINDS.map(async (kind) => {
    const entries = await readdir(join(folder, kind), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    const files = entries
      .filter((entry) => entry.isFile() && (ENTRY.test(entry.name) || REMAINS.test(entry.name)))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const about = await stat(path).catch(() => null);
        return about === null ? [] : [{ path, kind, bytes: about.size, used: about.mtimeMs }];
      });
    return (await Promise.all(files)).flat();
  });
  return (await Promise.all(found)).flat();
}

/**
 * Makes a cache fit its limit: the files longest unused go first, and before them what bears a time that has not
 * come yet; what was just used stays, whatever the clock says. Remains of interrupted renders go after a day.
 *
 * @param limit bytes
 * @param justUsed paths
 * @param now milliseconds since 1970
 * @returns what was removed
 */
export async function prune(
  folder: string,
  limit: number,
  justUsed: ReadonlySet<string> = new Set(),
  now: number = Date.now(),
): Promise<readonly CacheFile[]> {
  const files = await cacheFiles(folder);
  const isRemains = ({ path, used }: CacheFile) => REMAINS.test(basename(path)) && Math.abs(now - used) > DAY;
  const age = ({ used }: CacheFile) => (used > now + DAY ? Number.POSITIVE_INFINITY : now - used);
  const candidates = files
    .filter((file) => !justUsed.has(file.path) && ENTRY.test(basename(file.path)))
    .sort((a, b) => age(b) - age(a) || a.used - b.used);
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: CacheFile[] = [];
  const remove = async (file: CacheFile): Promise<void> => {
    total -= file.bytes;
    removed.push(file);
    await rm(file.path, { force: true });
  };
  for (const file of files.filter(isRemains)) await remove(file);
  for (const file of candidates) {
    if (total <= limit) break;
    await remove(file);
  }
  return removed;
}
