import type { CueSheet } from '../../audio/cue-sheet.ts';
import { synthesizeWav } from '../../audio/node.ts';
import { openStore } from '../cache/store.ts';
import { soundKey } from './kept-sound.ts';
import { CACHE_FOLDER } from './project.ts';
import { synthesisVersion } from './sources-version.ts';

/**
 * The bytes of a cue sheet's WAV: from the cache, else synthesized in a separate thread and cached.
 *
 * @param options the cache's folder; `fresh` to ignore the cache; a signal that ends the thread
 * @throws Error naming the field if the sheet is not valid; the signal's reason if aborted
 */
export async function wavOf(
  sheet: CueSheet,
  options: { readonly cache?: string; readonly fresh?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const { cache = CACHE_FOLDER, fresh = false, signal } = options;
  signal?.throwIfAborted();
  const store = openStore(cache);
  const key = soundKey(sheet, synthesisVersion(cache));
  const kept = fresh ? null : store.get('sound', key);
  if (kept !== null) return kept;
  const wav = await synthesizeWav(sheet, signal);
  store.put('sound', key, wav);
  return wav;
}
