import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from '../../cache/entry.ts';
import { fileHash } from '../../cache/hash.ts';
import type { Store } from '../../cache/store.ts';
import { writeSet } from '../../cache/write-set.ts';
import { withTemporaryFolder, writeWhole } from '../../cache/write-whole.ts';
import { type FilmRecord, VIDEO } from './film-record.ts';

/** The extensions of those files of a film that are missing or differ from what was rendered. */
export async function changedFiles({ files }: FilmRecord, target: string): Promise<readonly string[]> {
  const looked = Object.entries(files).map(async ([ending, hash]) =>
    (await fileHash(`${target}${ending}`).catch(() => '')) === hash ? [] : [ending],
  );
  return (await Promise.all(looked)).flat();
}

/** Writes a cached piece to a file. */
async function fetched(store: Store, kind: Kind, key: string, file: string): Promise<boolean> {
  const bytes = store.get(kind, key);
  if (bytes !== null) await writeFile(file, bytes);
  return bytes !== null;
}

/** Joins the cached pieces of a film in a folder. Returns the MP4's path, or `null` if it cannot be restored exactly. */
async function rejoined(
  store: Store,
  { segments, sound, files }: FilmRecord,
  folder: string,
  signal: AbortSignal,
): Promise<string | null> {
  const paths = segments.map((_, i) => join(folder, `${i}.mp4`));
  const soundPath = join(folder, 'sound.mp4');
  for (const [i, key] of segments.entries())
    if (!(await fetched(store, 'segment', key, paths[i] ?? ''))) return null;
  if (sound !== null && !(await fetched(store, 'segment', sound, soundPath))) return null;
  const film = join(folder, 'film.mp4');
  // Loaded lazily: an unchanged film can be reported without this code.
  const { joinPieces } = await import('../../render/encode/join.ts');
  await joinPieces({ segments: paths, sound: sound === null ? undefined : soundPath }, folder, film, signal);
  return (await fileHash(film)) === files[VIDEO] ? film : null;
}

/**
 * Restores files of a film from the cache: nothing is simulated, drawn or encoded.
 *
 * @param endings the extensions of the files
 * @param target their path without extension
 * @returns false, with nothing written, if something is no longer cached
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
          : (await fetched(store, 'film', record.files[ending] ?? '', copy))
            ? copy
            : null;
      if (source === null) return false;
      sources.set(ending, source);
    }
    await writeSet(target, endings, async (pathOf) => {
      for (const [ending, source] of sources)
        await writeWhole(pathOf(ending), (path) => copyFile(source, path));
    });
    return true;
  });
}
