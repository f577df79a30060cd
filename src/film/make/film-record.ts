import { readFile } from 'node:fs/promises';
import { fileHash } from '../../cache/hash.ts';
import { entryPath, type Store } from '../../cache/store.ts';

/** The result of a film's render: enough to see that there is nothing to do, or to restore its files without drawing. */
export interface FilmRecord {
  readonly frames: number;
  /** Keys of the film's segments in order, and of its encoded sound; `null` for a silent film. */
  readonly segments: readonly string[];
  readonly sound: string | null;
  /** SHA-256 of the MP4 and of each sidecar, by extension. */
  readonly files: Readonly<Record<string, string>>;
}

export const VIDEO = '.mp4';

/** Everything that a record refers to, and the record itself. Sidecars are stored under their hashes. */
const entriesOf = (filmKey: string, { segments, sound, files }: FilmRecord) => {
  const beside = Object.entries(files).flatMap(([ending, key]) => (ending === VIDEO ? [] : [key]));
  return [
    ...[filmKey, ...beside].map((key) => ({ kind: 'film', key }) as const),
    ...[...segments, ...(sound === null ? [] : [sound])].map((key) => ({ kind: 'segment', key }) as const),
  ];
};

/** The record under a film's key, or `null`. */
export function readRecord(store: Store, filmKey: string): FilmRecord | null {
  const bytes = store.get('film', filmKey);
  // An entry is exactly as written, and its key includes the hash of the sources that wrote it.
  return bytes === null ? null : JSON.parse(bytes.toString());
}

/**
 * Stores the result of a film's render, with copies of its sidecars.
 *
 * @param target path of the files without extension
 */
export async function writeRecord(
  store: Store,
  filmKey: string,
  { files, ...made }: Omit<FilmRecord, 'files'> & { readonly files: readonly string[] },
  target: string,
): Promise<FilmRecord> {
  const hashes: Record<string, string> = {};
  for (const ending of files) {
    const path = `${target}${ending}`;
    const key = await fileHash(path);
    hashes[ending] = key;
    if (ending !== VIDEO) store.put('film', key, await readFile(path));
  }
  const record = { ...made, files: hashes };
  store.put('film', filmKey, JSON.stringify(record));
  return record;
}

/** Marks everything that belongs to a film as used. */
export function touchRecord(store: Store, filmKey: string, record: FilmRecord): void {
  for (const { kind, key } of entriesOf(filmKey, record)) store.touch(kind, key);
}

/** The paths in the store of everything that belongs to a film. */
export const recordPaths = (store: Store, filmKey: string, record: FilmRecord): ReadonlySet<string> =>
  new Set(entriesOf(filmKey, record).map(({ kind, key }) => entryPath(store.folder, kind, key)));
