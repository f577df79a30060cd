import { readFile } from 'node:fs/promises';
import { fileHash } from '../render/file-hash.ts';
import { entryPath, type Store } from './store.ts';

/** What a film's render ended in: enough to see that nothing is to be done, or to make its files again undrawn. */
export interface FilmRecord {
  readonly frames: number;
  /** Keys of the film's segments in order, and of its encoded sound; `null` for a silent film. */
  readonly segments: readonly string[];
  readonly sound: string | null;
  /** SHA-256 of the MP4 and of each file beside it, by ending. */
  readonly files: Readonly<Record<string, string>>;
}

const KIND = 'films';
export const VIDEO = '.mp4';

/** Everything that a record names, and itself. */
const entriesOf = (filmKey: string, { segments, sound, files }: FilmRecord) => [
  { kind: KIND, key: filmKey },
  ...segments.map((key) => ({ kind: 'segments', key })),
  ...(sound === null ? [] : [{ kind: 'sounds', key: sound }]),
  ...Object.entries(files).flatMap(([ending, key]) => (ending === VIDEO ? [] : [{ kind: 'files', key }])),
];

/** The record under a key made of everything that decides a film's files, or `null`. */
export async function readRecord(store: Store, filmKey: string): Promise<FilmRecord | null> {
  const bytes = await store.get(KIND, filmKey);
  // An entry is as it was written, and the key holds the hash of the sources that wrote it.
  return bytes === null ? null : JSON.parse(bytes.toString());
}

/**
 * Keeps what a film's render ended in, and copies of the files beside its MP4.
 *
 * @param target path of the files without their endings
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
    if (ending !== VIDEO) await store.put('files', key, await readFile(path));
  }
  const record = { ...made, files: hashes };
  await store.put(KIND, filmKey, Buffer.from(JSON.stringify(record)));
  return record;
}

/** Notes that everything of a film was used. */
export async function touchRecord(store: Store, filmKey: string, record: FilmRecord): Promise<void> {
  await Promise.all(entriesOf(filmKey, record).map(({ kind, key }) => store.touch(kind, key)));
}

/** The places in the store of all that belongs to a film. */
export const recordPaths = (store: Store, filmKey: string, record: FilmRecord): ReadonlySet<string> =>
  new Set(entriesOf(filmKey, record).map(({ kind, key }) => entryPath(store.folder, kind, key)));
