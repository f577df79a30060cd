import { readFile, writeFile } from 'node:fs/promises';
import type { PieceKeeper } from '../render/pieces.ts';
import { keyOf, openStore } from './store.ts';
import type { PieceVersions } from './versions.ts';

/** How pieces of films are kept, as plain data that a thread can be given. */
export interface CacheAccess {
  /** The store's folder. */
  readonly folder: string;
  readonly versions: PieceVersions;
  /** Finds nothing, so that every piece is made anew. */
  readonly fresh: boolean;
}

/** Keeps pieces of films in a store, under keys made of their content and of the versions of what makes them. */
export function openKeeper({ folder, versions, fresh }: CacheAccess): PieceKeeper {
  const store = openStore(folder);
  return {
    find: async (kind, content, file) => {
      if (fresh) return null;
      const key = keyOf({ versions, content });
      const bytes = await store.get(kind, key);
      if (bytes === null) return null;
      await writeFile(file, bytes);
      return key;
    },
    keep: async (kind, content, file) => {
      const key = keyOf({ versions, content });
      await store.put(kind, key, await readFile(file));
      return key;
    },
  };
}
