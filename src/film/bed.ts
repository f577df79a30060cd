import { bytesHash } from '../cache/hash.ts';
import { decodedSound, type Sound } from '../render/encode/decode-sound.ts';
import { remember } from '../sim/remember.ts';
import type { Look } from '../story/look.ts';
import { UsageError } from './errors.ts';
import { readNamed } from './inputs.ts';
import { oneLine } from './one-line.ts';

/** A file of music, by what is in it. */
export interface BedFile {
  readonly path: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
}

/** Under which name a look's bed stands in provenance, beside the files named in the params. */
export const BED = 'look.bed';
/** Seconds that a file is decoded by to see whether it is sound. */
const TASTE = 0.5;

/** The bed that a look names, read once; `null` if it names none. @throws UsageError if it cannot be read */
export const bedOf: (look: Look) => BedFile | null = remember(({ bed }) =>
  bed === '' ? null : { path: bed, hash: bytesHash(readNamed('bed', bed)) },
);

/** SHA-256 of each file that a look names. @throws UsageError if one cannot be read */
export function lookHashes(look: Look): Readonly<Record<string, string>> {
  const bed = bedOf(look);
  return bed === null ? {} : { [BED]: bed.hash };
}

/**
 * A bed at 48 kHz, as FFmpeg decodes it.
 *
 * @param seconds to decode at most
 * @throws UsageError if it is not sound
 */
export async function decodedBed({ path }: Pick<BedFile, 'path'>, seconds: number): Promise<Sound> {
  const sound = await decodedSound(path, { seconds }).catch((error: unknown) => {
    throw new UsageError(`bed: '${path}' is not a sound that FFmpeg can read: ${oneLine(error)}`);
  });
  if (sound.left.length === 0) throw new UsageError(`bed: there is no sound in '${path}'`);
  return sound;
}

/** Makes sure that a look's bed is sound, before long work begins. @throws UsageError */
export async function requireBed(look: Look): Promise<void> {
  const bed = bedOf(look);
  if (bed !== null) await decodedBed(bed, TASTE);
}
