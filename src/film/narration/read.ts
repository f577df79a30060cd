import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesHash } from '../../cache/hash.ts';
import { readRegular } from '../../cache/regular-file.ts';
import { decodedSound, type Sound } from '../../render/encode/decode-sound.ts';
import type { Narration, Recording } from '../../story/recording.ts';
import { UsageError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { LONGEST_RECORDING, recordingFiles, requireLength, saidIn } from './files.ts';

const RATE = 48_000;

/** What is in a folder of recordings, and where each file is, by part. */
export interface ReadNarration {
  readonly narration: Narration;
  readonly files: Readonly<Record<string, string>>;
}

/** That of a film which has none. */
export const NO_NARRATION: ReadNarration = { narration: {}, files: {} };

/** How many bytes a WAV says it has more than there are. FFmpeg would take what is there for the whole. */
function missingBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return 0;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    // A program that does not know the length yet writes 0 or the greatest number.
    if (name(at) === 'data') return size === 0xff_ff_ff_ff ? 0 : Math.max(0, at + 8 + size - bytes.length);
    at += 8 + size + (size % 2);
  }
  return 0;
}

/**
 * A recording as FFmpeg decodes it, at 48 kHz.
 *
 * @throws Error, one line, if it is damaged or empty; UsageError if it is too long
 */
export async function decodedRecording(path: string): Promise<Sound> {
  const bytes = readRegular(path);
  if (bytes.length === 0) throw new Error(`narration: '${path}' is empty`);
  const missing = missingBytes(bytes);
  if (missing > 0) throw new Error(`narration: '${path}' is cut short: ${missing} bytes of it are missing`);
  const sound = await decodedSound(path, { seconds: LONGEST_RECORDING + 1, strict: true }).catch(
    (error: unknown) => {
      throw new Error(`narration: '${path}' cannot be read as sound: ${oneLine(error)}`);
    },
  );
  requireLength(sound.left.length / RATE, path);
  return sound;
}

/**
 * Reads a folder of recordings: a file of sound for each of some parts, named by its id, and beside it what it says, as
 * text. Whether the film has such parts is known when it has been told.
 *
 * @throws UsageError if there is no such folder, no sound in it, two files for a part, or one of more than ten minutes; Error,
 *   one line, for a damaged or empty file
 */
export async function readNarration(folder: string): Promise<ReadNarration> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`narration: there is no folder '${folder}'`);
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  const narration: Record<string, Recording> = {};
  const files: Record<string, string> = {};
  for (const { part, sound, text } of recordingFiles(folder, names)) {
    const path = join(folder, sound);
    const { left } = await decodedRecording(path);
    const bytes = readRegular(path);
    narration[part] = {
      name: sound,
      bytes: bytes.length,
      sha256: bytesHash(bytes),
      seconds: left.length / RATE,
      ...(text === undefined ? {} : { text: saidIn(readRegular(join(folder, text)), join(folder, text)) }),
    };
    files[part] = path;
  }
  return { narration, files };
}
