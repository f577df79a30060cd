import { type CueSheet, SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import { synthesizeWav } from '../../audio/node.ts';
import { openStore } from '../cache/store.ts';
import { type BedFile, decodedBed } from './bed.ts';
import { soundKey } from './kept-sound.ts';
import { CACHE_FOLDER } from './project.ts';
import { decoderVersion, synthesisVersion } from './sources-version.ts';

/** Seconds that a bed is decoded beyond the film's end, for its seam with itself. */
const BEYOND = 4;

/** The bed of a sheet as it is to be mixed. @throws UsageError if it is not sound */
export const bedFor = (sheet: CueSheet, bed: BedFile | null) =>
  bed === null ? undefined : decodedBed(bed, sheet.samples / SAMPLE_RATE + BEYOND);

/**
 * The bytes of a cue sheet's WAV: from the cache, else synthesized in a separate thread and cached.
 *
 * @param options the bed beneath it; the cache's folder; `fresh` to ignore the cache; a signal that ends the thread
 * @throws Error naming the field if the sheet is not valid; UsageError if the bed is not sound; the signal's reason if aborted
 */
export async function wavOf(
  sheet: CueSheet,
  options: {
    readonly bed?: BedFile | null;
    readonly cache?: string;
    readonly fresh?: boolean;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Uint8Array> {
  const { bed = null, cache = CACHE_FOLDER, fresh = false, signal } = options;
  signal?.throwIfAborted();
  const store = openStore(cache);
  const beneath = bed === null ? undefined : { hash: bed.hash, decoder: decoderVersion(cache) };
  const key = soundKey(sheet, synthesisVersion(cache), beneath);
  const kept = fresh ? null : store.get('sound', key);
  if (kept !== null) return kept;
  const wav = await synthesizeWav(sheet, { bed: await bedFor(sheet, bed), signal });
  store.put('sound', key, wav);
  return wav;
}
