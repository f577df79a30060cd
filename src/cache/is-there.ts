import { lstatSync, type Stats, statSync } from 'node:fs';

function about(look: () => Stats): Stats | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Whether a path has something at its end, be it a link that leads nowhere. */
export const isThere = (path: string): boolean => about(() => lstatSync(path)) !== undefined;

/** Whether there is a folder, or a link to one. */
export const isFolder = (path: string): boolean => about(() => statSync(path))?.isDirectory() ?? false;
