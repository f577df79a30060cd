import { readFile, writeFile } from 'node:fs/promises';
import { jsonHash } from '../../cache/hash.ts';
import { openStore } from '../../cache/store.ts';
import type { PieceKeeper } from '../../render/encode/pieces.ts';

/** Where and how pieces of films are cached, as plain data that can be sent to a thread. */
export interface CacheAccess {
  /** The store's folder. */
  readonly folder: string;
  /** Hash of everything that produces pieces, see `piecesVersion`. */
  readonly version: string;
  /** Find nothing, so that every piece is recomputed. */
  readonly fresh: boolean;
}

/** Caches pieces of films in a store, keyed by their content and the version of the code that produces them. */
export function openKeeper({ folder, version, fresh }: CacheAccess): PieceKeeper {
  const store = openStore(folder);
  return {
    find: async (content, file) => {
      const key = jsonHash({ version, content });
      const bytes = fresh ? null : store.get('segment', key);
      if (bytes === null) return null;
      await writeFile(file, bytes);
      return key;
    },
    keep: async (content, file) => {
      const key = jsonHash({ version, content });
      store.put('segment', key, await readFile(file));
      return key;
    },
  };
}
