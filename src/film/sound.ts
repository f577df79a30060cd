import { type CueSheet, SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import { synthesizeWav } from '../../audio/node.ts';
import { fileHash } from '../cache/hash.ts';
import { openStore } from '../cache/store.ts';
import type { Sound } from '../render/encode/decode-sound.ts';
import { type BedFile, bedOf, decodedBed } from './bed.ts';
import { UsageError } from './errors.ts';
import type { FilmJob } from './job.ts';
import { soundKey } from './kept-sound.ts';
import { decodedRecording } from './narration/read.ts';
import { CACHE_FOLDER } from './sources/project.ts';
import { decoderVersion, synthesisVersion } from './sources/sources-version.ts';

/** Seconds that a bed is decoded beyond the film's end, for its seam with itself. */
const BEYOND = 4;

/** The files of sound that are mixed with what is synthesized. */
export interface SoundFiles {
  readonly bed?: BedFile | null;
  /** The recordings of the narration, by part. */
  readonly narration?: FilmJob['narrationFiles'];
}

/** The files of sound that a job names. @throws UsageError if the bed cannot be read */
export const soundFiles = ({
  look,
  narrationFiles,
}: Pick<FilmJob, 'look' | 'narrationFiles'>): SoundFiles => ({
  bed: bedOf(look),
  narration: narrationFiles,
});

/** The recordings of a sheet's narration. @throws UsageError if one has changed; Error if one cannot be read */
async function recordingsFor({ narration = [] }: CueSheet, files: SoundFiles['narration'] = {}) {
  const recordings: Sound[] = [];
  for (const { id, sha256 } of narration) {
    const path = files[id];
    if (path === undefined) throw new Error(`narration: there is no file for the part '${id}'`);
    if ((await fileHash(path)) !== sha256)
      throw new UsageError(`narration: '${path}' has changed since it was read: try again`);
    recordings.push(await decodedRecording(path));
  }
  return recordings;
}

/** What a sheet is mixed with, decoded. @throws UsageError if the bed is not sound; Error if a recording is not */
export const decodedFor = async (
  sheet: CueSheet,
  { bed = null, narration }: SoundFiles,
): Promise<{ readonly bed: Sound | undefined; readonly narration: readonly Sound[] }> => ({
  bed: bed === null ? undefined : await decodedBed(bed, sheet.samples / SAMPLE_RATE + BEYOND),
  narration: await recordingsFor(sheet, narration),
});

/**
 * The bytes of a cue sheet's WAV: from the cache, else synthesized in a separate thread and cached.
 *
 * @param options the files of bed and narration; the cache's folder; `fresh` to ignore the cache; a signal that ends the thread
 * @throws Error naming the field if the sheet is not valid; UsageError if the bed is not sound; the signal's reason if aborted
 */
export async function wavOf(
  sheet: CueSheet,
  options: SoundFiles & {
    readonly cache?: string;
    readonly fresh?: boolean;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Uint8Array> {
  const { bed, narration, cache = CACHE_FOLDER, fresh = false, signal } = options;
  signal?.throwIfAborted();
  const store = openStore(cache);
  const versions = { synthesis: synthesisVersion(cache), decoder: decoderVersion(cache) };
  const key = soundKey(sheet, { ...versions, bed: bed?.hash });
  const kept = fresh ? null : store.get('sound', key);
  if (kept !== null) return kept;
  const wav = await synthesizeWav(sheet, {
    ...(await decodedFor(sheet, { bed: bed ?? null, narration })),
    signal,
  });
  store.put('sound', key, wav);
  return wav;
}
