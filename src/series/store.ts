import { createHash } from 'node:crypto';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../render/output.ts';

/**
 * A content-addressed store: `<folder>/<kind>/<first 2 digits of the key>/<key>`. An entry is a SHA-256 over its kind,
 * key and bytes, then the bytes: what is truncated, damaged, or stands under another's name is no entry. Any number of
 * processes may use one store at once, as an entry is written beside its place and renamed.
 */
export interface Store {
  readonly folder: string;
  /** The bytes kept under a key, or `null`; an entry that is not whole is removed. Notes that the entry was used. */
  readonly get: (kind: string, key: string) => Promise<Buffer | null>;
  /** Keeps bytes under a key, in place of what was there. @throws Error naming the entry that cannot be written */
  readonly put: (kind: string, key: string, bytes: Uint8Array) => Promise<void>;
  /** Notes that an entry was used, if it is there. */
  readonly touch: (kind: string, key: string) => Promise<void>;
}

const DIGEST = 32;

/** The place of an entry. */
export const entryPath = (folder: string, kind: string, key: string): string =>
  join(folder, kind, key.slice(0, 2), key);

const digestOf = (kind: string, key: string, bytes: Uint8Array): Buffer =>
  createHash('sha256').update(`${kind}/${key}\n`).update(bytes).digest();

/** SHA-256 of a value as JSON, as 64 hexadecimal digits: the key of what is a function of that value. */
export const keyOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Opens the store in a folder, which need not exist yet. */
export function openStore(folder: string): Store {
  const touch = async (kind: string, key: string): Promise<void> => {
    const now = new Date();
    await utimes(entryPath(folder, kind, key), now, now).catch(() => {});
  };
  return {
    folder,
    get: async (kind, key) => {
      const path = entryPath(folder, kind, key);
      const entry = await readFile(path).catch(() => null);
      if (entry === null) return null;
      const bytes = entry.subarray(DIGEST);
      if (digestOf(kind, key, bytes).equals(entry.subarray(0, DIGEST))) {
        await touch(kind, key);
        return bytes;
      }
      await rm(path, { recursive: true, force: true }).catch(() => {});
      return null;
    },
    put: (kind, key, bytes) =>
      writeWhole(entryPath(folder, kind, key), async (path) => {
        await writeFile(path, digestOf(kind, key, bytes));
        await writeFile(path, bytes, { flag: 'a' });
      }),
    touch,
  };
}
