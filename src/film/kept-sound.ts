import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CueSheet } from '../../audio/cue-sheet.ts';
import { cueSheetHash } from '../../audio/cue-sheet-checks.ts';
import { DIGEST_BYTES, entryName } from '../cache/entry.ts';

/** A bed of music for a key: the SHA-256 of its file, and the version of what decodes it. */
export interface KeptBed {
  readonly hash: string;
  readonly decoder: string;
}

/** The key of a cue sheet's WAV, the same in Node and in browsers. @param synthesis version of the synthesis code */
export const soundKey = (sheet: CueSheet, synthesis: string, bed?: KeptBed): string =>
  bytesToHex(
    sha256(utf8ToBytes([cueSheetHash(sheet), synthesis, ...(bed ? [bed.hash, bed.decoder] : [])].join(' '))),
  );

/** The WAV in a store entry, for a page, which has no store; `null` if the entry is damaged or not for this key. */
export function soundIn(entry: Uint8Array<ArrayBuffer>, key: string): Uint8Array<ArrayBuffer> | null {
  const wav = entry.subarray(DIGEST_BYTES);
  const name = utf8ToBytes(entryName('sound', key));
  const digest = sha256.create().update(name).update(wav).digest();
  return digest.every((byte, i) => byte === entry[i]) ? wav : null;
}
