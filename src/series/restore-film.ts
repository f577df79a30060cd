import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileHash } from '../render/file-hash.ts';
import { joinPieces } from '../render/join.ts';
import { withTemporaryFolder, writeWhole } from '../render/output.ts';
import { type FilmRecord, VIDEO } from './film-record.ts';
import type { Store } from './store.ts';

/** The endings of a film's files that are not, or no longer, as they were rendered. */
export async function changedFiles({ files }: FilmRecord, target: string): Promise<readonly string[]> {
  const looked = Object.entries(files).map(async ([ending, hash]) =>
    (await fileHash(`${target}${ending}`).catch(() => '')) === hash ? [] : [ending],
  );
  return (await Promise.all(looked)).flat();
}

/** Writes a kept piece to a file. */
async function fetched(store: Store, kind: string, key: string, file: string): Promise<boolean> {
  const bytes = await store.get(kind, key);
  if (bytes !== null) await writeFile(file, bytes);
  return bytes !== null;
}

/** Joins the kept pieces of a film in a folder. Returns the MP4's path, or `null` where it cannot be as it was. */
async function rejoined(
  store: Store,
  { segments, sound, files }: FilmRecord,
  folder: string,
  signal: AbortSignal,
): Promise<string | null> {
  const paths = segments.map((_, i) => join(folder, `${i}.mp4`));
  const soundPath = join(folder, 'sound.mp4');
  for (const [i, key] of segments.entries())
    if (!(await fetched(store, 'segments', key, paths[i] ?? ''))) return null;
  if (sound !== null && !(await fetched(store, 'sounds', sound, soundPath))) return null;
  const film = join(folder, 'film.mp4');
  await joinPieces({ segments: paths, sound: sound === null ? undefined : soundPath }, folder, film, signal);
  return (await fileHash(film)) === files[VIDEO] ? film : null;
}

/**
 * Makes files of a film again from what is kept: nothing is simulated, drawn or encoded.
 *
 * @param endings of the files
 * @param target their path without ending
 * @returns false, and nothing is written, where something is not kept any more
 */
export function restoreFiles(
  store: Store,
  record: FilmRecord,
  endings: readonly string[],
  target: string,
  signal: AbortSignal,
): Promise<boolean> {
  return withTemporaryFolder(async (folder) => {
    const sources = new Map<string, string>();
    for (const ending of endings) {
      const copy = join(folder, `copy${ending}`);
      const source =
        ending === VIDEO
          ? await rejoined(store, record, folder, signal)
          : (await fetched(store, 'files', record.files[ending] ?? '', copy))
            ? copy
            : null;
      if (source === null) return false;
      sources.set(ending, source);
    }
    for (const [ending, source] of sources)
      await writeWhole(`${target}${ending}`, (path) => copyFile(source, path));
    return true;
  });
}
