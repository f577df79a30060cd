import type { LogFile } from '../files.ts';
import type { Mapping } from '../place.ts';
import type { Reading } from '../series.ts';

/** Files of a folder that are read together, and what was read from them. */
export interface Laid {
  readonly taken: readonly LogFile[];
  readonly read: () => Promise<Reading>;
}

/** How a program spreads a log over a folder: what of its files belongs together. */
export interface Folder {
  /** The files that no other layout has taken. */
  readonly files: readonly LogFile[];
  /** The name of the folder, for runs that have none. */
  readonly root: string;
  readonly path: string;
  readonly map: Mapping;
}

export type Layout = (folder: Folder) => readonly Laid[];

/** Files by what a pattern finds at the beginning of their names. */
export function grouped(
  files: readonly LogFile[],
  pattern: RegExp,
): ReadonlyMap<string, readonly (readonly [file: LogFile, parts: readonly string[]])[]> {
  const groups = new Map<string, (readonly [LogFile, readonly string[]])[]>();
  for (const file of files) {
    const match = pattern.exec(file.name);
    if (match === null) continue;
    const [, root = '', ...parts] = match;
    groups.set(root, [...(groups.get(root) ?? []), [file, parts]]);
  }
  return groups;
}

/** The name of the last folder of a path. */
export const lastPart = (root: string, otherwise: string): string =>
  root.replace(/\/$/, '').split('/').at(-1) || otherwise;

/** Names of event files, and the folder they lie in. */
export const EVENTS = /^((?:.*\/)?)[^/]*tfevents[^/]*$/;
