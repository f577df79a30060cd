import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS, type Kind, kindFolder } from './entry.ts';
import { isReadonly } from './readonly.ts';
import { discard, sweep } from './remains.ts';

/** The folders of a cache, including those of earlier versions: nothing outside them is ever removed. */
const FORMER = ['segments', 'sounds', 'files', 'films', 'calls', 'traces'];
/** Names of entries, now and before. */
const ENTRY = /^[0-9a-f]{16,}(\.[a-z]+)?$/;

/** A file of a cache folder. */
export interface CacheFile {
  readonly path: string;
  readonly kind: Kind | 'former';
  readonly bytes: number;
  /** Milliseconds since 1970 at which it was last used. */
  readonly used: number;
}

/** Milliseconds. A timestamp further in the future comes from another clock. */
const DAY = 86_400_000;

const list = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true });

function filesBelow(folder: string, kind: CacheFile['kind']): readonly CacheFile[] {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    if (!entry.isFile() || !ENTRY.test(entry.name)) return [];
    const path = join(entry.parentPath, entry.name);
    const about = statSync(path, { throwIfNoEntry: false });
    return about === undefined ? [] : [{ path, kind, bytes: about.size, used: about.mtimeMs }];
  });
}

/** Every entry of a cache; entries that disappear meanwhile are left out. */
export const cacheFiles = (folder: string): readonly CacheFile[] => [
  ...KINDS.flatMap((kind) => filesBelow(join(folder, kindFolder(kind)), kind)),
  ...FORMER.flatMap((name) => filesBelow(join(folder, name), 'former')),
];

/** Keeps the most recently used entries of one kind. */
export function keepLatest(folder: string, kind: Kind, count: number): void {
  if (isReadonly()) return;
  const files = [...filesBelow(join(folder, kindFolder(kind)), kind)].sort((a, b) => b.used - a.used);
  for (const { path } of files.slice(count)) discard(path);
}

/**
 * Makes a cache fit its limit: entries of earlier versions go first, then those dated in the future, then the least
 * recently used; what was just used stays, whatever the clock says. Also cleans up after killed processes.
 *
 * @param limit bytes
 * @param justUsed paths
 * @param now milliseconds since 1970
 * @returns the removed entries
 */
export function prune(
  folder: string,
  limit: number,
  justUsed: ReadonlySet<string> = new Set(),
  now: number = Date.now(),
): readonly CacheFile[] {
  if (isReadonly()) return [];
  sweep(join(folder, 'tmp'), now);
  const files = cacheFiles(folder);
  const age = ({ kind, used }: CacheFile) =>
    kind === 'former' || used > now + DAY ? Number.POSITIVE_INFINITY : now - used;
  const candidates = files
    .filter((file) => !justUsed.has(file.path))
    .sort((a, b) => age(b) - age(a) || a.used - b.used);
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: CacheFile[] = [];
  for (const file of candidates) {
    if (total <= limit) break;
    total -= file.bytes;
    removed.push(file);
    discard(file.path);
  }
  return removed;
}
