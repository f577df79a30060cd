import { createHash } from 'node:crypto';
import { appendFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIGEST_BYTES, entryName, entryPlace, type Kind } from './entry.ts';
import { codeOf } from './error-code.ts';
import { isFolder, isThere } from './is-there.ts';
import { temporaryName } from './owner.ts';
import { isReadonly } from './readonly.ts';
import { NoFileError, readRegular } from './regular-file.ts';
import { discard, sweepOnce } from './remains.ts';
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

/** Errors of a path where there is nothing. */
const ABSENT = ['ENOENT', 'ENOTDIR'];

const warned = new Set<string>();

function warnOnce(about: string, text: string): void {
  if (warned.has(about)) return;
  warned.add(about);
  process.stderr.write(`lossreel: ${text}\n`);
}

/** A cache that cannot be written only costs time on the next run. */
const warnUnwritten = (folder: string, error: unknown): void =>
  warnOnce(
    folder,
    `cannot write the cache ${folder}: ${meaningOf(error)}; going on without keeping what is made`,
  );

/** Removes what lies where an entry should be and is no file that can be read: that entry is made anew. */
function clear(folder: string, path: string, error: unknown): void {
  warnOnce(
    `entries of ${folder}`,
    `what is at ${path} is no entry of the cache: ${meaningOf(error)}; making such entries anew`,
  );
  if (!isReadonly()) discard(path);
}

/** Removes what is no folder where an entry's folder should be, and what is a folder where the entry should be. */
function clearWay(folder: string, path: string): void {
  const above = dirname(path);
  if (isThere(above) && !isFolder(above)) clear(folder, above, new NoFileError('it is no folder'));
  if (isFolder(path)) clear(folder, path, new NoFileError('it is a folder'));
}

/** Times that an entry is written before giving up: other processes may remove folders meanwhile. */
const ATTEMPTS = 3;
/** Errors of what lies in the way, or has gone. Windows says EPERM of a folder. */
const IN_THE_WAY = ['ENOENT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP', 'ENOTEMPTY', 'EPERM'];

/** Opens the store in a folder, which need not exist yet. */
export function openStore(folder: string): Store {
  const unfinished = join(folder, 'tmp');
  if (!isReadonly()) sweepOnce(unfinished);
  const touch = (kind: Kind, key: string): void => {
    if (isReadonly()) return;
    const now = new Date();
    try {
      utimesSync(entryPath(folder, kind, key), now, now);
    } catch {}
  };
  const read = (path: string): Buffer | null => {
    try {
      return readRegular(path);
    } catch (error) {
      if (!ABSENT.includes(codeOf(error))) clear(folder, path, error);
      return null;
    }
  };
  const write = (path: string, key: string, digest: Buffer, bytes: string | Uint8Array): void => {
    const beside = join(unfinished, temporaryName(key));
    try {
      makeFolder(unfinished);
      writeFileSync(beside, digest);
      appendFileSync(beside, bytes);
      makeFolder(dirname(path));
      replaceFileSync(beside, path);
    } finally {
      discard(beside);
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
      if (!isReadonly()) discard(path);
      return null;
    },
    put: (kind, key, bytes) => {
      if (isReadonly()) return;
      const path = entryPath(folder, kind, key);
      const digest = digestOf(kind, key, bytes);
      for (let attempt = 1; ; attempt += 1)
        try {
          write(path, key, digest, bytes);
          return;
        } catch (error) {
          if (attempt === ATTEMPTS || !IN_THE_WAY.includes(codeOf(error))) {
            warnUnwritten(folder, error);
            return;
          }
          clearWay(folder, path);
        }
    },
    touch,
  };
}
