import { createHash } from 'node:crypto';
import { appendFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIGEST_BYTES, entryName, entryPlace, type Kind } from './entry.ts';
import { readRegular } from './regular-file.ts';
import { discard, sweepOnce, temporaryName } from './remains.ts';
import { replaceFileSync } from './replace-file.ts';
import { makeFolder, meaningOf } from './write-whole.ts';

/**
 * A content-addressed store with one file per entry: a SHA-256 over its kind, key and bytes, then the bytes. A file that
 * is truncated, altered or stored under another entry's name is not an entry. Any number of processes may share a store,
 * as entries are written elsewhere and renamed. I/O is synchronous: entries are small, and synchronous code uses it too.
 */
export interface Store {
  readonly folder: string;
  /** The bytes stored under a key, or `null`; a damaged entry is removed. Marks the entry as used. */
  readonly get: (kind: Kind, key: string) => Buffer | null;
  /** Stores bytes under a key, replacing any earlier ones. If that fails, warns once and stores nothing. */
  readonly put: (kind: Kind, key: string, bytes: string | Uint8Array) => void;
  /** Marks an entry as used, if it exists. */
  readonly touch: (kind: Kind, key: string) => void;
}

/** The path of an entry. */
export const entryPath = (folder: string, kind: Kind, key: string): string =>
  join(folder, entryPlace(kind, key));

const digestOf = (kind: Kind, key: string, bytes: string | Uint8Array): Buffer =>
  createHash('sha256').update(entryName(kind, key)).update(bytes).digest();

const warned = new Set<string>();

/** A cache that cannot be written only costs time on the next run. */
function warnOnce(folder: string, error: unknown): void {
  if (warned.has(folder)) return;
  warned.add(folder);
  process.stderr.write(
    `lossreel: cannot write the cache ${folder}: ${meaningOf(error)}; going on without keeping what is made\n`,
  );
}

/** Opens the store in a folder, which need not exist yet. */
export function openStore(folder: string): Store {
  const unfinished = join(folder, 'tmp');
  sweepOnce(unfinished);
  const touch = (kind: Kind, key: string): void => {
    const now = new Date();
    try {
      utimesSync(entryPath(folder, kind, key), now, now);
    } catch {}
  };
  const read = (path: string): Buffer | null => {
    try {
      return readRegular(path);
    } catch {
      return null;
    }
  };
  return {
    folder,
    get: (kind, key) => {
      const path = entryPath(folder, kind, key);
      const entry = read(path);
      if (entry === null) return null;
      const bytes = entry.subarray(DIGEST_BYTES);
      if (digestOf(kind, key, bytes).equals(entry.subarray(0, DIGEST_BYTES))) {
        touch(kind, key);
        return bytes;
      }
      discard(path);
      return null;
    },
    put: (kind, key, bytes) => {
      const path = entryPath(folder, kind, key);
      const beside = join(unfinished, temporaryName(key));
      try {
        makeFolder(unfinished);
        writeFileSync(beside, digestOf(kind, key, bytes));
        appendFileSync(beside, bytes);
        makeFolder(dirname(path));
        replaceFileSync(beside, path);
      } catch (error) {
        discard(beside);
        warnOnce(folder, error);
      }
    },
    touch,
  };
}
